import { describe, expect, test } from 'vitest';
import type { Gate, GateQuestion } from '../../../electron/jobs/gate.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { valueOf } from '../../support/device-layer.ts';
import { openBench, rowsOf, TestGate, type JobBench } from '../../support/jobs/job-bench.ts';

/** Two rows of an account are what one batch takes. */
function gateOfTwo(): TestGate {
  const gate = new TestGate();
  gate.answer = ({ batchAmount = 0 }) =>
    batchAmount > 2 ? { kind: 'never', reason: 'over-batch', detail: { path: 'x' } } : { kind: 'allowed' };
  return gate;
}

async function codes(bench: JobBench, jobId: number): Promise<string[]> {
  return (await bench.items(jobId)).map(({ name, verdict, code }) => [name, verdict, code ?? '-'].join(' '));
}

/** The shipped plan, for an account that came to that stage; whoever asks, it is that account. */
async function shippedGate(stageId: 'S4' | 'S6'): Promise<{ readonly desk: DeskBench; readonly gate: Gate }> {
  const desk = new DeskBench();
  const accountId = await desk.accountAt(stageId);
  const asIt = (question: GateQuestion): GateQuestion =>
    desk.question(accountId, { batchAmount: question.batchAmount ?? 0, groupId: question.groupId });
  const forPlan = (): Gate['ask'] => {
    const ask = desk.gate.forPlan();
    return (question) => ask(asIt(question));
  };
  return {
    desk,
    gate: { ask: (question) => desk.gate.ask(asIt(question)), forPlan, subscribe: () => () => undefined },
  };
}

describe('by the shipped plan, of more renames than one batch takes', () => {
  test('ten rows of an account are planned, and those behind them are blocked by name of the rule', async () => {
    const { desk, gate } = await shippedGate('S6');
    const bench = openBench(1, { gate, clock: desk.clock });
    const { jobId, verdicts } = valueOf(await bench.plan(rowsOf(12, 1)));
    expect(verdicts).toMatchObject({ blocked: 2 });
    const items = await bench.items(jobId);
    expect(items.slice(0, 10).filter(({ verdict }) => verdict === 'blocked')).toEqual([]);
    const path = 'tool_gates.批量改群名.max_batch';
    for (const item of items.slice(10))
      expect(item).toMatchObject({ verdict: 'blocked', code: 'over-batch', detail: { path, limit: 10, amount: 11 } });
  });

  test('what only its account is suspended for comes into the batch all the same, and is refused where it would begin', async () => {
    const { desk, gate } = await shippedGate('S6');
    const bench = openBench(1, { gate, clock: desk.clock });
    const [card] = (await desk.tell('accounts.board', {})).cards;
    const accountId = card?.accountId ?? '';
    const seen = { accountId, signalId: 'feature_ban', tool: null, at: null, note: '' } as const;
    const { signalRowId } = await desk.tell('accounts.reportSignal', seen);
    const jobId = await bench.run(rowsOf(12, 1));
    expect(new Set((await bench.items(jobId)).map(({ code }) => code))).toEqual(new Set(['suspended']));
    await desk.tell('accounts.closeSignal', { accountId, signalRowId, cause: '申诉' });
    expect(desk.ask(accountId, { batchAmount: 11 })).toMatchObject({ kind: 'never', reason: 'over-batch' });
  });
});

describe('the next batch', () => {
  test('is a plan of its own of what was left, and begins with a yes of its own', async () => {
    const bench = openBench(1, { gate: gateOfTwo() });
    const first = await bench.run(rowsOf(5, 1));
    await bench.untilOver(first);
    expect(bench.world.acts.map(({ group }) => group)).toEqual(['g1', 'g2']);
    expect((await bench.job(first)).leftCount).toBe(3);
    const second = await bench.tell('jobs.planNext', { jobId: first });
    expect(second).toMatchObject({ state: 'planned', itemCount: 3, leftCount: 1 });
    expect(await codes(bench, second.jobId)).toEqual(['g3 ready -', 'g4 ready -', 'g5 blocked over-batch']);
    await bench.clock.advance(60_000);
    expect(bench.world.acts).toHaveLength(2);
    await bench.tell('jobs.confirm', { jobId: second.jobId, isConfirmed: true });
    await bench.untilOver(second.jobId);
    const third = await bench.tell('jobs.planNext', { jobId: second.jobId });
    expect(await codes(bench, third.jobId)).toEqual(['g5 ready -']);
    expect(third.leftCount).toBeUndefined();
  });

  test('counts each account by itself', async () => {
    const bench = openBench(2, { gate: gateOfTwo() });
    const { jobId } = valueOf(await bench.plan(rowsOf(5, 2)));
    expect(await codes(bench, jobId)).toEqual([
      'g1 ready -',
      'g2 ready -',
      'g3 ready -',
      'g4 ready -',
      'g5 blocked over-batch',
    ]);
  });

  test('counts how much a row is', async () => {
    const bench = openBench(1, { gate: gateOfTwo() });
    const rows = rowsOf(3, 1).map((row, index) => ({ ...row, amount: index === 0 ? 2 : 1 }));
    const { jobId } = valueOf(await bench.plan(rows));
    expect(await codes(bench, jobId)).toEqual(['g1 ready -', 'g2 blocked over-batch', 'g3 blocked over-batch']);
  });

  test('is none of a plan that nobody confirmed, nor where nothing is left, nor a second time while it is there', async () => {
    const bench = openBench(1, { gate: gateOfTwo() });
    const { jobId } = valueOf(await bench.plan(rowsOf(3, 1)));
    expect(await bench.call('jobs.planNext', { jobId })).toMatchObject({ error: { code: 'job-state' } });
    await bench.tell('jobs.confirm', { jobId, isConfirmed: true });
    await bench.untilOver(jobId);
    const next = await bench.tell('jobs.planNext', { jobId });
    expect(await bench.call('jobs.planNext', { jobId })).toMatchObject({
      error: { code: 'job-state', detail: { rule: 'next-batch-there', jobId: next.jobId } },
    });
    expect((await bench.job(jobId)).leftCount).toBeUndefined();
    await bench.tell('jobs.cancel', { jobId: next.jobId, itemIds: null });
    expect((await bench.job(jobId)).leftCount).toBe(1);
    expect(await bench.call('jobs.planNext', { jobId: next.jobId })).toMatchObject({ error: { code: 'plan-empty' } });
  });

  test('leaves out what a later job has done', async () => {
    const bench = openBench(1, { gate: gateOfTwo() });
    const jobId = await bench.run(rowsOf(4, 1));
    await bench.untilOver(jobId);
    await bench.untilOver(await bench.run(rowsOf(4, 1).slice(2, 3)));
    const next = await bench.tell('jobs.planNext', { jobId });
    expect(await codes(bench, next.jobId)).toEqual(['g4 ready -']);
  });
});

test('a rule that was tightened since the yes refuses what is over it now', async () => {
  const gate = gateOfTwo();
  const bench = openBench(1, { gate });
  gate.answer = () => ({ kind: 'held', reason: 'gap', until: bench.clock.now() + 1_000 });
  const jobId = await bench.run(rowsOf(3, 1));
  gate.answer = gateOfTwo().answer;
  gate.tellChanged();
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual(['g1 done ok', 'g2 done ok', 'g3 skipped over-batch']);
});
