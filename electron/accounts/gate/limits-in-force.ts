import type { ActionId, ClosedWord, Condition, Plan } from '../plans/plan.ts';
import { outboundActionIds } from '../plans/plan.ts';
import type { ActQuestion, GateLimit } from './act-question.ts';

/** From the mildest to the gravest. */
const gravity: readonly Condition[] = ['normal', 'warning', 'cooldown', 'suspended'];

const conditionOf: Readonly<Record<GateLimit['effect'], Condition>> = {
  half: 'warning',
  closed: 'cooldown',
  suspended: 'suspended',
};

/** Whether a limit is about an action at an instant; limits on everything are about acts that write nothing, too. */
export function isInForce({ scope, untilAt }: GateLimit, action: ActionId | null, at: number): boolean {
  if (untilAt !== null && at >= untilAt) return false;
  return scope === 'all' || (action !== null && scope.includes(action));
}

/** The gravest condition that the account is in as far as an action is concerned. */
export function conditionAt({ standing }: ActQuestion, action: ActionId | null, at: number): Condition {
  let gravest: Condition = 'normal';
  for (const limit of standing.limits) {
    const condition = conditionOf[limit.effect];
    if (isInForce(limit, action, at) && gravity.indexOf(condition) > gravity.indexOf(gravest)) gravest = condition;
  }
  return gravest;
}

/** What every cap of an action is multiplied with; two signals do not add up. */
export function capFactorAt({ standing, plan }: ActQuestion, action: ActionId, at: number): number {
  let factor = 1;
  for (const limit of standing.limits) {
    if (isInForce(limit, action, at)) factor = Math.min(factor, plan.health.states[conditionOf[limit.effect]].capFactor);
  }
  return factor;
}

/** Whether a limit leaves no room at all for an action that it is about. */
export function closes(limit: GateLimit, action: ActionId, plan: Plan): boolean {
  return plan.health.states[conditionOf[limit.effect]].closes.some((word) => isMeant(word, action, plan));
}

function isMeant(word: ClosedWord, action: ActionId, plan: Plan): boolean {
  if (word === 'all') return true;
  if (word === 'assisted') return plan.actions[action].execution === 'assisted';
  return word === 'outbound' ? outboundActionIds.includes(action) : word === action;
}
