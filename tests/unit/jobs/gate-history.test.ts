import { expect, test } from 'vitest';
import type { GateAnswer } from '../../../electron/jobs/gate.ts';
import { openBench, rowsOf, TestGate, type JobBench } from '../../support/jobs/job-bench.ts';

const minuteMs = 60_000;

interface Line {
  readonly accountId: string;
  readonly code: string;
  readonly path: string | null;
  readonly fromAt: number;
  readonly untilAt: number | null;
  readonly endedAt: number | null;
  readonly ending: string | null;
}

function linesOf({ store }: JobBench): Line[] {
  const columns = 'accountId, code, path, fromAt, untilAt, endedAt, ending';
  return store.prepare<[], Line>(`SELECT ${columns} FROM gateHold ORDER BY holdId`).all();
}

function held(reason: 'gap' | 'day-cap', until: number | null): GateAnswer {
  return { kind: 'held', reason, until, detail: { path: `rule of ${reason}` } };
}

test('what the gate held stays on record once it has opened, with its rule, its times and when it let the row pass', async () => {
  const gate = new TestGate();
  const bench = openBench(1, { gate });
  const fromAt = bench.clock.now();
  gate.answer = ({ now }) => (now < fromAt + minuteMs ? held('gap', fromAt + minuteMs) : { kind: 'allowed' });
  const jobId = await bench.run(rowsOf(1, 1));
  expect(linesOf(bench)).toEqual([
    {
      accountId: 'a1',
      code: 'gap',
      path: 'rule of gap',
      fromAt,
      untilAt: fromAt + minuteMs,
      endedAt: null,
      ending: null,
    },
  ]);
  await bench.clock.advance(minuteMs);
  await bench.untilOver(jobId);
  const [line, ...others] = linesOf(bench);
  expect(others).toEqual([]);
  expect(line).toMatchObject({ code: 'gap', fromAt, untilAt: fromAt + minuteMs, ending: 'opened' });
  expect(line?.endedAt).toBeGreaterThanOrEqual(fromAt + minuteMs);
  expect(line?.endedAt).toBeLessThan(fromAt + minuteMs + 5_000);
});

test('a rule that takes the place of another is a line of its own; the same rule with another time is not', async () => {
  const gate = new TestGate();
  const bench = openBench(1, { gate });
  const fromAt = bench.clock.now();
  gate.answer = () => held('gap', fromAt + minuteMs);
  const jobId = await bench.run(rowsOf(1, 1));
  gate.answer = () => held('gap', fromAt + 2 * minuteMs);
  gate.tellChanged();
  await bench.until(async () => linesOf(bench)[0]?.untilAt === fromAt + 2 * minuteMs);
  expect(linesOf(bench)).toHaveLength(1);
  gate.answer = () => held('day-cap', null);
  gate.tellChanged();
  await bench.until(() => linesOf(bench).length === 2);
  expect(linesOf(bench)).toMatchObject([
    { code: 'gap', ending: 'other' },
    { code: 'day-cap', untilAt: null, endedAt: null },
  ]);
  await bench.tell('jobs.cancel', { jobId, itemIds: null });
  expect(linesOf(bench)[1]).toMatchObject({ ending: 'called-off', endedAt: bench.clock.now() });
});

test('what the gate refuses for good is a line that is over at once, in the plan as on the way', async () => {
  const gate = new TestGate();
  const bench = openBench(1, { gate });
  gate.answer = ({ groupId }) =>
    groupId === 'g1' ? { kind: 'never', reason: 'human-only', detail: { path: 'p' } } : { kind: 'allowed' };
  bench.world.stopAt('begun', 'g2');
  const jobId = await bench.run(rowsOf(3, 1));
  gate.answer = () => ({ kind: 'never', reason: 'role-missing', detail: { path: 'q' } });
  bench.world.pass('begun', 'g2');
  await bench.untilOver(jobId);
  const refused = linesOf(bench).map(({ code, path, ending }) => [code, path, ending].join(' '));
  expect(refused).toEqual(['human-only p refused', 'role-missing q refused', 'role-missing q refused']);
});

test('a row that its kind refuses is none of the gate', async () => {
  const bench = openBench(1);
  bench.world.names.set('g1', '新 g1');
  await bench.untilOver(await bench.run(rowsOf(2, 1)));
  expect(linesOf(bench)).toEqual([]);
});

test('what is over does not change any more, and nothing goes', async () => {
  const gate = new TestGate();
  const bench = openBench(1, { gate });
  gate.answer = () => held('gap', null);
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.tell('jobs.cancel', { jobId, itemIds: null });
  for (const sql of ['DELETE FROM gateHold', 'UPDATE gateHold SET untilAt = 1', `UPDATE gateHold SET code = 'gap'`])
    expect(() => bench.store.prepare(sql).run()).toThrow();
});
