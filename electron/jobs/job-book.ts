import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { JobAttempt, PauseReason } from '../contract/jobs.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Store } from '../store/store.ts';
import { AttemptJournal } from './attempt-journal.ts';
import type { ActCustody } from './gate.ts';
import type { PlannedItem } from './job-kind.ts';
import { JobWindows } from './job-windows.ts';
import { LiveJobs } from './live-jobs.ts';
import { resultOf, standingAfter, type ItemChange } from './states/item-change.ts';
import { isActingItem, isOpenItem, nextItemState } from './states/item-state.ts';
import { isLiveJob, nextJobState, type JobEvent } from './states/job-state.ts';
import { AttemptStore, type AttemptClosing, type NewAttempt } from './store/attempt-store.ts';
import { AwaitedRows } from './store/awaited-rows.ts';
import { HoldStore } from './store/hold-store.ts';
import { ItemStore, type ItemRecord } from './store/item-store.ts';
import { JobStore, type JobRecord, type NewJob } from './store/job-store.ts';

export interface JobDecision {
  readonly event: JobEvent;
  readonly at: number;
  readonly operatorName: string | null;
  readonly pauseReason?: PauseReason;
}

export type PlanRow = PlannedItem<unknown> & { readonly heldUntilAt: number | null };

/**
 * The one place that changes jobs, items and attempts: each change is checked by the state machines, stored in one
 * transaction, and only then believed in memory. Whoever listens hears the ids of the jobs that changed. Methods that
 * answer an `Outcome` fail with `disk-full` and its like, and then nothing has changed.
 */
export class JobBook implements Disposable {
  readonly jobs: JobStore;
  readonly items: ItemStore;
  readonly attempts: AttemptStore;
  readonly awaited: AwaitedRows;
  readonly windows: JobWindows;
  /** What attempts tell on their way; it goes to the disk with the next change of their item, or within a second. */
  readonly journal: AttemptJournal;
  /** What the lanes look at; it follows every change. */
  readonly live: LiveJobs;
  readonly #holds: HoldStore;
  readonly #store: Store;
  readonly #custody: ActCustody | null;
  readonly #changes: EventSource<number>;

  constructor({ store, custody, machineClock, logger }: JobBookDeps) {
    this.#store = store;
    this.#custody = custody ?? null;
    this.jobs = new JobStore(store);
    this.items = new ItemStore(store);
    this.#holds = new HoldStore(store);
    this.attempts = new AttemptStore(store);
    this.awaited = new AwaitedRows(store);
    this.windows = new JobWindows(store);
    this.journal = new AttemptJournal({ store, attempts: this.attempts, machineClock });
    this.#changes = new EventSource(logger);
    this.live = new LiveJobs(this.jobs.open(), this.items);
  }

  subscribe(listener: (jobId: number) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  addPlan(job: NewJob, rows: readonly PlanRow[], note: (jobId: number) => void): Outcome<number> {
    const added = this.#store.write(() => {
      const jobId = this.jobs.add(job);
      for (const [position, row] of rows.entries()) this.items.add(row, { jobId, position, at: job.plannedAt });
      note(jobId);
      return jobId;
    });
    if (added.ok) this.#changes.emit(added.value);
    return added;
  }

  /**
   * What an operator (or the engine) decides about a whole job. `changes` are made to its items in the same step. Fails
   * with `job-state` when the job is in no state for it.
   */
  decide(
    job: JobRecord,
    decision: JobDecision,
    { changes = [], queuesRest = false, note }: DecisionChanges,
  ): Outcome<JobRecord> {
    const record = jobAfter(job, decision);
    if (record === null) return fail('job-state', `a ${job.state} job cannot ${decision.event}`, { state: job.state });
    const written = this.#store.write(() => {
      this.jobs.save(record);
      for (const [item, change] of changes) this.#saveChange(item, change);
      if (queuesRest) this.items.queueRest(job.jobId, decision.at);
      note();
    });
    if (!written.ok) return written;
    this.live.take(record);
    this.#changes.emit(record.jobId);
    return succeed(record);
  }

  /** Which schedule's windows the job keeps to from now on. */
  keepWindow(job: JobRecord, scheduleId: number | null, note: () => void): Outcome<JobRecord> {
    const record = { ...job, scheduleId };
    const written = this.#store.write(() => {
      this.jobs.setSchedule(job.jobId, scheduleId);
      note();
    });
    if (!written.ok) return written;
    this.live.take(record);
    this.#changes.emit(job.jobId);
    return succeed(record);
  }

  /** A schedule opened its window; jobs that keep to it may begin until then. Answers how many there are. */
  openWindow(scheduleId: number, untilAt: number): Outcome<number> {
    const written = this.#store.write(() => this.windows.open(scheduleId, untilAt));
    if (!written.ok) return written;
    const keeping = this.jobs.open().filter((job) => job.scheduleId === scheduleId);
    for (const { jobId } of keeping) this.#changes.emit(jobId);
    return succeed(keeping.length);
  }

  /** One thing that happened to one item; ends the attempt that it came from, and the job with its last open item. */
  move(itemId: number, change: ItemChange, { closing, note }: MoveOptions = {}): Outcome<null> {
    const item = this.#item(itemId);
    const written = this.journal.writeWith(itemId, () => {
      if (closing !== undefined) this.attempts.close(closing);
      this.#saveChange(item, change);
      note?.();
      return this.#finished(item, change);
    });
    if (!written.ok) return written;
    if (written.value === null) this.live.refresh(item.jobId, itemId, change.at);
    else this.live.take(written.value);
    this.#changes.emit(item.jobId);
    return succeed(null);
  }

  /** Several at once, of any jobs; all or none. */
  moveAll(changes: readonly (readonly [itemId: number, change: ItemChange])[], note: () => void): Outcome<null> {
    const touched = new Set<number>();
    const written = this.#store.write(() => {
      for (const [itemId, change] of changes) {
        const item = this.#item(itemId);
        this.#saveChange(item, change);
        this.#finished(item, change);
        touched.add(item.jobId);
      }
      note();
    });
    if (!written.ok) return written;
    for (const jobId of touched) {
      this.live.take(this.#stored(jobId));
      this.#changes.emit(jobId);
    }
    return succeed(null);
  }

  /** A new attempt begins; with its first one the item is running. */
  begin(attempt: NewAttempt): Outcome<number> {
    const item = this.#item(attempt.itemId);
    const begun = this.journal.writeWith(item.itemId, () => {
      if (!isActingItem(item.state)) this.#saveChange(item, { event: 'begin', at: attempt.startedAt });
      return this.attempts.add(attempt);
    });
    if (!begun.ok) return begun;
    this.live.refresh(item.jobId, item.itemId, attempt.startedAt);
    this.#changes.emit(item.jobId);
    return begun;
  }

  /** A look that found the act not done: what may have been committed is settled, and the act can follow. */
  settle(itemId: number, closing: AttemptClosing): Outcome<null> {
    const item = this.#item(itemId);
    const written = this.journal.writeWith(itemId, () => {
      this.attempts.close(closing);
      const { state, code, detail, heldUntilAt, verifiedBy } = item;
      const kept = { state, code, detail, heldUntilAt, verifiedBy, reads: closing.reads ?? item.reads };
      this.items.save({ itemId, ...kept, changedAt: closing.endedAt, isMarked: false, isVerifyDue: false });
      return null;
    });
    if (written.ok) this.live.refresh(item.jobId, itemId, closing.endedAt);
    return written;
  }

  /**
   * The promise before a committing tap, lasting once this has answered: a crash, even of the computer, cannot take it
   * back. Every later attempt at the item begins by looking whether the act was done. Where the act cannot be sealed the
   * mark stands, and the act is not permitted all the same.
   */
  mark(attemptId: number, itemId: number, by: 'engine' | 'operator', options: MarkOptions): Outcome<null> {
    const written = this.#store.write(() => {
      this.attempts.mark(attemptId, options.at, by);
      this.items.mark(itemId);
      this.#custody?.countAct(options.at, Math.max(1, options.amount ?? 1));
      options.onWriting?.();
      return null;
    });
    const sealed = written.ok && this.#custody !== null ? this.#custody.seal() : written;
    if (sealed.ok) options.onWritten?.();
    return sealed;
  }

  /** Oldest first, with all that they have told so far. */
  attemptsOf(itemId: number): JobAttempt[] {
    this.journal.flush();
    return this.attempts.ofItem(itemId);
  }

  setNextRun(jobId: number, nextRunAt: number | null): void {
    const job = this.live.get(jobId);
    if (job === null || job.record.nextRunAt === nextRunAt) return;
    const written = this.#store.write(() => this.jobs.setNextRun(jobId, nextRunAt));
    if (!written.ok) return;
    this.live.setNextRun(jobId, nextRunAt);
    this.#changes.emit(jobId);
  }

  dispose(): void {
    this.journal.dispose();
  }

  #saveChange(item: ItemRecord, change: ItemChange): void {
    const standing = standingAfter(item, change);
    this.items.save(standing);
    this.#holds.note(item, change);
    const result = resultOf(standing, change);
    if (result !== null) this.items.addResult(result);
  }

  /** The job as it is once its last open item is gone; null while it goes on. */
  #finished(item: ItemRecord, change: ItemChange): JobRecord | null {
    const job = this.#stored(item.jobId);
    if (change.event === 'retry')
      return this.#saveJob(jobAfter(job, { ...change, event: 'reopen', operatorName: null }));
    const state = nextItemState(item.state, change.event);
    if (!isLiveJob(job.state) || (state !== null && isOpenItem(state))) return null;
    if (this.items.openCount(item.jobId) > 0) return null;
    return this.#saveJob(jobAfter(job, { event: 'finish', at: change.at, operatorName: null }));
  }

  #saveJob(record: JobRecord | null): JobRecord | null {
    if (record !== null) this.jobs.save(record);
    return record;
  }

  #stored(jobId: number): JobRecord {
    const job = this.jobs.get(jobId);
    if (job === null) throw new Error(`there is no job ${jobId}`);
    return job;
  }

  #item(itemId: number): ItemRecord {
    const item = this.items.get(itemId);
    if (item === null) throw new Error(`there is no item ${itemId}`);
    return item;
  }
}

export interface JobBookDeps {
  readonly store: Store;
  /** Left out: nobody keeps count beside the database. */
  readonly custody?: ActCustody;
  readonly machineClock: Clock;
  readonly logger: Logger;
}

export interface DecisionChanges {
  readonly changes?: readonly (readonly [ItemRecord, ItemChange])[];
  /** Rows of the plan that `changes` says nothing of begin. */
  readonly queuesRest?: boolean;
  readonly note: () => void;
}

export interface MoveOptions {
  /** The end of the attempt that the change came from. */
  readonly closing?: AttemptClosing;
  /** Written together with the change, or not at all. */
  readonly note?: () => void;
}

export interface MarkOptions {
  readonly at: number;
  /** 1, left out. */
  readonly amount?: number;
  /** Told while the mark is written and after it was; where a process can be stopped to see that nothing is lost. */
  readonly onWriting?: () => void;
  readonly onWritten?: () => void;
}

function jobAfter(job: JobRecord, { event, at, operatorName, pauseReason }: JobDecision): JobRecord | null {
  const state = nextJobState(job.state, event);
  if (state === null) return null;
  const isConfirmed = event === 'confirm';
  return {
    ...job,
    state,
    nextRunAt: null,
    pauseReason: state === 'paused' ? (pauseReason ?? 'operator') : null,
    confirmedAt: isConfirmed ? at : job.confirmedAt,
    confirmedBy: isConfirmed ? operatorName : job.confirmedBy,
    endedAt: state === 'over' || state === 'cancelled' ? at : null,
  };
}
