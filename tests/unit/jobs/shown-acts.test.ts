import { expect, test } from 'vitest';
import { registerKind } from '../../../electron/jobs/job-registry.ts';
import { byHandKind } from '../../../electron/jobs/kinds/by-hand.ts';
import { valueOf } from '../../support/device-layer.ts';
import { openBench, rowsOf, TestGate, type JobBench } from '../../support/jobs/job-bench.ts';

const minuteMs = 60_000;
const allowed = { kind: 'allowed' } as const;

/** A bench on which an operator is shown the one act of a job. */
async function shownAct(gate: TestGate): Promise<{ bench: JobBench; jobId: number }> {
  const bench = openBench(1, { modeOf: () => 'assist', gate });
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(async () => (await taskCount(bench)) === 1);
  return { bench, jobId };
}

async function taskCount(bench: JobBench): Promise<number> {
  return (await bench.tell('jobs.tasks', {})).tasks.length;
}

function closeUntil(gate: TestGate, until: number): void {
  gate.answer = () => ({ kind: 'held', reason: 'rest-window', until });
}

test('an act that waits for a person is taken back before hours of rest begin, and looked at first when they are over', async () => {
  const gate = new TestGate();
  const { bench, jobId } = await shownAct(gate);
  const closesAt = bench.clock.now() + 10 * minuteMs;
  gate.shown = { answer: allowed, closesAt };
  gate.tellChanged();
  await bench.clock.advance(9 * minuteMs);
  expect(await taskCount(bench)).toBe(1);
  closeUntil(gate, closesAt + 60 * minuteMs);
  await bench.clock.advance(closesAt - bench.clock.now() - 1_000);
  await bench.until(async () => (await taskCount(bench)) === 0, 1_000);
  expect(bench.clock.now()).toBeLessThan(closesAt);
  await bench.until(async () => (await bench.standing(jobId))[0] === 'g1 held rest-window', 5_000);

  gate.answer = () => allowed;
  gate.shown = { answer: allowed, closesAt: null };
  gate.tellChanged();
  await bench.until(async () => (await taskCount(bench)) === 1);
  const [item] = await bench.items(jobId);
  const attempts = await bench.attempts(item?.itemId ?? 0);
  expect(attempts.map(({ purpose, state, code }) => [purpose, state, code])).toEqual([
    ['run', 'interrupted', 'gate-closed'],
    ['verify', 'done', 'still-before'],
    ['run', 'running', null],
  ]);
});

test('an act that was done right before it was taken back is found, and not done again', async () => {
  const gate = new TestGate();
  const { bench, jobId } = await shownAct(gate);
  bench.world.act('g1', '新 g1');
  gate.shown = { answer: { kind: 'held', reason: 'cooldown', until: null }, closesAt: null };
  gate.tellChanged();
  await bench.until(async () => (await taskCount(bench)) === 0, 5_000);
  gate.shown = { answer: allowed, closesAt: null };
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual(['g1 done ok']);
  expect(bench.world.acts).toHaveLength(1);
});

test('what befalls the account while its act is shown takes the act back', async () => {
  const gate = new TestGate();
  const { bench, jobId } = await shownAct(gate);
  const held = { kind: 'held', reason: 'cooldown', until: null } as const;
  gate.answer = () => held;
  gate.shown = { answer: held, closesAt: null };
  gate.tellChanged();
  await bench.until(async () => (await bench.standing(jobId))[0] === 'g1 held cooldown', 5_000);
  expect(await taskCount(bench)).toBe(0);
});

test('what commits nothing stays with the person who was shown it', async () => {
  const gate = new TestGate();
  const bench = openBench(1, { kinds: [registerKind(byHandKind)], gate });
  const payload = { phoneIds: ['p1'], instruction: '核对价格' };
  const window = { startAt: null, endAt: null };
  const { jobId } = valueOf(await bench.call('jobs.plan', { kind: 'by-hand', title: '核对', payload, window }));
  await bench.tell('jobs.confirm', { jobId, isConfirmed: true });
  await bench.until(async () => (await taskCount(bench)) === 1);
  gate.shown = { answer: { kind: 'held', reason: 'rest-window', until: null }, closesAt: bench.clock.now() };
  gate.tellChanged();
  await bench.clock.advance(minuteMs);
  expect(await taskCount(bench)).toBe(1);
});
