import type { Plan, Signal } from './plan.ts';
import { byRank, told, type Direction } from './rule-order.ts';
import { closedBy, endOf, endsNoSooner } from './signal-strength.ts';

export const bySeverity = byRank(['warning', 'cooldown', 'suspended']);

/** A rule of a signal in two plans, and which way it went by itself. */
export interface SignalRule {
  readonly id: string;
  /** `hours`, `repeat.to`, … */
  readonly field: string;
  readonly isInBoth: boolean;
  readonly plain: Direction | 'same';
}

/** Which way a rule of a signal went: what is left out is said by the signal's other rules. */
export function signalDirection(rule: SignalRule, base: Plan, next: Plan): Direction | 'same' {
  const { id, field, isInBoth, plain } = rule;
  const [before, after] = [base, next].map(({ health }) => health.signals.find((signal) => signal.id === id));
  if (before === undefined || after === undefined) return plain;
  const closesAsMuch = closesAll({ plan: next, signal: after }, { plan: base, signal: before });
  switch (field) {
    case 'when':
      return isInBoth ? plain : 'changed';
    case 'hours':
    case 'recover':
      return isInBoth ? plain : endDirection(before, after);
    case 'to':
    case 'scope':
      return plain === 'tightened' && !closesAsMuch ? 'changed' : plain;
    case 'repeat.to':
      return repeatDirection({ base, next, before, after }) ?? plain;
    default:
      return plain;
  }
}

function endDirection(before: Signal, after: Signal): Direction | 'same' {
  const [old, now] = [endOf(before), endOf(after)];
  const [isAsLate, wasAsLate] = [endsNoSooner(now, old), endsNoSooner(old, now)];
  return isAsLate && wasAsLate ? 'same' : told(isAsLate, wasAsLate);
}

interface Both {
  readonly base: Plan;
  readonly next: Plan;
  readonly before: Signal;
  readonly after: Signal;
}

/** A further signal does what the first one does, where nothing else is said. Null where either plan counts no further ones. */
function repeatDirection({ base, next, before, after }: Both): Direction | 'same' | null {
  if (before.repeat === undefined || after.repeat === undefined) return null;
  const old = { ...before, to: before.repeat.to ?? before.to };
  const now = { ...after, to: after.repeat.to ?? after.to };
  if (old.to === now.to) return 'same';
  const direction: Direction = bySeverity(old.to, now.to);
  const isAsMuch = closesAll({ plan: next, signal: now }, { plan: base, signal: old });
  return direction === 'tightened' && !isAsMuch ? 'changed' : direction;
}

interface Owned {
  readonly plan: Plan;
  readonly signal: Pick<Signal, 'to' | 'scope'>;
}

function closesAll(one: Owned, other: Owned): boolean {
  const closed = closedBy(one.plan, one.signal);
  return closedBy(other.plan, other.signal).every((action) => closed.includes(action));
}
