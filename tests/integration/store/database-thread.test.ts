import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSystemClock, type Clock } from '../../../electron/runtime/clock.ts';
import { DatabaseThread } from '../../../electron/store/database-thread.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const store = new URL('../../../electron/', import.meta.url);
const readyTask = 'history.checkpoint';

function startThread(
  entry: URL,
  clock: Clock = createSystemClock(),
): { thread: DatabaseThread; logger: RecordingLogger } {
  const logger = new RecordingLogger();
  const file = join(makeTempFolder(), 'history.db');
  const options = { workerFile: entry, database: 'history', file, clock, logger, onRestored: () => undefined };
  const thread = new DatabaseThread(options);
  onTestFinished(() => thread.dispose());
  return { thread, logger };
}

const worker = new URL('worker.ts', store);
const silent = new URL('silent-thread.ts', import.meta.url);

test('tasks are done in the order in which they were given', async () => {
  const { thread } = startThread(worker);
  const ended: number[] = [];
  const runs = [1, 2, 3].map(async (place) => {
    await thread.run(readyTask, { timeoutMs: 20_000 });
    ended.push(place);
  });
  await Promise.all(runs);
  expect(ended).toEqual([1, 2, 3]);
});

test('a task that throws is answered as internal and logged, and the thread goes on', async () => {
  const { thread, logger } = startThread(worker);
  expect(await thread.run('history.record', { timeoutMs: 20_000, input: 'nonsense' })).toMatchObject({
    error: { code: 'internal' },
  });
  expect(logger.of('database-task-failed')).toMatchObject([{ task: 'history.record' }]);
  expect(await thread.run(readyTask, { timeoutMs: 20_000 })).toMatchObject({ ok: true });
});

test('a thread that cannot start answers internal, each time anew', async () => {
  const { thread, logger } = startThread(new URL('no-such-thread.ts', store));
  for (let time = 1; time <= 2; time++) {
    expect(await thread.run(readyTask, { timeoutMs: 20_000 })).toMatchObject({ error: { code: 'internal' } });
    expect(logger.of('database-thread-failed')).toHaveLength(time);
  }
});

test('a caller that gives up is answered at once, and others go on waiting', async () => {
  const { thread } = startThread(worker);
  const caller = new AbortController();
  const given = thread.run(readyTask, { timeoutMs: 20_000, signal: caller.signal });
  const other = thread.run(readyTask, { timeoutMs: 20_000 });
  caller.abort();
  expect(await given).toMatchObject({ error: { code: 'aborted' } });
  expect(await other).toMatchObject({ ok: true });
});

test('a thread that does not answer in time is told so, and ended at the end', async () => {
  const clock = new ManualClock();
  const { thread, logger } = startThread(silent, clock);
  const asked = thread.run(readyTask, { timeoutMs: 500 });
  await clock.advance(500);
  expect(await asked).toMatchObject({ error: { code: 'timeout' } });
  const disposed = thread.dispose();
  await clock.advance(3_000);
  await disposed;
  expect(logger.of('database-thread-not-closed')).toHaveLength(1);
  expect(await thread.run(readyTask, { timeoutMs: 500 })).toMatchObject({ error: { code: 'aborted' } });
});
