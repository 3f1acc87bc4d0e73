import { expect, onTestFinished, test } from 'vitest';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { TaskWorker } from '../../../electron/store/task-worker.ts';
import { valueOf } from '../../support/device-layer.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const workerFile = new URL('../../support/thread-naming-worker.ts', import.meta.url);

function openWorker(idleMs?: number) {
  const clock = new ManualClock();
  const { file } = openTestStore([]);
  const worker = new TaskWorker({
    workerFile,
    file,
    clock,
    logger: silentLogger,
    ...(idleMs !== undefined && { idleMs }),
  });
  onTestFinished(() => worker.dispose());
  const thread = async (): Promise<unknown> => valueOf(await worker.run('thread', { timeoutMs: 60_000 }));
  return { clock, thread };
}

test('a thread is ended with its last task', async () => {
  const { thread } = openWorker();
  expect(await thread()).not.toBe(await thread());
});

test('a thread that is dear to start is kept for the next task, and no longer than that', async () => {
  const { clock, thread } = openWorker(10_000);
  const first = await thread();
  await clock.advance(9_000);
  expect(await thread()).toBe(first);
  await clock.advance(9_000);
  expect(await thread()).toBe(first);
  await clock.advance(10_001);
  expect(await thread()).not.toBe(first);
});

test('a thread that was given up while it works is closed before its worker is disposed of', async () => {
  const { file } = openTestStore([]);
  const worker = new TaskWorker({ workerFile, file, clock: createSystemClock(), logger: silentLogger });
  const stop = new AbortController();
  const answer = worker.run('thread', { timeoutMs: 60_000, signal: stop.signal });
  stop.abort();
  expect(await answer).toMatchObject({ ok: false, error: { code: 'aborted' } });
  await worker.dispose();
  expect(await worker.run('thread', { timeoutMs: 60_000 })).toMatchObject({ ok: false, error: { code: 'aborted' } });
});
