import { GrowingSeries, type ActSeries } from '../gate/act-series.ts';
import { UsageIndex, type CountedAct, type UsageView } from '../gate/usage-index.ts';
import { longestCountDays, type ActionId } from '../plans/plan.ts';
import { dayMs, dayOf } from '../standing/calendar-day.ts';
import type { HandAct, HandLog } from '../store/hand-log.ts';
import type { JobAct, JobActs } from './job-acts.ts';

/** Groups as acts on them are counted; `groups` has them. */
export interface CountedGroups {
  /** Under which ids acts on that group are on record. */
  idsOf(groupId: string): { readonly groupIds: readonly string[]; readonly viewIds: readonly number[] };
}

export interface UsageLedgerDeps {
  readonly jobActs: Pick<JobActs, 'since'>;
  readonly handLog: Pick<HandLog, 'countedSince'>;
  readonly groups: CountedGroups;
  /** Under which action a plan counts a kind of job; null: under none. */
  readonly actionOfKind: (kind: string) => ActionId | null;
}

/** As far back as any plan may count, and some days to spare. */
const lookBackMs = (longestCountDays + 10) * dayMs;

/**
 * All acts that count, in memory. On the side of groups each is kept under the view that it was done through, or under the group's
 * id where there is no view: so joining and parting groups changes what is asked for, and nothing that is counted.
 */
export class UsageLedger implements UsageView {
  readonly #deps: UsageLedgerDeps;
  readonly #index = new UsageIndex();

  /** Reads what is on record. */
  constructor(deps: UsageLedgerDeps, now: number) {
    this.#deps = deps;
    const from = now - lookBackMs;
    for (const act of deps.jobActs.since(from).toSorted((one, other) => one.at - other.at)) this.addJobAct(act);
    for (const act of deps.handLog.countedSince(from)) this.addHandAct(act);
  }

  /** An attempt was committed. Nothing for a kind that no plan counts. */
  addJobAct(act: JobAct): void {
    const counted = this.#ofJob(act);
    if (counted === null || !this.#index.add(counted)) return;
    if (act.markedAt !== undefined) this.noteBegin(act, act.markedAt);
  }

  /** It was let through then, which may have been another day than the one that it counts on. */
  noteBegin(act: JobAct, at: number): void {
    const counted = this.#ofJob(act);
    if (counted !== null && dayOf(at) !== dayOf(act.at)) this.#index.noteBegin(counted, at);
  }

  /** The act was done at that time at the latest. */
  moveJobAct(act: JobAct, at: number): void {
    const counted = this.#ofJob(act);
    if (counted !== null) this.#index.move(counted, at);
  }

  addHandAct(act: HandAct): void {
    this.#index.add(ofHand(act));
  }

  removeHandAct(act: HandAct): void {
    this.#index.remove(ofHand(act));
  }

  ofAccount(accountId: string, action: ActionId): ActSeries {
    return this.#index.ofAccount(accountId, action);
  }

  beganOf(accountId: string, action: ActionId): ActSeries {
    return this.#index.beganOf(accountId, action);
  }

  ofGroup(groupId: string, action: ActionId): ActSeries {
    const { groupIds, viewIds } = this.#deps.groups.idsOf(groupId);
    const keys = [...groupIds.map(groupKey), ...viewIds.map(viewKey)];
    const parts = keys.map((key) => this.#index.ofGroup(key, action)).filter(({ count }) => count > 0);
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : merged(parts);
  }

  #ofJob({ attemptId, kind, accountId, groupId, groupViewId, at, markedAt, amount }: JobAct): CountedAct | null {
    const action = this.#deps.actionOfKind(kind);
    if (action === null) return null;
    return {
      source: 'job',
      rowId: attemptId,
      accountId,
      action,
      groupId: keyOf(groupId, groupViewId),
      at,
      ...(markedAt !== undefined && { beganAt: markedAt }),
      amount,
    };
  }
}

function ofHand({ handActId, accountId, action, groupId, groupViewId, at, amount }: HandAct): CountedAct {
  return { source: 'hand', rowId: handActId, accountId, action, groupId: keyOf(groupId, groupViewId), at, amount };
}

function keyOf(groupId: string | null, groupViewId: number | null): string | null {
  if (groupViewId !== null) return viewKey(groupViewId);
  return groupId === null ? null : groupKey(groupId);
}

function viewKey(groupViewId: number): string {
  return `view ${groupViewId}`;
}

function groupKey(groupId: string): string {
  return `group ${groupId}`;
}

function merged(parts: readonly ActSeries[]): ActSeries {
  const whole = new GrowingSeries();
  for (const part of parts) {
    for (let place = 0, before = 0; place < part.count; place++) {
      const upTo = part.sumUpTo(place);
      whole.add(part.timeAt(place) ?? 0, upTo - before);
      before = upTo;
    }
  }
  return whole;
}
