import { expect, test, vi } from 'vitest';
import { fail } from '../../../electron/contract/outcome.ts';
import { JobBook } from '../../../electron/jobs/job-book.ts';
import { jobMigrations } from '../../../electron/jobs/store/job-migrations.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { valueOf } from '../../support/device-layer.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

/** A book with two running attempts at two rows, on a real database. */
function openBook() {
  const store = openTestStore(jobMigrations);
  const clock = new ManualClock();
  const book = new JobBook({ store, machineClock: clock, logger: silentLogger });
  const plain = { phoneId: 'p', groupId: null, name: 'g', subject: {}, before: null, after: null, heldUntilAt: null };
  const rows = ['a', 'b'].map((key) => {
    return { ...plain, itemKey: key, accountId: key, verdict: 'ready', code: null } as const;
  });
  const job = { kind: 'k', title: 't', payload: {}, plannedAt: 1, plannedBy: '陈晓', freshUntilAt: 9 };
  const jobId = valueOf(book.addPlan({ ...job, window: { startAt: null, endAt: null } }, rows, () => undefined));
  const runs = book.items.all(jobId).map(({ itemId }) => {
    book.move(itemId, { event: 'queue', at: 2 });
    const attempt = { itemId, purpose: 'run', mode: 'auto', appVersion: null, startedAt: 3 } as const;
    return { itemId, attemptId: valueOf(book.begin(attempt)) };
  });
  const writes = vi.spyOn(store, 'write');
  const tell = ({ itemId, attemptId }: Run, count: number): void => {
    for (let seq = 0; seq < count; seq++) {
      book.journal.add(itemId, { kind: 'line', attemptId, seq, at: 3 + seq, text: `第 ${seq} 步` });
    }
  };
  const [first = noRun, second = noRun] = runs;
  return { book, clock, writes, tell, first, second, stored: (run: Run) => book.attempts.ofItem(run.itemId)[0] };
}

interface Run {
  readonly itemId: number;
  readonly attemptId: number;
}

const noRun: Run = { itemId: 0, attemptId: 0 };
const noEnd = { code: null, detail: {}, reads: null, verifiedBy: null } as const;

test('a second of lines of all attempts is one write', async () => {
  const { clock, writes, tell, first, second, stored } = openBook();
  tell(first, 5);
  tell(second, 3);
  await clock.advance(999);
  expect(writes).not.toHaveBeenCalled();
  await clock.advance(1);
  expect(writes).toHaveBeenCalledTimes(1);
  expect([stored(first)?.log.length, stored(second)?.log.length]).toEqual([5, 3]);
});

test('without lines nothing is written and nothing waits', async () => {
  const { clock, writes, tell, first } = openBook();
  tell(first, 1);
  await clock.advance(10_000);
  expect(writes).toHaveBeenCalledTimes(1);
  expect(clock.pendingCount).toBe(0);
});

test('the end of an attempt takes its lines and pictures along in the same write, and no others', () => {
  const { book, writes, tell, first, second, stored } = openBook();
  tell(first, 2);
  tell(second, 2);
  book.journal.add(first.itemId, { kind: 'picture', attemptId: first.attemptId, seq: 0, evidenceId: 'picture-1' });
  const closing = { attemptId: first.attemptId, state: 'failed', endedAt: 9, ...noEnd } as const;
  book.move(first.itemId, { event: 'fail', at: 9 }, { closing });
  expect(writes).toHaveBeenCalledTimes(1);
  expect(stored(first)).toMatchObject({ state: 'failed', evidenceIds: ['picture-1'], log: [{ at: 3 }, { at: 4 }] });
  expect(stored(second)?.log).toEqual([]);
});

test('a note goes the same way', async () => {
  const { book, clock, first, stored } = openBook();
  const fault = { code: 'automation-gone', message: 'gone' } as const;
  const note = { code: 'driver-fell-back', at: 5, fault } as const;
  book.journal.add(first.itemId, { kind: 'note', attemptId: first.attemptId, note });
  await clock.advance(1_000);
  expect(stored(first)?.notes).toEqual([note]);
});

test('a commit mark is written at once and alone', () => {
  const { book, writes, tell, first, stored } = openBook();
  tell(first, 2);
  valueOf(book.mark(first.attemptId, first.itemId, 'engine', { at: 7 }));
  expect(writes).toHaveBeenCalledTimes(1);
  expect(stored(first)).toMatchObject({ committedAt: 7, log: [] });
});

test('whoever reads the attempts sees what was told a moment ago', () => {
  const { book, tell, first } = openBook();
  tell(first, 2);
  expect(book.attemptsOf(first.itemId)[0]?.log.map(({ text }) => text)).toEqual(['第 0 步', '第 1 步']);
});

test('what a full disk refuses is kept and written as soon as there is room', async () => {
  const { clock, writes, tell, first, stored } = openBook();
  tell(first, 2);
  writes.mockReturnValueOnce(fail('disk-full', 'no room'));
  await clock.advance(1_000);
  expect(stored(first)?.log).toEqual([]);
  await clock.advance(1_000);
  expect(stored(first)?.log).toHaveLength(2);
});

test('a change that a full disk refuses leaves the lines to the next one', () => {
  const { book, writes, tell, first, stored } = openBook();
  tell(first, 2);
  writes.mockReturnValueOnce(fail('disk-full', 'no room'));
  const closing = { attemptId: first.attemptId, state: 'failed', endedAt: 9, ...noEnd } as const;
  expect(book.move(first.itemId, { event: 'fail', at: 9 }, { closing }).ok).toBe(false);
  valueOf(book.move(first.itemId, { event: 'fail', at: 9 }, { closing }));
  expect(stored(first)?.log).toHaveLength(2);
});

test('the end of the console writes the last of it, and takes nothing more', async () => {
  const { book, clock, writes, tell, first, second, stored } = openBook();
  tell(first, 2);
  book.dispose();
  tell(second, 1);
  await clock.advance(5_000);
  expect([stored(first)?.log.length, stored(second)?.log.length]).toEqual([2, 0]);
  expect(writes).toHaveBeenCalledTimes(1);
  expect(clock.pendingCount).toBe(0);
});
