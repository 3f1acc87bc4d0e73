import type { ActionId } from '../plans/plan.ts';
import { GrowingSeries, type ActSeries } from './act-series.ts';
import { RowIds } from './row-ids.ts';

/** Where a counted act is on record: as an attempt of a job that reached the phone, or as what a person logged. */
export const actSources = ['job', 'hand'] as const;
export type ActSource = (typeof actSources)[number];

/** An act that counts: done, failed or unknown alike. */
export interface CountedAct {
  readonly source: ActSource;
  /** The row's number within its source. */
  readonly rowId: number;
  readonly accountId: string;
  readonly action: ActionId;
  readonly groupId: string | null;
  readonly at: number;
  /** When it began, where that was earlier: it counts as late as it can have been done. */
  readonly beganAt?: number;
  /** How much of the account's caps it took; 0 for the second and every later group of one campaign. */
  readonly amount: number;
}

/** What has been done, as the gate's rules ask for it. */
export interface UsageView {
  /** The account's acts of an action; the amounts are those of the acts. */
  ofAccount(accountId: string, action: ActionId): ActSeries;
  /** The acts of all accounts on a group; every act amounts to at least one, as the group bore it. */
  ofGroup(groupId: string, action: ActionId): ActSeries;
  /** The same as far as it is on record, where `ofGroup` presumes more. Left out: it does not. */
  recordedOfGroup?(groupId: string, action: ActionId): ActSeries;
  /**
   * When acts began that are counted on a later day, as late as they can have been done: the day that they began on may be the one of the act
   * as well, and is none of rest. Left out: none did.
   */
  beganOf?(accountId: string, action: ActionId): ActSeries;
}

export const noActs: ActSeries = new GrowingSeries();

/**
 * All counted acts in memory, so that a question costs the logarithm of their number. A row counts once however often it is
 * added; rows may come late.
 */
export class UsageIndex implements UsageView {
  readonly #accounts = new Map<string, Map<ActionId, GrowingSeries>>();
  readonly #groups = new Map<string, Map<ActionId, GrowingSeries>>();
  readonly #began = new Map<string, Map<ActionId, GrowingSeries>>();
  readonly #seen: Record<ActSource, RowIds> = { job: new RowIds(), hand: new RowIds() };

  /** False for a row that was added before, whatever it says now. @throws RangeError for a time or an amount that cannot be counted */
  add(act: CountedAct): boolean {
    checkNumbers(act);
    if (!this.#seen[act.source].add(act.rowId)) return false;
    this.#count(act);
    return true;
  }

  /** The act was at another time than was thought. Nothing where it was not added so. */
  move(act: CountedAct, at: number): void {
    checkNumbers({ ...act, at });
    if (this.remove(act)) this.#count({ ...act, at });
  }

  /** Takes an act back that was added so; its row never counts again. False where there is none. */
  remove(act: CountedAct): boolean {
    const { accountId, action, groupId, at, amount } = act;
    if (!seriesIn(this.#accounts, accountId, action).remove(at, amount, beginOf(act))) return false;
    if (groupId !== null) seriesIn(this.#groups, groupId, action).remove(at, weightOnGroup(amount));
    return true;
  }

  /** An act that is counted later may have been done at that time already. */
  noteBegin({ accountId, action }: Pick<CountedAct, 'accountId' | 'action'>, at: number): void {
    seriesIn(this.#began, accountId, action).add(at, 1);
  }

  ofAccount(accountId: string, action: ActionId): ActSeries {
    return this.#accounts.get(accountId)?.get(action) ?? noActs;
  }

  ofGroup(groupId: string, action: ActionId): ActSeries {
    return this.#groups.get(groupId)?.get(action) ?? noActs;
  }

  beganOf(accountId: string, action: ActionId): ActSeries {
    return this.#began.get(accountId)?.get(action) ?? noActs;
  }

  #count(act: CountedAct): void {
    const { accountId, action, groupId, at, amount } = act;
    seriesIn(this.#accounts, accountId, action).add(at, amount, beginOf(act));
    if (groupId !== null) seriesIn(this.#groups, groupId, action).add(at, weightOnGroup(amount));
  }
}

/** What an act counts for its group: an act on it is one at least. */
export function weightOnGroup(amount: number): number {
  return Math.max(1, amount);
}

/** A clock that was set back may show an act as done before it began. */
function beginOf({ at, beganAt = at }: CountedAct): number {
  return Math.min(at, beganAt);
}

function checkNumbers({ at, beganAt = at, amount }: CountedAct): void {
  for (const time of [at, beganAt]) if (!Number.isSafeInteger(time)) throw new RangeError(`not a time: ${time}`);
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`not an amount: ${amount}`);
}

function seriesIn(all: Map<string, Map<ActionId, GrowingSeries>>, key: string, action: ActionId): GrowingSeries {
  let byAction = all.get(key);
  if (byAction === undefined) all.set(key, (byAction = new Map<ActionId, GrowingSeries>()));
  let series = byAction.get(action);
  if (series === undefined) byAction.set(action, (series = new GrowingSeries()));
  return series;
}
