import type { CalendarEvent } from '../../contract/account-calendar.ts';
import type { Statement, Store } from '../../store/store.ts';
import { dayOf } from '../standing/calendar-day.ts';

interface PlannedRows {
  readonly accountId: string;
  readonly jobId: number;
  readonly title: string;
  readonly at: number;
  readonly count: number;
}

/** A row that a job is still to do, and when its job lets it begin; null leaves that side open. */
export interface OpenJobRow {
  readonly kind: string;
  readonly accountId: string;
  readonly groupId: string | null;
  readonly amount: number;
  readonly startAt: number | null;
  readonly endAt: number | null;
}

/** What jobs are still to do through accounts, and from when on. */
export class JobPlans {
  readonly #open: Statement<[number, number], PlannedRows>;
  readonly #rows: Statement<[], OpenJobRow>;

  constructor(store: Store) {
    // A row waits for its own time, else for the job's window; what waits for neither waits for today.
    this.#open = store.prepare(`SELECT i.accountId, j.jobId, j.title, count(*) AS count,
        max(?, coalesce(i.heldUntilAt, 0), coalesce(j.windowStartAt, 0)) AS at
      FROM job j JOIN jobItem i USING (jobId)
      WHERE j.state IN ('running', 'paused') AND i.state IN ('held', 'ready', 'running', 'waiting-for-operator')
        AND (j.windowEndAt IS NULL OR j.windowEndAt > ?)
      GROUP BY i.accountId, j.jobId, at ORDER BY j.jobId, at`);
    // What was committed is counted already.
    this.#rows = store.prepare(`SELECT j.kind, i.accountId, i.groupId, i.amount,
        j.windowStartAt AS startAt, j.windowEndAt AS endAt
      FROM job j JOIN jobItem i USING (jobId)
      WHERE j.state = 'running' AND i.state IN ('held', 'ready', 'running', 'waiting-for-operator') AND i.isMarked = 0
      ORDER BY j.confirmedAt, j.jobId, i.position`);
  }

  /** Of jobs that are not paused, in the order in which those of one account have their turns. */
  openRows(): OpenJobRow[] {
    return this.#rows.all();
  }

  /** By account: each job once a day, with how many of its rows may begin then. */
  byAccount(now: number): ReadonlyMap<string, CalendarEvent[]> {
    const events = new Map<string, CalendarEvent[]>();
    for (const { accountId, jobId, title, at, count } of this.#open.all(now, now)) {
      const on = dayOf(at);
      const known = events.get(accountId) ?? [];
      events.set(accountId, known);
      const same = known.findIndex((event) => event.jobId === jobId && event.on === on);
      const found = known[same];
      if (found === undefined)
        known.push({ on, at: at > now ? at : null, kind: 'job', what: title, code: null, jobId, count });
      else known[same] = { ...found, count: (found.count ?? 0) + count };
    }
    return events;
  }
}
