import { expect, test } from 'vitest';
import type { ActLedger, CommittedAct, EndedAct } from '../../../electron/jobs/gate.ts';
import { openBench, rowsOf, TestGate } from '../../support/jobs/job-bench.ts';
import { PaperWorld } from '../../support/jobs/paper-world.ts';

class Told implements ActLedger {
  readonly world = new PaperWorld();
  readonly acts: CommittedAct[] = [];
  readonly ends: EndedAct[] = [];
  /** How many acts had been done when each was told. */
  readonly doneBefore: number[] = [];

  committed(act: CommittedAct): void {
    this.acts.push(act);
    this.doneBefore.push(this.world.acts.length);
  }

  ended(end: EndedAct): void {
    this.ends.push(end);
  }
}

test('an act is told with its amount before it is done, and its end after it', async () => {
  const acts = new Told();
  const bench = openBench(1, { world: acts.world, acts });
  const jobId = await bench.run(rowsOf(2, 1).map((row, index) => ({ ...row, amount: index + 2 })));
  await bench.untilOver(jobId);
  expect(acts.acts).toMatchObject([
    { kind: 'test.paper', accountId: 'a1', groupId: 'g1', amount: 2, by: 'engine' },
    { kind: 'test.paper', accountId: 'a1', groupId: 'g2', amount: 3, by: 'engine' },
  ]);
  expect(acts.doneBefore).toEqual([0, 1]);
  expect(acts.ends.map(({ act, state }) => [act.attemptId, state])).toEqual(
    acts.acts.map(({ attemptId }) => [attemptId, 'done']),
  );
});

test('an act that a person was shown at a crash is told to have ended when it is taken in', async () => {
  const acts = new Told();
  const bench = openBench(1, { acts, modeOf: () => 'assist' });
  await bench.run(rowsOf(1, 1).map((row) => ({ ...row, amount: 3 })));
  await bench.until(async () => (await bench.tell('jobs.tasks', {})).tasks.length === 1);
  bench.crash();
  const { file, clock, phones, world } = bench;
  phones.leave('p1');
  phones.come('p1');
  await clock.advance(140_000);
  const ended = new Told();
  openBench(0, { file, clock, phones, world, acts: ended, modeOf: () => 'assist' });
  expect(ended.ends).toEqual([{ act: acts.acts[0], at: clock.now(), state: 'interrupted' }]);
  expect(ended.acts).toEqual([]);
});

test('and so is one whose run broke while it was shown', async () => {
  const acts = new Told();
  const bench = openBench(1, { acts, modeOf: () => 'assist' });
  await bench.run(rowsOf(1, 1));
  await bench.until(async () => (await bench.tell('jobs.tasks', {})).tasks.length === 1);
  bench.audited.push = () => {
    throw new Error('broken');
  };
  bench.phones.leave('p1');
  await bench.until(() => bench.logger.of('item-run-broke').length > 0);
  expect(acts.ends).toEqual([{ act: acts.acts[0], at: bench.clock.now(), state: 'interrupted' }]);
});

test('what the gate did not let pass is told to nobody', async () => {
  const acts = new Told();
  const gate = new TestGate();
  const bench = openBench(1, { world: acts.world, acts, gate });
  const planned = await bench.plan(rowsOf(1, 1));
  if (!planned.ok) throw new Error(planned.error.code);
  const { jobId } = planned.value;
  gate.answer = () => ({ kind: 'never', reason: 'role-missing' });
  await bench.tell('jobs.confirm', { jobId, isConfirmed: true });
  await bench.untilOver(jobId);
  expect([acts.acts, acts.ends]).toEqual([[], []]);
});

test('the gate is asked about the amount of a row, when it is planned and before it is done', async () => {
  const gate = new TestGate();
  const bench = openBench(1, { gate });
  const jobId = await bench.run(rowsOf(1, 1).map((row) => ({ ...row, amount: 7 })));
  await bench.untilOver(jobId);
  expect(new Set(gate.asked.map(({ amount }) => amount))).toEqual(new Set([7]));
});

test('the rows of a plan are asked about by one who knows of the rows before', async () => {
  const gate = Object.assign(new TestGate(), {
    forPlan: () => {
      let asked = 0;
      return () => {
        asked += 1;
        return asked === 1 ? ({ kind: 'allowed' } as const) : ({ kind: 'held', reason: 'gap', until: asked } as const);
      };
    },
  });
  const bench = openBench(1, { gate });
  const planned = await bench.plan(rowsOf(3, 1));
  if (!planned.ok) throw new Error(planned.error.code);
  const items = await bench.items(planned.value.jobId);
  expect(items.map(({ verdict, code, heldUntilAt }) => [verdict, code, heldUntilAt])).toEqual([
    ['ready', null, null],
    ['held', 'gap', 2],
    ['held', 'gap', 3],
  ]);
});
