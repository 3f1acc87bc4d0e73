import { expect, test } from 'vitest';
import { JobPlans } from '../../../electron/accounts/desk/job-plans.ts';
import type { Store } from '../../../electron/store/store.ts';
import { china } from '../../support/accounts/account-life.ts';
import { CalendarBench } from '../../support/accounts/calendar-bench.ts';

const now = china('2026-03-02T10:00');

interface Wishes {
  readonly state?: string;
  readonly window?: readonly [startAt: number | null, endAt: number | null];
  /** State, and until when it is held. */
  readonly rows: readonly (readonly [state: string, heldUntilAt: number | null])[];
}

/** A job as the engine keeps it. */
function addJob(store: Store, title: string, { state = 'running', window = [null, null], rows }: Wishes): void {
  const job = store.prepare<
    (number | null)[],
    never
  >(`INSERT INTO job (kind, title, payload, state, plannedAt, plannedBy, freshUntilAt, windowStartAt, windowEndAt)
    VALUES ('by-hand', '${title}', 'null', '${state}', 1, '小王', 1, ?, ?)`);
  const { lastRowId } = job.run(...window);
  const item = store.prepare<
    (string | number | null)[],
    never
  >(`INSERT INTO jobItem (jobId, position, itemKey, accountId, phoneId, name, subject, verdict, state, detail, heldUntilAt, changedAt)
    VALUES (?, ?, ?, 'a', 'p', '群', 'null', 'ready', ?, '{}', ?, 1)`);
  for (const [position, [rowState, heldUntilAt]] of rows.entries())
    item.run(lastRowId, position, `${title} ${position}`, rowState, heldUntilAt);
}

function eventsOf(store: Store): string[] {
  const events = new JobPlans(store).byAccount(now).get('a') ?? [];
  return events.map(
    ({ on, at, what, count }) => `${on} ${at === null ? '-' : (at - now) / 3_600_000} ${what} ${count}`,
  );
}

test('a job is told on the days on which its rows may begin, each day once', () => {
  const { store } = new CalendarBench();
  const tomorrow = china('2026-03-03T08:00');
  addJob(store, '改名', {
    rows: [
      ['ready', null],
      ['running', null],
      ['held', tomorrow],
      ['held', tomorrow + 60_000],
      ['done', null],
    ],
  });
  expect(eventsOf(store)).toEqual(['2026-03-02 - 改名 2', '2026-03-03 22 改名 2']);
});

test('rows begin no earlier than the job’s window, and not at all once that is over', () => {
  const { store } = new CalendarBench();
  addJob(store, '周五', {
    window: [china('2026-03-06T09:00'), null],
    rows: [
      ['ready', null],
      ['held', china('2026-03-03T08:00')],
    ],
  });
  addJob(store, '过期', { window: [null, now - 1], rows: [['ready', null]] });
  expect(eventsOf(store)).toEqual(['2026-03-06 95 周五 2']);
});

test('a plan that nobody confirmed, and a job that is over, are none', () => {
  const { store } = new CalendarBench();
  addJob(store, '方案', { state: 'planned', rows: [['planned', null]] });
  addJob(store, '做完', { state: 'over', rows: [['done', null]] });
  expect(eventsOf(store)).toEqual([]);
});
