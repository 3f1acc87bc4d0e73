import { expect, test } from 'vitest';
import { registerKind } from '../../../electron/jobs/job-registry.ts';
import { byHandKind } from '../../../electron/jobs/kinds/by-hand.ts';
import { valueOf } from '../../support/device-layer.ts';
import { openBench, rowsOf, type JobBench } from '../../support/jobs/job-bench.ts';
import { createPaperKind, PaperWorld } from '../../support/jobs/paper-world.ts';

const window = { startAt: null, endAt: null };

async function runByHand(bench: JobBench, phoneIds: readonly string[]): Promise<number> {
  const payload = { phoneIds, instruction: '打开群公告\n核对价格' };
  const { jobId } = valueOf(await bench.call('jobs.plan', { kind: 'by-hand', title: '核对公告', payload, window }));
  await bench.tell('jobs.confirm', { jobId, isConfirmed: true });
  return jobId;
}

async function tasksOf(bench: JobBench): Promise<string[]> {
  return (await bench.tell('jobs.tasks', {})).tasks.map(({ phoneId }) => phoneId);
}

test('assist: the operator taps on the phone, the console verifies what came of it', async () => {
  const bench = openBench(1, { modeOf: () => 'assist' });
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(async () => (await tasksOf(bench)).length === 1);
  const { tasks } = await bench.tell('jobs.tasks', {});
  expect(tasks[0]).toMatchObject({
    phoneId: 'p1',
    tap: '完成',
    name: 'g1',
    after: '新 g1',
    mode: 'assist',
    asks: 'act',
  });
  expect((await bench.items(jobId))[0]).toMatchObject({ state: 'waiting-for-operator' });
  bench.world.act('g1', '新 g1');
  await bench.tell('jobs.answer', { attemptId: tasks[0]?.attemptId ?? 0, isDone: true });
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual(['g1 done ok']);
});

test('an operator who says done without doing it is not believed', async () => {
  const bench = openBench(1, { modeOf: () => 'assist' });
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(async () => (await tasksOf(bench)).length === 1);
  const { tasks } = await bench.tell('jobs.tasks', {});
  await bench.tell('jobs.answer', { attemptId: tasks[0]?.attemptId ?? 0, isDone: true });
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual(['g1 needs-review not-verified']);
});

test('a task by hand is shown on every phone, ticked one by one, and leaves who did it', async () => {
  const bench = openBench(3, { kinds: [registerKind(byHandKind)] });
  const jobId = await runByHand(bench, ['p1', 'p2', 'p3']);
  await bench.until(async () => (await tasksOf(bench)).length === 3);
  for (let left = 3; left > 0; left--) {
    await bench.until(async () => (await tasksOf(bench)).length > 0);
    const [task] = (await bench.tell('jobs.tasks', {})).tasks;
    expect(task?.steps).toEqual(['打开群公告', '核对价格']);
    await bench.tell('jobs.answer', { attemptId: task?.attemptId ?? 0, isDone: left > 1 });
    await bench.until(
      async () => (await bench.job(jobId)).counts.done + (await bench.job(jobId)).counts.failed === 4 - left,
    );
  }
  await bench.untilOver(jobId);
  expect((await bench.items(jobId)).map(({ state, code, verifiedBy }) => [state, code, verifiedBy])).toEqual([
    ['done', 'ok', 'operator'],
    ['done', 'ok', 'operator'],
    ['failed', 'given-up', null],
  ]);
  expect(bench.audited.filter(({ action }) => action === 'jobs.answer')).toHaveLength(3);
});

test('a task by hand that is cancelled before its tick is cancelled, and can be planned again', async () => {
  const bench = openBench(1, { kinds: [registerKind(byHandKind)] });
  const jobId = await runByHand(bench, ['p1']);
  await bench.until(async () => (await tasksOf(bench)).length === 1);
  await bench.tell('jobs.cancel', { jobId, itemIds: null });
  await bench.until(async () => (await bench.job(jobId)).counts.cancelled === 1);
  await runByHand(bench, ['p1']);
  await bench.until(async () => (await tasksOf(bench)).length === 1);
});

test('全部停止 takes every task from the operator’s hands', async () => {
  const bench = openBench(1, { kinds: [registerKind(byHandKind)] });
  const jobId = await runByHand(bench, ['p1']);
  await bench.until(async () => (await tasksOf(bench)).length === 1);
  await bench.tell('jobs.stopAll', {});
  await bench.until(async () => (await bench.items(jobId))[0]?.state === 'ready');
  expect(await tasksOf(bench)).toEqual([]);
});

test('after a restart the operator is asked whether it was done, and only then to do it', async () => {
  const kinds = [registerKind(byHandKind)];
  const bench = openBench(1, { kinds });
  const jobId = await runByHand(bench, ['p1']);
  await bench.until(async () => (await tasksOf(bench)).length === 1);
  const { file, clock, phones } = bench;
  await bench.close();
  const next = openBench(0, { file, clock, phones, kinds });
  await next.until(async () => (await tasksOf(next)).length === 1);
  const [check] = (await next.tell('jobs.tasks', {})).tasks;
  expect(check?.asks).toBe('check');
  await next.tell('jobs.answer', { attemptId: check?.attemptId ?? 0, isDone: false });
  await next.until(async () => (await next.tell('jobs.tasks', {})).tasks[0]?.asks === 'act');
  const [task] = (await next.tell('jobs.tasks', {})).tasks;
  await next.tell('jobs.answer', { attemptId: task?.attemptId ?? 0, isDone: true });
  await next.untilOver(jobId);
  expect((await next.items(jobId))[0]).toMatchObject({ state: 'done', verifiedBy: 'operator' });
});

test('the phone of a task shows its number over the link of the attempt that holds it, and no other phone does', async () => {
  const bench = openBench(1, { kinds: [registerKind(byHandKind)] });
  expect(await bench.call('jobs.showNumber', { attemptId: 99 })).toMatchObject({
    error: { code: 'job-item-not-found' },
  });
  await runByHand(bench, ['p1']);
  await bench.until(async () => (await tasksOf(bench)).length === 1);
  const [task] = (await bench.tell('jobs.tasks', {})).tasks;
  // A phone on paper hears nothing: that it was asked is what its refusal tells.
  expect(await bench.call('jobs.showNumber', { attemptId: task?.attemptId ?? 0 })).toMatchObject({
    error: { code: 'phone-gone' },
  });
});

test('an answer that nobody waits for is refused', async () => {
  const bench = openBench(1);
  expect(await bench.call('jobs.answer', { attemptId: 99, isDone: true })).toMatchObject({
    error: { code: 'job-item-not-found' },
  });
});

test('an act that asks for a yes is committed by the console after it, and not without it', async () => {
  for (const [isDone, standing] of [
    [true, 'g1 done ok'],
    [false, 'g1 failed not-confirmed'],
  ] as const) {
    const world = new PaperWorld();
    const bench = openBench(1, { world, kinds: [registerKind(createPaperKind(world, { asksForYes: true }))] });
    const jobId = await bench.run(rowsOf(1, 1));
    await bench.until(async () => (await tasksOf(bench)).length === 1);
    const [task] = (await bench.tell('jobs.tasks', {})).tasks;
    expect(task).toMatchObject({ asks: 'confirm', mode: 'auto' });
    expect((await bench.attempts(task?.itemId ?? 0))[0]?.committedAt).toBeNull();
    await bench.tell('jobs.answer', { attemptId: task?.attemptId ?? 0, isDone });
    await bench.untilOver(jobId);
    expect(await bench.standing(jobId)).toEqual([standing]);
    expect(world.acts).toHaveLength(isDone ? 1 : 0);
  }
});

test('a kind that breaks while a person is asked takes the task back and leaves the row to a person', async () => {
  const world = new PaperWorld();
  const kind = createPaperKind(world);
  const run: typeof kind.run = async (_item, { operator, signal }) => {
    void operator.commitByHand({ tap: '完成', steps: [], evidenceId: null });
    await world.reach('begun', 'g1', signal);
    throw new Error('broken');
  };
  const bench = openBench(1, { world, kinds: [registerKind({ ...kind, run })] });
  world.stopAt('begun', 'g1');
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(async () => (await tasksOf(bench)).length === 1);
  world.pass('begun', 'g1');
  await bench.untilOver(jobId);
  expect(await tasksOf(bench)).toEqual([]);
  expect(await bench.standing(jobId)).toEqual(['g1 needs-review kind-broke']);
});

test('a row whose messenger turns out to hide its views goes on by hand at once, and says why', async () => {
  let isHidden = false;
  const world = new PaperWorld();
  const kind = createPaperKind(world);
  const run: typeof kind.run = async (item, context) => {
    if (context.mode === 'manual') return kind.run(item, context);
    isHidden = true;
    return { state: 'failed', code: 'tree-blocked', detail: {}, after: null, verifiedBy: null, cooldownMs: null };
  };
  const bench = openBench(1, {
    world,
    kinds: [registerKind({ ...kind, run })],
    modeOf: () => (isHidden ? 'manual' : 'auto'),
    whyByHand: () => (isHidden ? 'tree-blocked' : null),
  });
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(async () => (await tasksOf(bench)).length === 1);
  const [task] = (await bench.tell('jobs.tasks', {})).tasks;
  expect(task).toMatchObject({ mode: 'manual', byHandCode: 'tree-blocked' });
  expect((await bench.items(jobId))[0]).toMatchObject({ state: 'waiting-for-operator', code: 'tree-blocked' });
  world.act('g1', '新 g1');
  await bench.tell('jobs.answer', { attemptId: task?.attemptId ?? 0, isDone: true });
  await bench.untilOver(jobId);
  const attempts = await bench.attempts(task?.itemId ?? 0);
  expect(attempts.map(({ mode, code }) => [mode, code])).toEqual([
    ['auto', 'tree-blocked'],
    ['manual', 'ok'],
  ]);
});
