import type { Statement, Store } from '../../store/store.ts';
import { planAt, planThen, type AccountPlan, type PlanStore, type StoredLoosening } from '../store/plan-store.ts';
import type { DoubtStore, StandingDoubt } from '../store/doubt-store.ts';
import type { FactStore, StoredFacts } from '../store/fact-store.ts';
import type { FactTimes } from '../store/fact-times.ts';
import type { StoredWaiver, WaiverStore } from '../store/waiver-store.ts';
import type { AccountFields, AccountMove, FieldStore } from '../store/field-store.ts';
import type { Plan } from '../plans/plan.ts';
import { looseningEnd } from '../gate/numbers-in-force.ts';
import { factsUntil, type AccountFacts, type PlanHistory } from '../standing/facts.ts';
import { presentOf, standingOf, type Present, type Standing } from '../standing/standing.ts';
import type { PlanShelf } from './plan-shelf.ts';

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
}

/** An account as it will be; when that changes again was not asked. */
export type ForeseenAccount = Omit<AccountState, 'standing'> & {
  readonly standing: Present;
  readonly facts: AccountFacts;
};

interface Kept {
  readonly state: AccountState;
  readonly isVirtual: boolean;
  readonly fromAt: number;
  readonly beforeAt: number;
}

export interface AccountBookDeps {
  readonly store: Store;
  readonly shelf: PlanShelf;
  readonly plans: PlanStore;
  readonly facts: FactStore;
  readonly times: FactTimes;
  readonly fields: FieldStore;
  readonly waivers: WaiverStore;
  readonly doubts: DoubtStore;
  /** Told until when what was found out holds. */
  readonly onKept: (beforeAt: number) => void;
}

/**
 * Where each account stands, found out when somebody asks, and kept until its facts or the time make it another. What is found out in the
 * middle of a transaction is not kept: it may come to nothing.
 */
export class AccountBook {
  readonly #deps: AccountBookDeps;
  readonly #exists: Statement<[string], { found: number }>;
  readonly #records = new Map<string, AccountRecord>();
  readonly #kept = new Map<string, Kept>();

  constructor(deps: AccountBookDeps) {
    this.#deps = deps;
    this.#exists = deps.store.prepare('SELECT 1 AS found FROM account WHERE accountId = ?');
  }

  /** Null for an id that is none of an account. */
  record(accountId: string): AccountRecord | null {
    const known = this.#records.get(accountId);
    if (known !== undefined) return known;
    if (this.#exists.get(accountId) === undefined) return null;
    const { fields, facts, times, plans, shelf, waivers, doubts } = this.#deps;
    const given = plans.plansOf(accountId);
    const record = {
      accountId,
      fields: fields.fieldsOf(accountId),
      facts: timed(accountId, facts.read(accountId), times),
      untimed: times.untimedOf(accountId),
      moves: fields.movesOf(accountId),
      plans: given,
      history: given.length === 0 ? null : historyOf(given, shelf),
      loosenings: plans.looseningsOf(accountId),
      waivers: waivers.ofAccount(accountId),
      doubt: doubts.ofAccount(accountId),
    };
    if (!this.#deps.store.isChanging) this.#records.set(accountId, record);
    return record;
  }

  /** As it is at `now` where it is on such a phone; null for an id that is none of an account. */
  stateAt(accountId: string, isVirtual: boolean, now: number): AccountState | null {
    const kept = this.#kept.get(accountId);
    if (kept !== undefined && kept.isVirtual === isVirtual && now >= kept.fromAt && now < kept.beforeAt)
      return kept.state;
    const record = this.record(accountId);
    if (record === null) return null;
    const state = this.#stateOf(record, isVirtual, now);
    const beforeAt = changeAfter(state, now);
    if (this.#deps.store.isChanging) return state;
    this.#kept.set(accountId, { state, isVirtual, fromAt: now, beforeAt });
    if (Number.isFinite(beforeAt)) this.#deps.onKept(beforeAt);
    return state;
  }

  /**
   * Tells how it will be at any later instant up to `endAt`, if nothing happens to it until then; what holds now stays known. Null as
   * `stateAt`.
   */
  foresight(accountId: string, isVirtual: boolean, endAt: number): ((at: number) => ForeseenAccount) | null {
    const record = this.record(accountId);
    if (record === null) return null;
    // Put in order once for all the instants.
    const facts = factsUntil(factsOf(record), endAt);
    return (at) => {
      const { plan, isPractice } = this.#planOf(record, isVirtual, at);
      const present = presentOf(facts, plan, at);
      const standing = isPractice ? { ...present, ...atTheEnd(plan) } : present;
      const { loosenings, waivers } = record;
      return { record, facts, plan, isPractice, standing, loosenings, waivers };
    };
  }

  /** What is on record of it changed. */
  forget(accountId: string): void {
    this.#records.delete(accountId);
    this.#kept.delete(accountId);
  }

  #stateOf(record: AccountRecord, isVirtual: boolean, now: number): AccountState {
    const { plan, isPractice } = this.#planOf(record, isVirtual, now);
    const standing = standingOf(notAhead(factsOf(record), record.untimed, now), plan, now);
    return {
      record,
      plan,
      isPractice,
      standing: isPractice ? { ...standing, ...atTheEnd(plan) } : standing,
      loosenings: record.loosenings,
      waivers: record.waivers,
    };
  }

  #planOf(record: AccountRecord, isVirtual: boolean, at: number): Pick<AccountState, 'plan' | 'isPractice'> {
    const { shelf } = this.#deps;
    const given = planAt(record.plans, at);
    if (given !== null) return { plan: shelf.planOf(given.planTextId), isPractice: false };
    // One that ever began by a plan goes on by the shipped one when its own is over.
    const isPractice = isVirtual && record.plans.length === 0 && record.fields.startedOn === null;
    return { plan: isPractice ? shelf.practice : shelf.shipped, isPractice };
  }
}

/** The failures of an account are no facts here: a rate that is too high was entered when it became so. */
export function factsOf({ fields: { startedOn }, facts, history }: AccountRecord): AccountFacts {
  return { startedOn, ...facts, results: [], ...(history !== null && { plans: history }) };
}

/** Before the first plan that it was given it went by the shipped one. */
function historyOf(plans: readonly AccountPlan[], shelf: PlanShelf): PlanHistory {
  return {
    at: (moment) => {
      const given = planThen(plans, moment);
      return given === null ? shelf.shipped : shelf.planOf(given.planTextId);
    },
  };
}

function timed(accountId: string, facts: StoredFacts, times: FactTimes): StoredFacts {
  const signals = times.correct(accountId, 'signal', facts.signals);
  return { ...facts, signals, restarts: times.correct(accountId, 'restart', facts.restarts) };
}

/** What was told while nobody knew the time restricts from then on, whatever moment it was written with. */
function notAhead(facts: AccountFacts, untimed: ReadonlySet<number>, now: number): AccountFacts {
  if (untimed.size === 0) return facts;
  const told = <T extends { readonly at: number }>(fact: T): T =>
    untimed.has(fact.at) ? { ...fact, at: Math.min(fact.at, now) } : fact;
  return { ...facts, signals: facts.signals.map(told), restarts: facts.restarts.map(told) };
}

/** A practice account has gone through all stages, and is not sent back. */
function atTheEnd(
  plan: Plan,
): Pick<Standing, 'stageId' | 'effectiveStageId' | 'missing' | 'lowered' | 'loweredUntilAt'> {
  const stageId = plan.stages.at(-1)?.id ?? 'S6';
  return { stageId, effectiveStageId: stageId, missing: [], lowered: [], loweredUntilAt: null };
}

/** Infinity where nothing changes by itself. */
function changeAfter({ record, plan, standing }: AccountState, now: number): number {
  const ends = record.loosenings.map((loosening) => looseningEnd(loosening, plan));
  const times = [standing.nextChangeAt, ...record.plans.map(({ untilAt }) => untilAt), ...ends];
  const later = times.filter((at) => at !== null).filter((at) => at > now);
  return Math.min(Number.POSITIVE_INFINITY, ...later);
}
