import {
  jobStateSchema,
  pauseReasons,
  type ItemState,
  type Job,
  type JobState,
  type JobWindow,
  type PauseReason,
  type PlanVerdict,
} from '../../contract/jobs.ts';
import type { Statement, Store } from '../../store/store.ts';

/** A job without what is counted over its items. */
export interface JobRecord extends Omit<Job, 'itemCount' | 'counts' | 'verdicts' | 'state' | 'pauseReason'> {
  readonly state: JobState;
  readonly pauseReason: PauseReason | null;
  readonly payload: unknown;
}

interface JobRow {
  readonly jobId: number;
  readonly kind: string;
  readonly title: string;
  readonly payload: string;
  readonly state: string;
  readonly pauseReason: string | null;
  readonly plannedAt: number;
  readonly plannedBy: string;
  readonly freshUntilAt: number;
  readonly confirmedAt: number | null;
  readonly confirmedBy: string | null;
  readonly windowStartAt: number | null;
  readonly windowEndAt: number | null;
  readonly nextRunAt: number | null;
  readonly endedAt: number | null;
}

export interface NewJob {
  readonly kind: string;
  readonly title: string;
  readonly payload: unknown;
  readonly plannedAt: number;
  readonly plannedBy: string;
  readonly freshUntilAt: number;
  readonly window: JobWindow;
}

type Values = Readonly<Record<string, string | number | null>>;

/** How many items of a job are in each state, and got each verdict. */
export interface ItemCounts {
  readonly states: ReadonlyMap<ItemState, number>;
  readonly verdicts: ReadonlyMap<PlanVerdict, number>;
}

/** The table `job` and what is counted over its items. */
export class JobStore {
  readonly #insert: Statement<[Values], never>;
  readonly #update: Statement<[Values], never>;
  readonly #setNextRun: Statement<[number | null, number], never>;
  readonly #one: Statement<[number], JobRow>;
  readonly #open: Statement<[], JobRow>;
  readonly #latestOver: Statement<[number], JobRow>;
  readonly #page: Statement<[number, number], JobRow>;
  readonly #counts: Statement<[number], { state: ItemState; verdict: PlanVerdict; n: number }>;

  constructor(store: Store) {
    this.#insert = store.prepare(`INSERT INTO job (kind, title, payload, state, plannedAt, plannedBy, freshUntilAt,
        windowStartAt, windowEndAt)
      VALUES (@kind, @title, @payload, 'planned', @plannedAt, @plannedBy, @freshUntilAt, @startAt, @endAt)`);
    this.#update = store.prepare(`UPDATE job SET state = @state, pauseReason = @pauseReason, confirmedAt = @confirmedAt,
      confirmedBy = @confirmedBy, endedAt = @endedAt, nextRunAt = NULL WHERE jobId = @jobId`);
    this.#setNextRun = store.prepare('UPDATE job SET nextRunAt = ? WHERE jobId = ?');
    this.#one = store.prepare('SELECT * FROM job WHERE jobId = ?');
    this.#open = store.prepare(`SELECT * FROM job WHERE state IN ('planned', 'running', 'paused') ORDER BY jobId`);
    this.#latestOver = store.prepare(`SELECT * FROM job WHERE state IN ('over', 'cancelled')
      ORDER BY endedAt DESC, jobId DESC LIMIT ?`);
    this.#page = store.prepare('SELECT * FROM job WHERE jobId < ? ORDER BY jobId DESC LIMIT ?');
    this.#counts = store.prepare(`SELECT state, verdict, count(*) AS n FROM jobItem WHERE jobId = ?
      GROUP BY state, verdict`);
  }

  /** @returns the new job's id */
  add({ window, payload, ...job }: NewJob): number {
    return this.#insert.run({ ...job, payload: JSON.stringify(payload ?? null), ...window }).lastRowId;
  }

  /** Writes what can change of a job; when it runs next is to be found out anew. */
  save({ jobId, state, pauseReason, confirmedAt, confirmedBy, endedAt }: JobRecord): void {
    this.#update.run({ jobId, state, pauseReason, confirmedAt, confirmedBy, endedAt });
  }

  setNextRun(jobId: number, nextRunAt: number | null): void {
    this.#setNextRun.run(nextRunAt, jobId);
  }

  get(jobId: number): JobRecord | null {
    const row = this.#one.get(jobId);
    return row === undefined ? null : readJob(row);
  }

  /** Planned, running and paused ones, oldest first. */
  open(): JobRecord[] {
    return this.#open.all().map(readJob);
  }

  latestOver(limit: number): JobRecord[] {
    return this.#latestOver.all(limit).map(readJob);
  }

  /** Newest first. */
  page(beforeId: number | null, limit: number): JobRecord[] {
    return this.#page.all(beforeId ?? Number.MAX_SAFE_INTEGER, limit).map(readJob);
  }

  counts(jobId: number): ItemCounts {
    const states = new Map<ItemState, number>();
    const verdicts = new Map<PlanVerdict, number>();
    for (const { state, verdict, n } of this.#counts.all(jobId)) {
      states.set(state, (states.get(state) ?? 0) + n);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + n);
    }
    return { states, verdicts };
  }
}

function readJob({ windowStartAt, windowEndAt, payload, state, pauseReason, ...row }: JobRow): JobRecord {
  const stored: unknown = JSON.parse(payload);
  return {
    ...row,
    state: jobStateSchema.parse(state),
    pauseReason: pauseReasons.find((known) => known === pauseReason) ?? null,
    payload: stored,
    window: { startAt: windowStartAt, endAt: windowEndAt },
  };
}
