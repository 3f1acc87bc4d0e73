import type { Statement, Store } from '../store/store.ts';
import type { JobRecord } from './store/job-store.ts';

/** Which schedules know what a job may keep to; `schedules` fills it. */
export interface WindowSchedules {
  /** A schedule that opens and closes windows for jobs, and is still there. */
  has(scheduleId: number): boolean;
  /** Tells the id of a schedule that is another one now, or gone. */
  subscribe(listener: (scheduleId: number) => void): () => void;
}

/** Windows that schedules opened: until when jobs that keep to one may begin something. */
export class JobWindows {
  readonly #open: Statement<[number, number], never>;
  readonly #untilOf: Statement<[number], { openUntilAt: number }>;
  readonly #nextClose: Statement<[number], { at: number | null }>;

  constructor(store: Store) {
    this.#open = store.prepare(`INSERT INTO jobWindow (scheduleId, openUntilAt) VALUES (?, ?)
      ON CONFLICT (scheduleId) DO UPDATE SET openUntilAt = excluded.openUntilAt`);
    this.#untilOf = store.prepare('SELECT openUntilAt FROM jobWindow WHERE scheduleId = ?');
    this.#nextClose = store.prepare('SELECT min(openUntilAt) AS at FROM jobWindow WHERE openUntilAt > ?');
  }

  /** Call inside of a transaction. */
  open(scheduleId: number, untilAt: number): void {
    this.#open.run(scheduleId, untilAt);
  }

  /** Null where that schedule never opened one. */
  openUntil(scheduleId: number): number | null {
    return this.#untilOf.get(scheduleId)?.openUntilAt ?? null;
  }

  /** When the first window that is open at `now` closes. */
  nextCloseAfter(now: number): number | null {
    return this.#nextClose.get(now)?.at ?? null;
  }

  /** The job keeps to a schedule whose window is not open. */
  isShut({ scheduleId }: Pick<JobRecord, 'scheduleId'>, now: number): boolean {
    return scheduleId !== null && now >= (this.openUntil(scheduleId) ?? 0);
  }
}
