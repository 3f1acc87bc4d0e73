import type { AuditPort } from '../audit/audit-log.ts';
import type { Operator } from '../contract/operators.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { TextParams } from '../contract/phones.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { PlatformRules } from './gate.ts';
import { actItemOf } from './item-run.ts';
import type { DecisionChanges, JobBook } from './job-book.ts';
import type { JobRegistry } from './job-registry.ts';
import type { JobRunner } from './job-runner.ts';
import { isActingItem, isOpenItem } from './states/item-state.ts';
import type { ItemChange } from './states/item-change.ts';
import { isLiveJob } from './states/job-state.ts';
import type { ItemRecord, PlannedRow } from './store/item-store.ts';
import type { JobRecord } from './store/job-store.ts';

export interface DecisionDeps {
  readonly book: JobBook;
  readonly runner: JobRunner;
  readonly kinds: JobRegistry;
  readonly rules: PlatformRules;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly operator: { current(): Operator | null };
}

type Decided = Outcome<{ readonly changedCount: number }>;

/** What operators decide about jobs and their rows; each decision leaves a line in the audit log. */
export class JobDecisions {
  readonly #deps: DecisionDeps;

  constructor(deps: DecisionDeps) {
    this.#deps = deps;
  }

  /** The operator's yes to a plan. `plan-too-old`, `plan-empty`, `job-state`, `rules-not-acknowledged`. */
  confirm(jobId: number): Outcome<JobRecord> {
    const { book, clock } = this.#deps;
    const job = this.#startableJob(jobId);
    if (!job.ok) return job;
    const at = clock.now();
    const { freshUntilAt, window } = job.value;
    if (at > freshUntilAt) return fail('plan-too-old', 'the plan is not fresh any more', { freshUntilAt });
    if (window.endAt !== null && window.endAt <= at) return windowOver(window.endAt);
    const changes = book.items.notPlainlyReady(jobId).map((row) => [row, confirmed(row, at)] as const);
    const refused = changes.filter(([, { event }]) => event === 'refuse').length;
    const itemCount = this.#rowCount(jobId) - refused;
    if (itemCount === 0) return fail('plan-empty', 'no row of the plan would run', { reason: 'nothing-to-do' });
    return this.#decide(job.value, 'confirm', { changes, queuesRest: true, params: { itemCount } });
  }

  pause(jobId: number): Outcome<JobRecord> {
    const job = this.#job(jobId);
    return job.ok ? this.#decide(job.value, 'pause', {}) : job;
  }

  resume(jobId: number): Outcome<JobRecord> {
    const job = this.#startableJob(jobId);
    if (!job.ok) return job;
    const resumed = this.#decide(job.value, 'resume', {});
    if (resumed.ok) this.#deps.runner.release(jobId);
    return resumed;
  }

  /** What waits is cancelled, what runs is stopped; a row that was committed already goes its way to a result. */
  cancel(jobId: number, itemIds: readonly number[] | null): Decided {
    const job = this.#job(jobId);
    if (!job.ok) return job;
    const { book, runner } = this.#deps;
    const rows = this.#rows(jobId, itemIds, ({ state }) => isOpenItem(state) || state === 'planned');
    const isMeant = ({ itemId }: ItemRecord): boolean => rows.some((row) => row.itemId === itemId);
    if (itemIds === null) {
      const isCancellable = job.value.state === 'planned' || isLiveJob(job.value.state);
      if (!isCancellable) return wrongState(job.value, 'cancel');
    }
    const stoppedCount = runner.stop('cancel', isMeant);
    const waiting = rows.filter(({ state }) => !isActingItem(state));
    const params = { itemCount: waiting.length + stoppedCount };
    const changes = waiting.map((row) => [row, this.#cancelled()] as const);
    const cancelled: Outcome<unknown> =
      itemIds === null
        ? this.#decide(job.value, 'cancel', { changes, params })
        : book.moveAll(
            changes.map(([{ itemId }, change]) => [itemId, change]),
            () => this.#note('jobs.cancel', job.value, params),
          );
    return cancelled.ok ? succeed({ changedCount: params.itemCount }) : cancelled;
  }

  /** Failed rows begin anew. One whose act is under way in another job, or unknown there, stays as it is. */
  retry(jobId: number, itemIds: readonly number[] | null): Decided {
    const job = this.#startableJob(jobId);
    if (!job.ok) return job;
    const { book, clock } = this.#deps;
    const { state, window } = job.value;
    const at = clock.now();
    if (state !== 'over' && !isLiveJob(state)) return wrongState(job.value, 'retry');
    if (window.endAt !== null && window.endAt <= at) return windowOver(window.endAt);
    const rows = this.#rows(jobId, itemIds, (row) => row.state === 'failed' && row.code !== 'person-erased');
    const claimed = book.items.claimedKeys();
    const free = onePerKey(rows.filter(({ itemKey }) => !claimed.has(itemKey)));
    const changes = free.map(({ itemId, code, detail }) => [itemId, { event: 'retry', at, code, detail }] as const);
    const params = { itemCount: free.length };
    const retried = book.moveAll(changes, () => this.#note('jobs.retry', job.value, params));
    return retried.ok ? succeed({ changedCount: free.length }) : retried;
  }

  /** A person looked at a row whose result nobody could read. */
  review(itemId: number, isDone: boolean, note: string): Outcome<null> {
    const { book, clock } = this.#deps;
    const item = book.items.get(itemId);
    const job = item === null ? null : book.jobs.get(item.jobId);
    if (item === null || job === null) return fail('job-item-not-found', 'no such row', { itemId });
    if (item.state !== 'needs-review')
      return fail('job-state', 'nobody has to look at this row', { state: item.state });
    const seen = isDone
      ? ({ event: 'see-done', code: 'seen-done', verifiedBy: 'operator' } as const)
      : ({ event: 'see-not-done', code: 'seen-not-done' } as const);
    const change = { ...seen, at: clock.now(), operatorName: this.#operatorName, note };
    const reviewed = book.moveAll([[itemId, change]], () => this.#note('jobs.review', job, { itemId, isDone, note }));
    if (reviewed.ok) this.#tellKind(job, item, isDone);
    return reviewed;
  }

  /**
   * 全部停止: from the moment of the call no commit is permitted on any lane. The jobs stay paused until somebody resumes
   * them; when that cannot be stored they are halted all the same, and the fault is the answer.
   */
  stopAll(): Outcome<{ pausedCount: number; stoppedCount: number }> {
    const { book, runner } = this.#deps;
    const live = book.live.list();
    runner.halt(live.map(({ record }) => record.jobId));
    const stoppedCount = runner.stop('stop-all', () => true);
    const running = live.filter(({ record }) => record.state === 'running');
    for (const { record } of running) {
      const paused = this.#decide(record, 'pause', { pauseReason: 'stop-all', action: 'jobs.stopAll' });
      if (!paused.ok) return paused;
    }
    return succeed({ pausedCount: running.length, stoppedCount });
  }

  /** The person's word is stored by now, and stays so: what the kind makes of it can only be late. */
  #tellKind(job: JobRecord, item: ItemRecord, isDone: boolean): void {
    const { kinds, logger } = this.#deps;
    const told = kinds.get(job.kind)?.bind(actItemOf(item))?.reviewed({ isDone });
    if (told?.ok === false) logger.error('review-not-taken-in', { itemId: item.itemId, code: told.error.code });
  }

  get #operatorName(): string | null {
    return this.#deps.operator.current()?.name ?? null;
  }

  #job(jobId: number): Outcome<JobRecord> {
    const job = this.#deps.book.jobs.get(jobId);
    return job === null ? fail('job-not-found', 'no such job', { jobId }) : succeed(job);
  }

  /** A job that the operator of the moment may set going: what changes something in an app asks who has read the rules. */
  #startableJob(jobId: number): Outcome<JobRecord> {
    const { kinds, rules } = this.#deps;
    const job = this.#job(jobId);
    if (!job.ok || kinds.get(job.value.kind)?.isHarmless === true) return job;
    const known = rules.checkRules();
    return known.ok ? job : known;
  }

  #rowCount(jobId: number): number {
    const { verdicts } = this.#deps.book.jobs.counts(jobId);
    return [...verdicts.values()].reduce((sum, count) => sum + count, 0);
  }

  #rows(jobId: number, itemIds: readonly number[] | null, isMeant: (row: ItemRecord) => boolean): ItemRecord[] {
    const wanted = itemIds === null ? null : new Set(itemIds);
    return this.#deps.book.items.all(jobId).filter((row) => (wanted?.has(row.itemId) ?? true) && isMeant(row));
  }

  #cancelled(): ItemChange {
    const { clock } = this.#deps;
    return {
      event: 'cancel',
      at: clock.now(),
      code: 'cancelled-by-operator',
      operatorName: this.#operatorName,
    };
  }

  #decide(
    job: JobRecord,
    event: 'confirm' | 'pause' | 'resume' | 'cancel',
    { changes = [], queuesRest = false, params = {}, pauseReason, action }: DecideOptions,
  ): Outcome<JobRecord> {
    const { book, clock } = this.#deps;
    const decision = { event, at: clock.now(), operatorName: this.#operatorName };
    return book.decide(job, pauseReason === undefined ? decision : { ...decision, pauseReason }, {
      changes,
      queuesRest,
      note: () => this.#note(action ?? `jobs.${event}`, job, params),
    });
  }

  #note(action: string, { jobId, kind, title }: JobRecord, params: TextParams): void {
    this.#deps.audit.append({ action, subject: null, params: { jobId, jobKind: kind, title, ...params } });
  }
}

interface DecideOptions extends Omit<DecisionChanges, 'note'> {
  readonly params?: TextParams;
  readonly pauseReason?: 'stop-all';
  readonly action?: string;
}

/** What the yes means for a row that does not plainly begin: another job may have taken up its act since the plan. */
function confirmed({ verdict, code, detail, heldUntilAt, isClaimed }: PlannedRow, at: number): ItemChange {
  if (verdict === 'skipped' || verdict === 'blocked') return { event: 'refuse', at, code, detail };
  if (isClaimed) return { event: 'refuse', at, code: 'same-act-open' };
  return { event: 'hold', at, code, detail, heldUntilAt };
}

/** Rows of one act (a plan that was made before the first of them ended) are not taken up together. */
function onePerKey(rows: readonly ItemRecord[]): ItemRecord[] {
  const seen = new Set<string>();
  return rows.filter(({ itemKey }) => !seen.has(itemKey) && seen.add(itemKey));
}

function wrongState(job: JobRecord, wanted: string): ReturnType<typeof fail> {
  return fail('job-state', `a ${job.state} job takes no ${wanted}`, { state: job.state });
}

function windowOver(endAt: number): ReturnType<typeof fail> {
  return fail('job-state', 'the window of the job is over', { rule: 'window-over', endAt });
}
