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

/** What jobs are still to do through accounts, and from when on. */
export class JobPlans {
  readonly #open: Statement<[number, number], PlannedRows>;

  constructor(store: Store) {
    // A row waits for its own time, else for the job's window; what waits for neither waits for today.
    this.#open = store.prepare(`SELECT i.accountId, j.jobId, j.title, count(*) AS count,
        max(?, coalesce(i.heldUntilAt, 0), coalesce(j.windowStartAt, 0)) AS at
      FROM job j JOIN jobItem i USING (jobId)
      WHERE j.state IN ('running', 'paused') AND i.state IN ('held', 'ready', 'running', 'waiting-for-operator')
        AND (j.windowEndAt IS NULL OR j.windowEndAt > ?)
      GROUP BY i.accountId, j.jobId, at ORDER BY j.jobId, at`);
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
