import { expect, onTestFinished, test } from 'vitest';
import { createSystemClock, pause } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { TaskWorker } from '../../../electron/store/task-worker.ts';
import { valueOf } from '../../support/device-layer.ts';
import { closedGate, openGate, places, untilBegun } from '../../support/gate.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const workerFile = new URL('../../support/gated-worker.ts', import.meta.url);
const aborted = { ok: false, error: { code: 'aborted' } };
const timeoutMs = 60_000;
/** Long enough for a second thread to start and begin its task. */
const aWhileMs = 1_500;

function openWorker() {
  const clock = new ManualClock();
  const { file } = openTestStore([]);
  const worker = new TaskWorker({ workerFile, file, clock, logger: silentLogger });
  const gate = closedGate();
  onTestFinished(async () => {
    openGate(gate);
    await worker.dispose();
  });
  return { clock, gate, worker };
}

type Opened = ReturnType<typeof openWorker>;

/** A task that is at work already; `giveUp` is its caller's. */
async function begin({ worker, gate }: Opened) {
  const caller = new AbortController();
  const answer = worker.run('work', { timeoutMs, signal: caller.signal, input: gate });
  await untilBegun(gate, 1);
  return { answer, giveUp: () => caller.abort() };
}

test('no task begins while one that its caller gave up is still at work', async () => {
  const opened = openWorker();
  const { answer, giveUp } = await begin(opened);
  giveUp();
  expect(await answer).toMatchObject(aborted);
  const next = opened.worker.run('work', { timeoutMs, input: opened.gate });
  await Promise.race([next, untilBegun(opened.gate, 2), pause(createSystemClock(), aWhileMs)]);
  expect(Atomics.load(opened.gate, places.begun)).toBe(1);
  openGate(opened.gate);
  expect(valueOf(await next)).toBe(1);
});

test('a caller that gives up takes nobody else’s answer', async () => {
  const opened = openWorker();
  const { answer, giveUp } = await begin(opened);
  const other = opened.worker.run('work', { timeoutMs, input: opened.gate });
  giveUp();
  expect(await answer).toMatchObject(aborted);
  openGate(opened.gate);
  expect(valueOf(await other)).toBe(1);
});

test('a task that was given up before its turn is never begun', async () => {
  const opened = openWorker();
  const { answer } = await begin(opened);
  const caller = new AbortController();
  const waiting = opened.worker.run('work', { timeoutMs, signal: caller.signal, input: opened.gate });
  const last = opened.worker.run('thread', { timeoutMs });
  caller.abort();
  expect(await waiting).toMatchObject(aborted);
  openGate(opened.gate);
  expect(valueOf(await answer)).toBe(1);
  expect(await last).toMatchObject({ ok: true });
  expect(Atomics.load(opened.gate, places.begun)).toBe(1);
});

test('a task that takes too long is ended with its thread, and what waited has its turn in the next one', async () => {
  const opened = openWorker();
  const { answer } = await begin(opened);
  const next = opened.worker.run('thread', { timeoutMs: 10 * timeoutMs });
  await opened.clock.advance(timeoutMs);
  expect(await answer).toMatchObject({ ok: false, error: { code: 'timeout' } });
  await opened.clock.advance(2_000);
  expect(await next).toMatchObject({ ok: true });
});

test('a task that nobody waits for has the time that it was given, and no more', async () => {
  const opened = openWorker();
  const { giveUp } = await begin(opened);
  giveUp();
  const next = opened.worker.run('thread', { timeoutMs: 10 * timeoutMs });
  await opened.clock.advance(timeoutMs);
  await opened.clock.advance(2_000);
  expect(await next).toMatchObject({ ok: true });
});

test('a thread that ended by itself takes one task with it, and nobody waits for its end', async () => {
  const { worker } = openWorker();
  const died = worker.run('die', { timeoutMs });
  const next = worker.run('thread', { timeoutMs });
  expect(await died).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(await next).toMatchObject({ ok: true });
  const last = worker.run('die', { timeoutMs });
  expect(await last).toMatchObject({ ok: false, error: { code: 'internal' } });
  await worker.dispose();
});
