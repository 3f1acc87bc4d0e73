import type { Account } from '../../contract/accounts.ts';
import type { ExecutionMode } from '../../contract/automation.ts';
import { jobTitleMaxLength, type JobState } from '../../contract/jobs.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { Phone, TextParams } from '../../contract/phones.ts';
import type { JobOrders } from '../../jobs/job-orders.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { RunNote, ScheduleKind } from '../../schedules/schedule-kind.ts';
import type { Store } from '../../store/store.ts';
import type { GroupDesk } from '../group-desk.ts';
import { inPlans, isDue } from './due-groups.ts';
import { SyncStore, type RosterSync } from './sync-store.ts';

export interface RosterSyncDeps {
  readonly store: Store;
  readonly desk: GroupDesk;
  readonly phones: { list(): Phone[] };
  readonly accounts: {
    onPhone(phoneId: string): Outcome<Account>;
    modeOf(accountId: string, phoneId: string): ExecutionMode | null;
  };
  readonly jobs: JobOrders;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Without a window of its own a sync is over before the next day's begins: what did not begin by then never does. */
const lastsMs = 20 * 3_600_000;

/**
 * Reads, by its schedule, which groups every attached phone lists, and then these groups' own pages and the members that may be read
 * (see `readersOf`). It goes through jobs, so that the gate, the lanes and 全部停止 hold for it. Accounts that a person works by hand
 * are left out: nobody asked for their hands.
 */
export class RosterSyncs implements Disposable {
  readonly schedule: ScheduleKind = {
    kind: 'roster-sync',
    isReady: () => this.#deps.phones.list().some(isThere),
    run: (signal, _plannedAt, note) => this.#run(signal, note),
  };
  readonly #deps: RosterSyncDeps;
  readonly #syncs: SyncStore;
  readonly #ended = new AbortController();
  #stop = (): void => undefined;
  #following: Promise<void> = Promise.resolve();
  #isFollowing = false;
  #isAskedAgain = false;

  constructor(deps: RosterSyncDeps) {
    this.#deps = deps;
    this.#syncs = new SyncStore(deps.store);
  }

  /** Goes on with what an earlier console left; once, when jobs can be planned. */
  start(): void {
    this.#stop = this.#deps.jobs.subscribe(() => this.#look());
    this.#look();
  }

  async dispose(): Promise<void> {
    this.#stop();
    this.#ended.abort();
    await this.#following;
  }

  async #run(
    signal: AbortSignal,
    { runId, scheduleId, title, by, windowEndAt }: RunNote,
  ): Promise<Outcome<TextParams>> {
    const { phones, jobs, clock, store } = this.#deps;
    const attached = phones.list().filter(isThere);
    const phoneIds = attached.map(({ phoneId }) => phoneId).filter((phoneId) => this.#isReadByConsole(phoneId));
    const counts = { phoneCount: phoneIds.length, byHandCount: attached.length - phoneIds.length };
    if (phoneIds.length === 0) return succeed(counts);
    const endAt = windowEndAt ?? clock.now() + lastsMs;
    const order = { kind: 'groups.read-list', title: titleOf(title, 1), payload: { phoneIds } };
    const begun = await jobs.begin({ ...order, window: { startAt: null, endAt } }, { name: by, scheduleId }, signal);
    if (!begun.ok) return begun;
    const { jobId: listJobId } = begun.value;
    const sync: RosterSync = { runId, scheduleId, title, orderedBy: by, phoneIds, listJobId, endAt };
    const kept = store.write(() => this.#syncs.add(sync));
    if (!kept.ok) return kept;
    this.#look();
    return succeed({ ...counts, jobId: listJobId });
  }

  #isReadByConsole(phoneId: string): boolean {
    const { accounts } = this.#deps;
    const account = accounts.onPhone(phoneId);
    const mode = account.ok ? accounts.modeOf(account.value.accountId, phoneId) : null;
    return mode !== null && mode !== 'manual';
  }

  /** Looks which lists are read by now; one look at a time. */
  #look(): void {
    if (this.#ended.signal.aborted) return;
    this.#isAskedAgain = this.#isFollowing;
    if (this.#isFollowing) return;
    const read = this.#syncs.open().filter(({ listJobId }) => isSettled(this.#deps.jobs.stateOf(listJobId)));
    if (read.length === 0) return;
    this.#isFollowing = true;
    this.#following = this.#followAll(read)
      .catch((cause: unknown) => this.#deps.logger.error('roster-sync-broke', {}, cause))
      .finally(() => {
        this.#isFollowing = false;
        if (this.#isAskedAgain) this.#look();
      });
  }

  async #followAll(syncs: readonly RosterSync[]): Promise<void> {
    const { store, clock, jobs } = this.#deps;
    for (const sync of syncs) {
      // Written first: a console that ends here reads a group a day later, and never twice.
      const followed = store.write(() => this.#syncs.follow(sync.runId, clock.now()));
      if (followed.ok && jobs.stateOf(sync.listJobId) === 'over') await this.#readGroups(sync);
    }
  }

  async #readGroups({ title, orderedBy: name, scheduleId, phoneIds, endAt }: RosterSync): Promise<void> {
    const { desk, jobs, clock, logger } = this.#deps;
    const now = clock.now();
    if (now >= endAt) return;
    const through = new Set(phoneIds);
    const sight = { now, phoneIds: through, rosters: desk.rosters.heads() };
    const due = desk.book.list().filter((group) => isDue(group, sight));
    for (const part of inPlans(due, through)) {
      const payload = { groupIds: part.map(({ groupId }) => groupId), withMembers: true, phoneIds };
      const order = { kind: 'groups.read-info', title: titleOf(title, 2), payload, window: { startAt: null, endAt } };
      const begun = await jobs.begin(order, { name, scheduleId }, this.#ended.signal);
      if (!begun.ok) logger.error('roster-sync-not-read', { scheduleId, code: begun.error.code });
    }
  }
}

function isThere({ state }: Phone): boolean {
  return state === 'ready' || state === 'busy';
}

/** Cancelled ones too: a person did not want it. */
function isSettled(state: JobState | null): boolean {
  return state === null || state === 'over' || state === 'cancelled';
}

/** The schedule's own name and which of both steps it is. */
function titleOf(title: string, step: 1 | 2): string {
  return `${title.slice(0, jobTitleMaxLength - 4)} ${step}/2`;
}
