import { expect, test } from 'vitest';
import { JobBook } from '../../../electron/jobs/job-book.ts';
import { CooldownStore } from '../../../electron/jobs/store/cooldown-store.ts';
import { jobMigrations } from '../../../electron/jobs/store/job-migrations.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import { valueOf } from '../../support/device-layer.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const row = {
  itemKey: 'a1 g1 rename',
  accountId: 'a1',
  phoneId: 'p1',
  groupId: 'g1',
  name: 'g1',
  subject: {},
  before: '旧',
  after: '新',
  verdict: 'ready',
  code: null,
  heldUntilAt: null,
} as const;

function planTwice(store: Store): { readonly book: JobBook; readonly itemIds: readonly number[] } {
  const book = new JobBook({ store, machineClock: new ManualClock(), logger: silentLogger });
  const job = { kind: 'k', title: 't', payload: {}, plannedAt: 1, plannedBy: '陈晓', freshUntilAt: 9 };
  const window = { startAt: null, endAt: null };
  const jobIds = [1, 2].map(() => valueOf(book.addPlan({ ...job, window }, [row], () => undefined)));
  return { book, itemIds: jobIds.flatMap((jobId) => book.items.all(jobId).map(({ itemId }) => itemId)) };
}

test('160: two jobs never have the same act under way, whoever writes', () => {
  const store = openTestStore(jobMigrations);
  const { book, itemIds } = planTwice(store);
  const [first = 0, second = 0] = itemIds;
  book.move(first, { event: 'queue', at: 2 });
  expect(() => book.move(second, { event: 'queue', at: 2 })).toThrow(/UNIQUE/u);
  book.move(first, { event: 'cancel', at: 3 });
  book.move(second, { event: 'queue', at: 4 });
  expect(book.items.get(second)?.state).toBe('ready');
});

test('161: marks and results are only ever added to', () => {
  const store = openTestStore(jobMigrations);
  const { book, itemIds } = planTwice(store);
  const [itemId = 0] = itemIds;
  book.move(itemId, { event: 'queue', at: 2 });
  const attempt = { itemId, purpose: 'run', mode: 'auto', appVersion: '8', startedAt: 3 } as const;
  const attemptId = valueOf(book.begin(attempt));
  book.mark(attemptId, itemId, 'engine', { at: 4 });
  book.move(itemId, { event: 'succeed', at: 5, reads: '新', verifiedBy: 'page', attemptId });
  for (const sql of [
    'DELETE FROM commitMark',
    'UPDATE commitMark SET at = 0',
    'DELETE FROM jobResult',
    `UPDATE jobResult SET state = 'failed'`,
    `UPDATE jobResult SET reads = '别的'`,
  ]) {
    expect(() => store.prepare(sql).run()).toThrow();
  }
  store.prepare('UPDATE jobResult SET reads = NULL').run();
  expect(store.prepare('SELECT state, reads, verifiedBy FROM jobResult').all()).toEqual([
    { state: 'done', reads: null, verifiedBy: 'page' },
  ]);
});

test('162: a rest that is under way is not made shorter, and outlasts the console', () => {
  const store = openTestStore(jobMigrations);
  const clock = new ManualClock();
  const cooldowns = new CooldownStore(store, clock);
  cooldowns.begin({ accountId: 'a1', untilAt: 100, code: 'too-frequent' });
  cooldowns.begin({ accountId: 'a1', untilAt: 50, code: null });
  expect(new CooldownStore(store, clock).restOf('a1', 99)).toEqual({ untilAt: 100, code: 'too-frequent' });
  expect(cooldowns.restOf('a1', 100)).toBeNull();
});

test('163: an attempt keeps the first note of each kind, with why', () => {
  const store = openTestStore(jobMigrations);
  const { book, itemIds } = planTwice(store);
  const [itemId = 0] = itemIds;
  book.move(itemId, { event: 'queue', at: 2 });
  const attempt = { itemId, purpose: 'run', mode: 'auto', appVersion: null, startedAt: 3 } as const;
  const attemptId = valueOf(book.begin(attempt));
  const fault = { code: 'automation-gone', message: 'gone', detail: { isSent: false } } as const;
  for (const at of [4, 5]) book.attempts.addNote(attemptId, { code: 'driver-fell-back', at, fault });
  expect(book.attempts.ofItem(itemId)[0]?.notes).toEqual([{ code: 'driver-fell-back', at: 4, fault }]);
  store.prepare(`UPDATE attemptNote SET fault = '{"code":"of-long-ago","message":""}'`).run();
  expect(book.attempts.ofItem(itemId)[0]?.notes).toEqual([]);
});

test('what cannot happen to an item is refused and changes nothing', () => {
  const store = openTestStore(jobMigrations);
  const { book, itemIds } = planTwice(store);
  const [itemId = 0] = itemIds;
  expect(() => book.move(itemId, { event: 'succeed', at: 2 })).toThrow('item 1 is planned: succeed cannot happen');
  expect(book.items.get(itemId)?.state).toBe('planned');
});

test('an attempt that has ended keeps its end', () => {
  const store = openTestStore(jobMigrations);
  const { book, itemIds } = planTwice(store);
  const [itemId = 0] = itemIds;
  book.move(itemId, { event: 'queue', at: 2 });
  const attempt = { itemId, purpose: 'run', mode: 'auto', appVersion: null, startedAt: 3 } as const;
  const attemptId = valueOf(book.begin(attempt));
  const end = { attemptId, endedAt: 4, code: null, detail: {}, reads: null, verifiedBy: null } as const;
  book.move(itemId, { event: 'fail', at: 4 }, { closing: { ...end, state: 'failed' } });
  expect(() => book.attempts.close({ ...end, state: 'done' })).toThrow('cannot become done');
});
