import type { Statement, Store } from '../../store/store.ts';
import { looseningEnd } from '../gate/numbers-in-force.ts';
import { startOfDay } from '../standing/calendar-day.ts';
import { factsUntil, type PlanHistory } from '../standing/facts.ts';
import { presentOf, standingOf } from '../standing/standing.ts';
import { nextTurnAt } from '../standing/turning-point.ts';
import type { DoubtStore } from '../store/doubt-store.ts';
import type { FactStore, StoredFacts } from '../store/fact-store.ts';
import type { FactTimes } from '../store/fact-times.ts';
import type { FieldStore } from '../store/field-store.ts';
import { planAt, planThen, type AccountPlan, type PlanStore } from '../store/plan-store.ts';
import type { WaiverStore } from '../store/waiver-store.ts';
import { AccountAhead } from './account-ahead.ts';
import {
  atTheEnd,
  factsOf,
  notAhead,
  type AccountRecord,
  type AccountState,
  type Ahead,
  type ForeseenAccount,
} from './account-state.ts';
import type { PlanShelf } from './plan-shelf.ts';

export { factsOf } from './account-state.ts';
export type { AccountRecord, AccountState, Ahead, ComingAccount, ForeseenAccount } from './account-state.ts';

/** Behind everything that is on record of any account. */
const endOfTime = startOfDay('9999-01-01');

interface Kept {
  readonly state: AccountState;
  readonly isVirtual: boolean;
  readonly fromAt: number;
  readonly beforeAt: number;
}

/** From when on, and how far, somebody looks ahead. */
interface Foreseen {
  readonly fromAt: number;
  readonly endAt: number;
}

export interface Foresight {
  readonly stateAt: (at: number) => ForeseenAccount;
  /** From the first instant on. */
  readonly ahead: Ahead;
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
   * Tells how it will be at any later instant up to `endAt`, if nothing happens to it until then, and what becomes of it from one on; what
   * holds now stays known. Null as `stateAt`.
   */
  foresight(accountId: string, isVirtual: boolean, { fromAt, endAt }: Foreseen): Foresight | null {
    const record = this.record(accountId);
    if (record === null) return null;
    const stateAt = this.#foresee(record, isVirtual, endAt);
    const first = stateAt(fromAt);
    const ahead = new AccountAhead({ first, fromAt, foresee: () => this.#foresee(record, isVirtual, endOfTime) });
    return { stateAt, ahead };
  }

  /** What is on record of it changed. */
  forget(accountId: string): void {
    this.#records.delete(accountId);
    this.#kept.delete(accountId);
  }

  #stateOf(record: AccountRecord, isVirtual: boolean, now: number): AccountState {
    const { plan, isPractice } = this.#planOf(record, isVirtual, now);
    const found = standingOf(notAhead(factsOf(record), record.untimed, now), plan, now);
    const standing = isPractice ? { ...found, ...atTheEnd(plan) } : found;
    const { loosenings, waivers } = record;
    const first = { record, plan, isPractice, standing, loosenings, waivers };
    const foresee = () => this.#foresee(record, isVirtual, endOfTime);
    return { ...first, ahead: new AccountAhead({ first, fromAt: now, foresee }) };
  }

  #foresee(record: AccountRecord, isVirtual: boolean, endAt: number): (at: number) => ForeseenAccount {
    // Put in order once for all the instants.
    const all = factsUntil(factsOf(record), endAt);
    return (at) => {
      const { plan, isPractice } = this.#planOf(record, isVirtual, at);
      const facts = notAhead(all, record.untimed, at);
      const present = presentOf(facts, plan, at);
      const standing = isPractice ? { ...present, ...atTheEnd(plan) } : present;
      const { loosenings, waivers } = record;
      return { record, facts, plan, isPractice, standing, loosenings, waivers };
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

/** Infinity where nothing changes by itself. */
function changeAfter({ record, plan, standing }: AccountState, now: number): number {
  const turnAt = nextTurnAt(factsOf(record), plan, standing, now);
  const ends = record.loosenings.map((loosening) => looseningEnd(loosening, plan));
  const times = [standing.nextChangeAt, turnAt, ...record.plans.map(({ untilAt }) => untilAt), ...ends];
  const later = times.filter((at) => at !== null).filter((at) => at > now);
  return Math.min(Number.POSITIVE_INFINITY, ...later);
}
