import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { succeed } from '../../../electron/contract/outcome.ts';
import { registerKind } from '../../../electron/jobs/job-registry.ts';
import { openBench, rowsOf } from '../../support/jobs/job-bench.ts';
import { createPaperKind, PaperWorld } from '../../support/jobs/paper-world.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const minuteMs = 60_000;

test('a paused job begins nothing more, ends what runs, and goes on when resumed', async () => {
  const bench = openBench(1);
  bench.world.stopAt('begun', 'g1');
  const jobId = await bench.run(rowsOf(3, 1));
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'));
  expect(await bench.tell('jobs.pause', { jobId })).toMatchObject({ state: 'paused', pauseReason: 'operator' });
  bench.world.pass('begun', 'g1');
  await bench.clock.advance(minuteMs);
  expect(await bench.standing(jobId)).toEqual(['g1 done ok', 'g2 ready -', 'g3 ready -']);
  await bench.tell('jobs.resume', { jobId });
  await bench.untilOver(jobId);
});

test('全部停止 refuses every commit at once and keeps all jobs paused', async () => {
  const bench = openBench(8);
  const proven = await bench.run(rowsOf(1, 1));
  await bench.untilOver(proven);
  const rows = rowsOf(16, 8).map((row) => ({ ...row, after: `${row.after}!` }));
  const jobId = await bench.run(rows.slice(0, 1));
  await bench.untilOver(jobId);
  for (const { group } of rows) bench.world.stopAt('begun', group);
  const many = await bench.run(rows.slice(1));
  await bench.until(() => bench.world.isStandingAt('begun', 'g2'));
  bench.world.pass('begun', 'g2');
  await bench.until(() => rows.filter(({ group }) => bench.world.isStandingAt('begun', group)).length === 8);
  const actsBefore = bench.world.acts.length;
  const stopped = await bench.tell('jobs.stopAll', {});
  expect(stopped).toEqual({ pausedCount: 1, stoppedCount: 8 });
  for (const { group } of rows) bench.world.pass('begun', group);
  await bench.clock.advance(10 * minuteMs);
  expect(bench.world.acts.length).toBe(actsBefore);
  expect(await bench.job(many)).toMatchObject({ state: 'paused', pauseReason: 'stop-all', counts: { running: 0 } });
  await bench.tell('jobs.resume', { jobId: many });
  await bench.untilOver(many);
  expect(bench.world.acts).toHaveLength(17);
});

test('全部停止 needs no operator', async () => {
  const bench = openBench(1);
  bench.chooseOperator(null);
  expect(await bench.call('jobs.stopAll', {})).toMatchObject({ ok: true });
});

test('an act that was committed when everything was stopped is looked at once the job goes on', async () => {
  const bench = openBench(1);
  bench.world.stopAt('acted', 'g1');
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(() => bench.world.isStandingAt('acted', 'g1'));
  await bench.tell('jobs.stopAll', {});
  await bench.until(async () => (await bench.items(jobId))[0]?.state === 'ready');
  expect((await bench.items(jobId))[0]).toMatchObject({ code: 'stopped-all', isVerifyDue: true });
  await bench.tell('jobs.resume', { jobId });
  await bench.untilOver(jobId);
  expect(bench.world.acts).toHaveLength(1);
  expect(await bench.standing(jobId)).toEqual(['g1 done ok']);
});

test('a cancelled job ends what waits and what runs; what was committed is for a person', async () => {
  const bench = openBench(2);
  await bench.untilOver(await bench.run([{ account: 'a1', phone: 'p1', group: 'g9', after: '新 g9' }]));
  bench.world.stopAt('acted', 'g1');
  const jobId = await bench.run(rowsOf(4, 2));
  await bench.until(() => bench.world.isStandingAt('acted', 'g1'));
  expect(await bench.tell('jobs.cancel', { jobId, itemIds: null })).toEqual({ changedCount: 4 });
  await bench.until(async () => (await bench.job(jobId)).counts.running === 0);
  expect(await bench.standing(jobId)).toEqual([
    'g1 needs-review not-verified',
    'g2 cancelled cancelled-by-operator',
    'g3 cancelled cancelled-by-operator',
    'g4 cancelled cancelled-by-operator',
  ]);
  expect((await bench.job(jobId)).state).toBe('cancelled');
});

test('single rows are cancelled and the others go on', async () => {
  const bench = openBench(1);
  bench.world.stopAt('begun', 'g1');
  const jobId = await bench.run(rowsOf(3, 1));
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'));
  const [first, second] = await bench.items(jobId);
  await bench.tell('jobs.cancel', { jobId, itemIds: [first?.itemId ?? 0, second?.itemId ?? 0] });
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual([
    'g1 cancelled cancelled-by-operator',
    'g2 cancelled cancelled-by-operator',
    'g3 done ok',
  ]);
  expect(bench.world.acts.map(({ group }) => group)).toEqual(['g3']);
});

test('a plan that nobody wants is dropped', async () => {
  const bench = openBench(1);
  const planned = await bench.plan(rowsOf(2, 1));
  const jobId = planned.ok ? planned.value.jobId : 0;
  await bench.tell('jobs.cancel', { jobId, itemIds: null });
  expect(await bench.job(jobId)).toMatchObject({ state: 'cancelled', counts: { cancelled: 2 } });
});

test('retry takes failed rows and no others', async () => {
  const bench = openBench(1);
  bench.world.warning.add('g1');
  bench.world.unreadable.add('g3');
  const jobId = await bench.run(rowsOf(3, 1));
  await bench.clock.advance(90 * minuteMs);
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual(['g1 failed too-frequent', 'g2 done ok', 'g3 needs-review not-verified']);
  bench.world.warning.clear();
  expect(await bench.tell('jobs.retry', { jobId, itemIds: null })).toEqual({ changedCount: 1 });
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual(['g1 done ok', 'g2 done ok', 'g3 needs-review not-verified']);
  expect(bench.world.acts.map(({ group }) => group).toSorted()).toEqual(['g1', 'g2', 'g3']);
});

test('a row of unknown result is retried only after a person said that it was not done', async () => {
  const bench = openBench(1);
  bench.world.unreadable.add('g1');
  bench.world.deaf.add('g1');
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.untilOver(jobId);
  const itemId = (await bench.items(jobId))[0]?.itemId ?? 0;
  expect(await bench.tell('jobs.retry', { jobId, itemIds: [itemId] })).toEqual({ changedCount: 0 });
  await bench.tell('jobs.review', { itemId, isDone: false, note: '群里没变' });
  const { reviews } = await bench.tell('jobs.attempts', { itemId });
  expect(reviews).toMatchObject([{ operatorName: '陈晓', isDone: false, note: '群里没变' }]);
  bench.world.unreadable.clear();
  bench.world.deaf.clear();
  await bench.tell('jobs.retry', { jobId, itemIds: [itemId] });
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual(['g1 done ok']);
});

test('a row that waits for a phone or an account says which job has it', async () => {
  const bench = openBench(2);
  await bench.untilOver(await bench.run([{ account: 'a1', phone: 'p1', group: 'g9', after: '新 g9' }]));
  bench.world.stopAt('begun', 'g1');
  const first = await bench.run(rowsOf(1, 1), { title: '先做的' });
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'));
  const second = await bench.run([{ account: 'a1', phone: 'p1', group: 'g2', after: '新 g2' }]);
  const [waiting] = await bench.items(second);
  expect(waiting?.waitsForJob).toEqual({ jobId: first, title: '先做的' });
  const { row } = await bench.tell('jobs.holder', { phoneId: 'p1' });
  expect(row).toMatchObject({ jobId: first, title: '先做的', name: 'g1' });
  expect(await bench.tell('jobs.holder', { phoneId: 'p2' })).toEqual({ row: null });
  bench.world.pass('begun', 'g1');
  await bench.untilOver(second);
  expect((await bench.items(second))[0]).not.toHaveProperty('waitsForJob');
});

test('a person’s word on a row is told to its kind, once it is stored', async () => {
  const world = new PaperWorld();
  const words: unknown[] = [];
  const reviewed: NonNullable<ReturnType<typeof createPaperKind>['reviewed']> = ({ name, after }, { isDone }) => {
    words.push([name, after, isDone]);
    return succeed(null);
  };
  const bench = openBench(1, { world, kinds: [registerKind({ ...createPaperKind(world), reviewed })] });
  for (const group of ['g1', 'g2']) world.unreadable.add(group);
  const jobId = await bench.run(rowsOf(1, 1));
  const other = await bench.run([{ account: 'a1', phone: 'p1', group: 'g2', after: '新 g2' }]);
  for (const [id, isDone] of [
    [jobId, true],
    [other, false],
  ] as const) {
    await bench.untilOver(id);
    const itemId = (await bench.items(id))[0]?.itemId ?? 0;
    expect(await bench.call('jobs.review', { itemId: itemId + 1_000, isDone, note: '看过' })).toMatchObject({
      ok: false,
    });
    await bench.tell('jobs.review', { itemId, isDone, note: '看过' });
  }
  expect(words).toEqual([
    ['g1', '新 g1', true],
    ['g2', '新 g2', false],
  ]);
});

test('a row that nobody has to look at takes no review', async () => {
  const bench = openBench(1);
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.untilOver(jobId);
  const itemId = (await bench.items(jobId))[0]?.itemId ?? 0;
  expect(await bench.call('jobs.review', { itemId, isDone: true, note: '' })).toMatchObject({
    error: { code: 'job-state' },
  });
});

test('what is decided stands in the audit log, with the job and how many rows', async () => {
  const bench = openBench(1);
  bench.world.stopAt('begun', 'g1');
  const jobId = await bench.run(rowsOf(2, 1));
  await bench.tell('jobs.pause', { jobId });
  await bench.tell('jobs.resume', { jobId });
  await bench.tell('jobs.stopAll', {});
  await bench.tell('jobs.cancel', { jobId, itemIds: null });
  expect(bench.audited.map(({ action }) => action)).toEqual([
    'jobs.plan',
    'jobs.confirm',
    'jobs.pause',
    'jobs.resume',
    'jobs.stopAll',
    'jobs.cancel',
  ]);
  expect(bench.audited[1]).toMatchObject({ params: { jobId, jobKind: 'test.paper', title: '改群名', itemCount: 2 } });
});

test('an export says what it is for, and no cell of it is a formula', async () => {
  const bench = openBench(1);
  const row = { account: '=cmd', phone: 'p1', group: '+1', after: '@sum' };
  const jobId = await bench.run([row]);
  await bench.untilOver(jobId);
  const path = join(makeTempFolder(), 'job.csv');
  const saved = await bench.tell('jobs.export', { jobId, format: 'csv', purpose: '周会复盘', path });
  expect(saved).toEqual({ path, rowCount: 1 });
  const [heading, first] = bench.readText(path).replace('\uFEFF', '').split('\r\n');
  expect(heading).toBe('序号,手机,账号,对象,原来,目标,读回,状态,原因,核实方式,时间,尝试次数');
  expect(first).toContain(`'=cmd`);
  expect(first?.split(',').filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([]);
  expect(bench.audited.at(-1)).toMatchObject({ action: 'jobs.export', params: { purpose: '周会复盘', rowCount: 1 } });
});

test('an export that could not be written leaves no line', async () => {
  const bench = openBench(1);
  const jobId = await bench.run(rowsOf(1, 1));
  const path = join(makeTempFolder(), 'job.csv');
  writeFileSync(path, '');
  expect(await bench.call('jobs.export', { jobId, format: 'csv', purpose: 'x', path })).toMatchObject({ ok: false });
  expect(bench.audited.some(({ action }) => action === 'jobs.export')).toBe(false);
});
