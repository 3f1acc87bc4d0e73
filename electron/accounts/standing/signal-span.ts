import { conditions, type Condition, type RecoverRule, type Signal } from '../plans/plan.ts';
import type { SignalFact } from './facts.ts';

export type BadCondition = Exclude<Condition, 'normal'>;

/** How long one signal holds, as far as is known. */
export interface SignalSpan {
  readonly signal: Signal;
  readonly fact: SignalFact;
  readonly state: BadCondition;
  /** It is one of a row that counts for more. */
  readonly isRepeat: boolean;
  /** So many stages down at `fromAt`. */
  readonly dropsStages: number;
  readonly fromAt: number;
  /** The first millisecond after it; null where a person's word is wanting, or a day that nobody can name. */
  readonly untilAt: number | null;
  /** What must be met besides the time, and is not yet. */
  readonly openRules: readonly RecoverRule[];
}

/** A span before its wait for normal days: what the normal days of the others are judged by. */
export interface BareSpan extends SignalSpan {
  readonly normalDays: number;
}

/** Higher is worse. */
export function severity(state: Condition): number {
  return conditions.indexOf(state);
}
