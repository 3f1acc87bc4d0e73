import { closedActionsOf } from './plan-lists.ts';
import { actionIds, conditions, type ActionId, type Plan, type RecoverRule, type Scope, type Signal } from './plan.ts';
import { areAsTight } from './rule-order.ts';
import { recoverWords } from './plan-words.ts';
import { writePhrase } from './phrases.ts';

/** How a signal ends: not before so many hours, and not before these rules are met. */
interface SignalEnd {
  readonly hours: number;
  readonly rules: readonly string[];
}

type Timed = Pick<Signal, 'to' | 'recover'> & { readonly hours?: number };

/** What suspends ends by a person's word, and so does what has neither a time nor a rule. */
export function endOf({ to, hours, recover }: Timed): SignalEnd {
  const isEndless = to === 'suspended' || (hours === undefined && recover.length === 0);
  const isByHand = recover.some(({ kind }) => kind === 'manual');
  const rules: readonly RecoverRule[] = isEndless && !isByHand ? [...recover, { kind: 'manual' }] : recover;
  return { hours: hours ?? 0, rules: rules.map((rule) => writePhrase(rule, recoverWords)) };
}

/** Whether it ends no sooner than the other one, whatever happens. */
export function endsNoSooner(end: SignalEnd, other: SignalEnd): boolean {
  return end.hours >= other.hours && areAsTight(end.rules, other.rules, 'more');
}

/** Where a signal says that a further one of its kind means less than the first; null where it does not. */
export function milderPlace(signal: Signal): string[] | null {
  const { to, repeat } = signal;
  if (to === 'hold' || repeat === undefined) return null;
  const again = { ...signal, to: repeat.to ?? to, hours: repeat.hours };
  if (conditions.indexOf(again.to) < conditions.indexOf(to)) return ['repeat', 'to'];
  return endsNoSooner(endOf(again), endOf(signal)) ? null : ['repeat', 'hours'];
}

/** Which actions a signal leaves no room for at all; of one about a tool, each that could be its. */
export function closedBy(plan: Plan, { to, scope }: Pick<Signal, 'to' | 'scope'>): readonly ActionId[] {
  if (to === 'hold') return actionIds;
  const own = meantBy(plan, scope);
  if (own !== null && to !== 'warning') return own;
  const { capFactor, closes } = plan.health.states[to];
  const closed = closedActionsOf(plan, closes);
  return (own ?? actionIds).filter((action) => capFactor === 0 || closed.has(action));
}

/** Null: the account as a whole. */
function meantBy({ actions }: Plan, scope: Scope): readonly ActionId[] | null {
  if (scope.kind === 'actions') return scope.actions;
  return scope.kind === 'same-tool' ? actionIds.filter((action) => actions[action].execution === 'assisted') : null;
}
