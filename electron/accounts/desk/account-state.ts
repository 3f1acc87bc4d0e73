import type { Plan } from '../plans/plan.ts';
import type { AccountFacts, PlanHistory } from '../standing/facts.ts';
import type { Present, Standing } from '../standing/standing.ts';
import type { StandingDoubt } from '../store/doubt-store.ts';
import type { StoredFacts } from '../store/fact-store.ts';
import type { AccountFields, AccountMove } from '../store/field-store.ts';
import type { AccountPlan, StoredLoosening } from '../store/plan-store.ts';
import type { StoredWaiver } from '../store/waiver-store.ts';

/** Everything that is on record about an account. */
export interface AccountRecord {
  readonly accountId: string;
  readonly fields: AccountFields;
  readonly facts: StoredFacts;
  /** Moments of facts that were told while nobody knew the time: they are not later than whatever it is now. */
  readonly untimed: ReadonlySet<number>;
  /** Where it was, oldest first. */
  readonly moves: readonly AccountMove[];
  readonly plans: readonly AccountPlan[];
  /** Null for one that was never put under a plan. */
  readonly history: PlanHistory | null;
  readonly loosenings: readonly StoredLoosening[];
  readonly waivers: readonly StoredWaiver[];
  /** Something that was said of it may be lacking here; null: nothing is. */
  readonly doubt: StandingDoubt | null;
}

/** An account as it is at an instant. */
export interface AccountState {
  readonly record: AccountRecord;
  readonly plan: Plan;
  /** It is on a virtual phone and was never put under a plan: see `practicePlan`. */
  readonly isPractice: boolean;
  readonly standing: Standing;
  readonly loosenings: readonly StoredLoosening[];
  readonly waivers: readonly StoredWaiver[];
  /** What becomes of it by itself. */
  readonly ahead: Ahead;
}

/** An account as it will be; when that changes again was not asked. */
export type ForeseenAccount = Omit<AccountState, 'standing' | 'ahead'> & {
  readonly standing: Present;
  readonly facts: AccountFacts;
};

/** An account as it will be from a moment on. */
export type ComingAccount = ForeseenAccount & { readonly fromAt: number };

/** How an account will be if nobody does anything. */
export interface Ahead {
  /** From the next moment after `at` on at which a gate may find it another one; null: it stays as it is. */
  next(at: number): ComingAccount | null;
}

/** The failures of an account are no facts here: a rate that is too high was entered when it became so. */
export function factsOf({
  fields: { startedOn },
  facts,
  history,
}: Pick<AccountRecord, 'fields' | 'facts' | 'history'>): AccountFacts {
  return { startedOn, ...facts, results: [], ...(history !== null && { plans: history }) };
}

/** What was told while nobody knew the time restricts from then on, whatever moment it was written with. */
export function notAhead(facts: AccountFacts, untimed: ReadonlySet<number>, now: number): AccountFacts {
  if (untimed.size === 0) return facts;
  const told = <T extends { readonly at: number }>(fact: T): T =>
    untimed.has(fact.at) ? { ...fact, at: Math.min(fact.at, now) } : fact;
  return { ...facts, signals: facts.signals.map(told), restarts: facts.restarts.map(told) };
}

/** A practice account has gone through all stages, and is not sent back. */
export function atTheEnd(
  plan: Plan,
): Pick<Standing, 'stageId' | 'effectiveStageId' | 'missing' | 'lowered' | 'loweredUntilAt'> {
  const stageId = plan.stages.at(-1)?.id ?? 'S6';
  return { stageId, effectiveStageId: stageId, missing: [], lowered: [], loweredUntilAt: null };
}
