import { closedActionsOf } from '../plans/plan-lists.ts';
import type { ActionId, Condition, Plan } from '../plans/plan.ts';
import { covers, worstOf, type Limit } from '../standing/condition.ts';
import type { ActQuestion } from './act-question.ts';

const conditionOf: Readonly<Record<Limit['effect'], Condition>> = {
  half: 'warning',
  closed: 'cooldown',
  suspended: 'suspended',
};

/** Whether a limit is about an action at an instant; for null, about the account as a whole. */
export function isInForce({ scope, untilAt }: Limit, action: ActionId | null, at: number): boolean {
  return (untilAt === null || at < untilAt) && covers(scope, action);
}

/** What limits without a known end ask for besides the time; nothing where time alone ends them. */
export function lacksOf(limits: readonly Limit[]): { readonly lacks?: string } {
  const open = limits.filter(({ untilAt }) => untilAt === null);
  const kinds = new Set(open.flatMap(({ recover }) => recover.map(({ kind }) => kind)));
  return kinds.size === 0 ? {} : { lacks: [...kinds].join(', ') };
}

/** The gravest condition that the account is in at an instant, as far as an action is concerned. */
export function conditionAt({ standing }: ActQuestion, action: ActionId | null, at: number): Condition {
  if (standing.limits.length === 0) return 'normal';
  const inForce = standing.limits.filter((limit) => isInForce(limit, action, at));
  return worstOf(inForce, action);
}

/** What every cap of an action is multiplied with; two signals do not add up. */
export function capFactorAt(
  { standing, plan }: Pick<ActQuestion, 'standing' | 'plan'>,
  action: ActionId,
  at: number,
): number {
  let factor = 1;
  for (const limit of standing.limits) {
    if (isInForce(limit, action, at))
      factor = Math.min(factor, plan.health.states[conditionOf[limit.effect]].capFactor);
  }
  return factor;
}

/**
 * Whether a limit leaves no room at all for an action that it is about. One on the account closes what the plan says of that
 * condition; one on a list of actions closes these.
 */
export function closes({ scope, effect }: Limit, action: ActionId, plan: Plan): boolean {
  if (scope !== 'all' && effect !== 'half') return scope.includes(action);
  return closedActionsOf(plan, plan.health.states[conditionOf[effect]].closes).has(action);
}
