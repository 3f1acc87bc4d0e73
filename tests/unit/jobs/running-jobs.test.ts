import { expect, test } from 'vitest';
import type { ExecutionMode } from '../../../electron/contract/automation.ts';
import { valueOf } from '../../support/device-layer.ts';
import { openBench, rowsOf, TestGate } from '../../support/jobs/job-bench.ts';
import { registerKind } from '../../../electron/jobs/job-registry.ts';
import { createPaperKind, PaperWorld } from '../../support/jobs/paper-world.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

test('a plan shows what would happen and touches nothing', async () => {
  const bench = openBench(2);
  bench.world.names.set('g2', '新 g2');
  const job = valueOf(await bench.plan([...rowsOf(3, 2), ...rowsOf(1, 2)]));
  expect(job).toMatchObject({
    state: 'planned',
    itemCount: 4,
    verdicts: { ready: 2, held: 0, skipped: 1, blocked: 1 },
  });
  await bench.clock.advance(minuteMs);
  expect(await bench.items(job.jobId)).toMatchObject([
    { name: 'g1', before: '旧 g1', after: '新 g1', verdict: 'ready', state: 'planned' },
    { name: 'g2', verdict: 'skipped', code: 'already-so' },
    { name: 'g3', verdict: 'ready' },
    { name: 'g1', verdict: 'blocked', code: 'same-act-twice' },
  ]);
  expect(bench.world.acts).toEqual([]);
});

test('a confirmed job does every row once, proves it, and is over', async () => {
  const bench = openBench(3);
  const jobId = await bench.run(rowsOf(9, 3));
  await bench.untilOver(jobId);
  expect(bench.world.acts.map(({ group }) => group).toSorted()).toEqual(rowsOf(9, 3).map(({ group }) => group));
  for (const item of await bench.items(jobId)) {
    expect(item).toMatchObject({ state: 'done', code: 'ok', verifiedBy: 'page', reads: item.after, attemptCount: 1 });
  }
  const acted = Array.from({ length: 9 }, () => 'jobs.act');
  expect(bench.audited.map(({ action }) => action)).toEqual(['jobs.plan', 'jobs.confirm', ...acted]);
  expect(bench.audited.at(-1)?.subject).toMatch(/^p\d$/);
  expect(bench.audited.at(-1)).toMatchObject({
    params: { jobId, jobKind: 'test.paper', verifiedBy: 'page', outcome: 'done', confirmedBy: '陈晓' },
  });
});

test('an attempt says when it began, ended and was about to commit, and keeps its log', async () => {
  const bench = openBench(1);
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.untilOver(jobId);
  const [item] = await bench.items(jobId);
  const [attempt] = await bench.attempts(item?.itemId ?? 0);
  expect(attempt).toMatchObject({ purpose: 'run', state: 'done', mode: 'auto', appVersion: '8.0.50' });
  expect(attempt?.committedAt).toBeGreaterThanOrEqual(attempt?.startedAt ?? Infinity);
  expect(attempt?.log.map(({ text }) => text)).toEqual(['rename g1']);
});

test('a kind names what two of its acts never have at once; harmless ones have nothing to themselves', async () => {
  const world = new PaperWorld();
  const kind = createPaperKind(world);
  const item = { accountId: 'a1', phoneId: 'p1', groupId: 'g1' };
  expect(registerKind(kind).laneKey(item)).toBe('group g1');
  expect(registerKind({ ...kind, isHarmless: true }).laneKey(item)).toBeNull();
  const bench = openBench(2, { world, kinds: [registerKind({ ...kind, startsTogether: true, laneKey: () => 'all' })] });
  world.stopAt('begun', 'g1');
  const jobId = await bench.run(rowsOf(2, 2));
  await bench.until(() => world.isStandingAt('begun', 'g1'));
  expect((await bench.items(jobId)).map(({ state, waitsFor }) => [state, waitsFor])).toEqual([
    ['running', null],
    ['ready', 'group-busy'],
  ]);
  world.pass('begun', 'g1');
  await bench.untilOver(jobId);
});

test('one hub carries no more phones at once than it may', async () => {
  const bench = openBench(4, { hubOf: () => 'hub', hubLimit: 2 });
  await bench.untilOver(await bench.run(rowsOf(12, 4)));
  expect(bench.phones.mostHeld).toBe(2);
});

test('of two jobs whose acts count as the same, the one that was confirmed first goes first', async () => {
  const bench = openBench(1);
  await bench.run(rowsOf(3, 1));
  const ofAnother = rowsOf(5, 1)
    .slice(3)
    .map((row) => ({ ...row, account: 'a2' }));
  const second = await bench.run(ofAnother);
  await bench.untilOver(second);
  expect(bench.world.acts.map(({ group }) => group)).toEqual(['g1', 'g2', 'g3', 'g4', 'g5']);
});

test('of one account the rows of the job that was confirmed first are done first, as its plan told them', async () => {
  const bench = openBench(1);
  await bench.run(rowsOf(3, 1));
  const second = await bench.run(rowsOf(5, 1).slice(3));
  await bench.untilOver(second);
  expect(bench.world.acts.map(({ group }) => group)).toEqual(['g1', 'g2', 'g3', 'g4', 'g5']);
});

test('a plan that is too old is not confirmed, and can be made anew', async () => {
  const bench = openBench(1);
  const { jobId, freshUntilAt } = valueOf(await bench.plan(rowsOf(2, 1)));
  bench.world.names.set('g2', '新 g2');
  await bench.clock.advance(freshUntilAt - bench.clock.now() + 1);
  expect(await bench.call('jobs.confirm', { jobId, isConfirmed: true })).toMatchObject({
    ok: false,
    error: { code: 'plan-too-old' },
  });
  const renewed = await bench.tell('jobs.replan', { jobId });
  expect(renewed).toMatchObject({ state: 'planned', verdicts: { ready: 1, skipped: 1 } });
  expect((await bench.job(jobId)).state).toBe('cancelled');
  await bench.tell('jobs.confirm', { jobId: renewed.jobId, isConfirmed: true });
  expect(bench.audited.map(({ action }) => action)).toEqual([
    'jobs.plan',
    'jobs.replan',
    'jobs.cancel',
    'jobs.confirm',
  ]);
});

test('a plan in which nothing would run is not confirmed', async () => {
  const bench = openBench(1);
  bench.world.names.set('g1', '新 g1');
  const { jobId } = valueOf(await bench.plan(rowsOf(1, 1)));
  expect(await bench.call('jobs.confirm', { jobId, isConfirmed: true })).toMatchObject({
    error: { code: 'plan-empty' },
  });
});

test('an act that is under way in one job is blocked in another, also between plan and yes', async () => {
  const bench = openBench(1);
  const twin = valueOf(await bench.plan(rowsOf(2, 1)));
  bench.world.stopAt('begun', 'g1');
  await bench.run(rowsOf(1, 1));
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'));
  expect(valueOf(await bench.plan(rowsOf(1, 1))).verdicts).toMatchObject({ blocked: 1 });
  await bench.tell('jobs.confirm', { jobId: twin.jobId, isConfirmed: true });
  expect(await bench.standing(twin.jobId)).toEqual(['g1 skipped same-act-open', 'g2 ready -']);
});

test('a held row begins by itself when the gate opens, and one that is refused is left', async () => {
  const gate = new TestGate();
  const bench = openBench(3, { gate });
  const openAt = bench.clock.now() + 10 * minuteMs;
  gate.answer = ({ groupId, now }) => {
    if (groupId === 'g2' && now < openAt) return { kind: 'held', reason: 'cooldown', until: openAt };
    return groupId === 'g3' ? { kind: 'never', reason: 'caps-not-built' } : { kind: 'allowed' };
  };
  const job = valueOf(await bench.plan(rowsOf(3, 3)));
  expect(job.verdicts).toEqual({ ready: 1, held: 1, skipped: 0, blocked: 1 });
  await bench.tell('jobs.confirm', { jobId: job.jobId, isConfirmed: true });
  await bench.until(async () => (await bench.items(job.jobId))[0]?.state === 'done');
  await bench.until(async () => (await bench.job(job.jobId)).nextRunAt === openAt);
  await bench.clock.advance(openAt - bench.clock.now() - 1_000);
  expect(await bench.standing(job.jobId)).toEqual(['g1 done ok', 'g2 held cooldown', 'g3 skipped caps-not-built']);
  await bench.untilOver(job.jobId);
  expect(bench.world.acts.map(({ group }) => group)).toEqual(['g1', 'g2']);
});

test('a gate that names no time is heard of, or asked again after a while', async () => {
  const gate = new TestGate();
  let isOpen = false;
  gate.answer = () => (isOpen ? { kind: 'allowed' } : { kind: 'held', reason: 'mode-not-chosen', until: null });
  const bench = openBench(1, { gate });
  const first = await bench.run(rowsOf(1, 1));
  isOpen = true;
  gate.tellChanged();
  await bench.until(async () => (await bench.job(first)).state === 'over', 500);
  isOpen = false;
  const second = await bench.run(rowsOf(2, 1).slice(1));
  await bench.clock.advance(1_000);
  isOpen = true;
  await bench.until(async () => (await bench.job(second)).state === 'over', 2 * minuteMs);
});

test('a gate that closes between the beginning and the commit keeps the tap from being sent', async () => {
  const gate = new TestGate();
  const bench = openBench(1, { gate });
  bench.world.stopAt('begun', 'g1');
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'));
  const openAt = bench.clock.now() + minuteMs;
  gate.answer = ({ now }) => (now < openAt ? { kind: 'held', reason: 'cooldown', until: openAt } : { kind: 'allowed' });
  bench.world.pass('begun', 'g1');
  await bench.until(async () => (await bench.items(jobId))[0]?.state === 'held');
  expect(bench.world.acts).toEqual([]);
  await bench.clock.advance(minuteMs);
  await bench.untilOver(jobId);
  expect(bench.world.acts).toHaveLength(1);
});

test('a row whose account is given another mode on the way commits nothing in the old one, and begins anew', async () => {
  let mode: ExecutionMode = 'auto';
  const bench = openBench(1, { modeOf: () => mode });
  bench.world.stopAt('begun', 'g1');
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'));
  mode = 'manual';
  bench.world.pass('begun', 'g1');
  await bench.until(async () => (await bench.tell('jobs.tasks', {})).tasks.length === 1);
  expect(bench.world.acts).toEqual([]);
  const [item] = await bench.items(jobId);
  const attempts = await bench.attempts(item?.itemId ?? 0);
  expect(attempts.map(({ mode: acted, state, code }) => [acted, state, code])).toEqual([
    ['auto', 'skipped', 'mode-changed'],
    ['manual', 'running', null],
  ]);
  expect(attempts[0]?.committedAt).toBeNull();
});

test('a row whose account is not on the phone any more is left before its commit, and its neighbours go on', async () => {
  const moved = new Set<string>();
  const bench = openBench(2, { isElsewhere: (accountId) => moved.has(accountId) });
  bench.world.stopAt('begun', 'g1');
  const jobId = await bench.run(rowsOf(2, 2));
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'));
  moved.add('a1');
  bench.world.pass('begun', 'g1');
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual(['g1 skipped account-moved', 'g2 done ok']);
  expect(bench.world.acts.map(({ group }) => group)).toEqual(['g2']);
});

test('nothing begins before the window, and what did not begin within it never does', async () => {
  const bench = openBench(1);
  const startAt = bench.clock.now() + 5 * minuteMs;
  bench.world.stopAt('begun', 'g1');
  const window = { startAt, endAt: startAt + minuteMs / 2 };
  const jobId = await bench.run(rowsOf(2, 1), { window });
  await bench.clock.advance(4 * minuteMs);
  expect(await bench.job(jobId)).toMatchObject({ nextRunAt: startAt, counts: { ready: 2 } });
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'), 2 * minuteMs);
  await bench.clock.advance(2 * minuteMs);
  expect(await bench.standing(jobId)).toEqual(['g1 failed took-too-long', 'g2 cancelled window-over']);
});

test('a row that begins on a later day is looked at first: done meanwhile, changed meanwhile, still as planned', async () => {
  const bench = openBench(1);
  const startAt = bench.clock.now() + dayMs;
  const jobId = await bench.run(rowsOf(3, 1), { window: { startAt, endAt: null } });
  bench.world.names.set('g1', '新 g1').set('g2', '别人改的');
  await bench.clock.advance(dayMs);
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual([
    'g1 skipped already-so',
    'g2 needs-review changed-meanwhile',
    'g3 done ok',
  ]);
  expect(bench.world.acts.map(({ group }) => group)).toEqual(['g3']);
});

test('a kind that needs an operator waits for one', async () => {
  const world = new PaperWorld();
  const bench = openBench(1, { world, kinds: [registerKind(createPaperKind(world, { needsOperator: true }))] });
  const jobId = await bench.run(rowsOf(1, 1));
  bench.chooseOperator(null);
  await bench.until(async () => (await bench.items(jobId))[0]?.code === 'operator-absent');
  bench.chooseOperator({ operatorId: 'o2', name: '小王', createdAt: 0 });
  await bench.untilOver(jobId);
});

test('a warning stops the account for its rest and nobody else, and the row is not tried again', async () => {
  const bench = openBench(2);
  bench.world.names.set('g9', '新 g9');
  bench.world.warning.add('g3');
  const jobId = await bench.run(rowsOf(6, 2));
  await bench.until(async () => (await bench.job(jobId)).counts.done === 4);
  expect(await bench.standing(jobId)).toEqual([
    'g1 done ok',
    'g2 done ok',
    'g3 failed too-frequent',
    'g4 done ok',
    'g5 held cooldown',
    'g6 done ok',
  ]);
  await bench.clock.advance(60 * minuteMs);
  await bench.untilOver(jobId);
  expect((await bench.items(jobId)).map(({ state }) => state).filter((state) => state !== 'done')).toEqual(['failed']);
});

test('a row that the messenger refused at its commit is begun anew without a look at what cannot have come of it', async () => {
  const bench = openBench(1);
  bench.world.warning.add('g1');
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.untilOver(jobId);
  bench.world.warning.delete('g1');
  bench.world.unreadable.add('g1');
  await bench.clock.advance(60 * minuteMs);
  await bench.tell('jobs.retry', { jobId, itemIds: null });
  await bench.untilOver(jobId);
  const [item] = await bench.items(jobId);
  const attempts = await bench.attempts(item?.itemId ?? 0);
  expect(attempts.map(({ purpose }) => purpose)).toEqual(['run', 'run']);
});

test('a kind that breaks fails its row, and the job goes on', async () => {
  const world = new PaperWorld();
  const kind = createPaperKind(world);
  const run: typeof kind.run = (item, context) => {
    if (item.name === 'g1') throw new Error('broken');
    return kind.run(item, context);
  };
  const bench = openBench(1, { world, kinds: [registerKind({ ...kind, run })] });
  const jobId = await bench.run(rowsOf(2, 1));
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual(['g1 failed kind-broke', 'g2 done ok']);
  expect(bench.logger.of('job-kind-threw')).toHaveLength(1);
});

test('the computer stays awake exactly while a job is under way', async () => {
  const bench = openBench(1);
  const startAt = bench.clock.now() + 10 * minuteMs;
  const jobId = await bench.run(rowsOf(1, 1), { window: { startAt, endAt: null } });
  await bench.clock.advance(minuteMs);
  expect(bench.power.awakeCount).toBe(0);
  bench.world.stopAt('begun', 'g1');
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'), 10 * minuteMs);
  expect(bench.power.awakeCount).toBe(1);
  bench.world.pass('begun', 'g1');
  await bench.untilOver(jobId);
  await bench.until(() => bench.power.awakeCount === 0);
});

test.each([
  ['stays awake over a pause between two acts', 10 * minuteMs, 1],
  ['may sleep through a rest of a day', dayMs, 0],
  ['may sleep while nobody knows when the gate opens', null, 0],
])('the computer %s', async (_what, heldForMs, awakeCount) => {
  const gate = new TestGate();
  const bench = openBench(1, { gate });
  const until = heldForMs === null ? null : bench.clock.now() + heldForMs;
  gate.answer = () => ({ kind: 'held', reason: 'cooldown', until });
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.clock.advance(1_000);
  expect((await bench.items(jobId))[0]?.state).toBe('held');
  expect(bench.power.awakeCount).toBe(awakeCount);
});

test('what a rest held begins when the computer wakes after it, without waiting for a timer that slept too', async () => {
  const gate = new TestGate();
  const bench = openBench(1, { gate });
  const openAt = bench.clock.now() + dayMs;
  gate.answer = ({ now }) => (now < openAt ? { kind: 'held', reason: 'cooldown', until: openAt } : { kind: 'allowed' });
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.clock.advance(1_000);
  bench.clock.jump(dayMs);
  bench.power.wake();
  await bench.untilOver(jobId);
  expect(bench.world.acts).toHaveLength(1);
});
