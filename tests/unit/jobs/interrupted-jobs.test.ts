import { describe, expect, test } from 'vitest';
import { registerKind, type RegisteredKind } from '../../../electron/jobs/job-registry.ts';
import { openBench, rowsOf, type JobBench } from '../../support/jobs/job-bench.ts';
import { createPaperKind, PaperWorld } from '../../support/jobs/paper-world.ts';

const minuteMs = 60_000;

/** The same database and world under a new engine, as after a crash: the old one was never told to end. */
function reopen(before: JobBench, kinds?: readonly RegisteredKind[]): JobBench {
  const { file, clock, world, phones } = before;
  for (const phone of phones.list()) {
    phones.leave(phone.phoneId);
    phones.come(phone.phoneId);
  }
  return openBench(0, { file, clock, world, phones, ...(kinds !== undefined && { kinds }) });
}

test.each([
  ['begun', 1, ['verify', 'run']],
  ['permitted', 1, ['verify', 'run']],
  ['acted', 1, ['verify']],
] as const)('a crash at %s: the act is looked at, done once, and not lost', async (point, actCount, after) => {
  const bench = openBench(1);
  bench.world.stopAt(point, 'g1');
  const jobId = await bench.run(rowsOf(2, 1));
  await bench.until(() => bench.world.isStandingAt(point, 'g1'));
  bench.crash();
  const next = reopen(bench);
  next.world.pass(point, 'g1');
  await next.untilOver(jobId);
  const items = await next.items(jobId);
  expect(items.map(({ state }) => state)).toEqual(['done', 'done']);
  expect(next.world.acts.filter(({ group }) => group === 'g1')).toHaveLength(actCount);
  const attempts = await next.attempts(items[0]?.itemId ?? 0);
  expect(attempts[0]).toMatchObject({ state: 'interrupted', code: 'console-ended' });
  expect(attempts.slice(1).map(({ purpose }) => purpose)).toEqual(after);
});

test('what was committed and cannot be read after a crash waits for a person and is never done again', async () => {
  const bench = openBench(1);
  bench.world.stopAt('acted', 'g1');
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(() => bench.world.isStandingAt('acted', 'g1'));
  bench.crash();
  bench.world.unreadable.add('g1');
  const next = reopen(bench);
  await next.untilOver(jobId);
  expect(await next.standing(jobId)).toEqual(['g1 needs-review tree-blocked']);
  await next.clock.advance(60 * minuteMs);
  expect(next.world.acts).toHaveLength(1);
});

test('a commit without effect is done again, unless its kind is never repeated', async () => {
  for (const [afterMark, standing] of [
    ['run-again', 'g1 done ok'],
    ['review', 'g1 needs-review not-done-after-commit'],
  ] as const) {
    const world = new PaperWorld();
    const kinds = [registerKind(createPaperKind(world, { afterMark }))];
    const bench = openBench(1, { world, kinds });
    world.stopAt('permitted', 'g1');
    const jobId = await bench.run(rowsOf(1, 1));
    await bench.until(() => world.isStandingAt('permitted', 'g1'));
    bench.crash();
    const next = reopen(bench, kinds);
    world.pass('permitted', 'g1');
    await next.untilOver(jobId);
    expect(await next.standing(jobId)).toEqual([standing]);
  }
});

describe('a commit that may take effect after the crash', () => {
  const landsWithinMs = 30_000;

  async function crashAfterMark(): Promise<{ readonly next: JobBench; readonly jobId: number }> {
    const world = new PaperWorld();
    const kinds = [registerKind(createPaperKind(world, { landsWithinMs }))];
    const bench = openBench(1, { world, kinds });
    world.stopAt('permitted', 'g1');
    const jobId = await bench.run(rowsOf(2, 1));
    await bench.until(() => world.isStandingAt('permitted', 'g1'));
    bench.crash();
    const next = reopen(bench, kinds);
    world.pass('permitted', 'g1');
    await next.until(async () => (await next.standing(jobId))[0] === 'g1 held may-still-land');
    return { next, jobId };
  }

  test('is looked at again, and never done a second time', async () => {
    const { next, jobId } = await crashAfterMark();
    next.world.act('g1', '新 g1');
    await next.until(async () => (await next.job(jobId)).state === 'over', 2 * landsWithinMs);
    expect(await next.standing(jobId)).toEqual(['g1 done ok', 'g2 done ok']);
    expect(next.world.acts.filter(({ group }) => group === 'g1')).toHaveLength(1);
  });

  test('and does not is done once that is certain; what else waits goes on meanwhile', async () => {
    const { next, jobId } = await crashAfterMark();
    const heldAt = next.clock.now();
    await next.until(async () => (await next.standing(jobId))[1] === 'g2 done ok');
    expect(next.world.acts.map(({ group }) => group)).toEqual(['g2']);
    await next.until(async () => (await next.job(jobId)).state === 'over', 2 * landsWithinMs);
    expect(await next.standing(jobId)).toEqual(['g1 done ok', 'g2 done ok']);
    expect(next.world.acts.map(({ group }) => group)).toEqual(['g2', 'g1']);
    expect(next.clock.now() - heldAt).toBeGreaterThan(landsWithinMs - 5_000);
  });
});

test.each([
  ['the job is cancelled', (bench: JobBench, jobId: number) => bench.tell('jobs.cancel', { jobId, itemIds: null })],
  ['its window is over', (bench: JobBench) => bench.clock.advance(10 * minuteMs)],
])('what may have been committed and was not looked at when %s waits for a person', async (_what, end) => {
  const bench = openBench(1);
  bench.world.stopAt('acted', 'g1');
  const window = { startAt: null, endAt: bench.clock.now() + 5 * minuteMs };
  const jobId = await bench.run(rowsOf(2, 1), { window });
  await bench.until(() => bench.world.isStandingAt('acted', 'g1'));
  bench.crash();
  const next = reopen(bench);
  next.phones.leave('p1');
  await end(next, jobId);
  await next.until(async () => (await next.standing(jobId))[0] === 'g1 needs-review not-verified');
  expect((await next.standing(jobId))[1]).toMatch(/^g2 cancelled/);
  expect(next.world.acts).toHaveLength(1);
});

test('a phone that leaves interrupts its row, which is looked at when the phone is back', async () => {
  const bench = openBench(2);
  bench.world.stopAt('acted', 'g1');
  const jobId = await bench.run(rowsOf(2, 2));
  await bench.until(() => bench.world.isStandingAt('acted', 'g1'));
  bench.phones.leave('p1');
  await bench.until(async () => (await bench.items(jobId))[0]?.state === 'ready');
  expect((await bench.items(jobId))[0]).toMatchObject({
    code: 'phone-lost',
    isVerifyDue: true,
    waitsFor: 'phone-away',
  });
  await bench.clock.advance(minuteMs);
  bench.world.pass('acted', 'g1');
  bench.phones.come('p1');
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual(['g1 done ok', 'g2 done ok']);
  expect(bench.world.acts).toHaveLength(2);
});

test('a phone that is away from the beginning is waited for', async () => {
  const bench = openBench(1);
  bench.phones.leave('p1');
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.clock.advance(10 * minuteMs);
  expect((await bench.items(jobId))[0]).toMatchObject({ state: 'ready', waitsFor: 'phone-away', attemptCount: 0 });
  bench.phones.come('p1');
  await bench.untilOver(jobId);
});

test('after the computer slept every running row is looked at first', async () => {
  const bench = openBench(1);
  bench.world.stopAt('acted', 'g1');
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(() => bench.world.isStandingAt('acted', 'g1'));
  bench.power.wake();
  await bench.untilOver(jobId);
  const [item] = await bench.items(jobId);
  const attempts = await bench.attempts(item?.itemId ?? 0);
  expect(attempts.map(({ purpose, state, code }) => [purpose, state, code])).toEqual([
    ['run', 'interrupted', 'computer-slept'],
    ['verify', 'done', 'ok'],
  ]);
  expect(bench.world.acts).toHaveLength(1);
});

test('an attempt that takes longer than its kind allows is stopped', async () => {
  const bench = openBench(1);
  bench.world.stopAt('begun', 'g1');
  const jobId = await bench.run(rowsOf(2, 1));
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'));
  await bench.clock.advance(2 * minuteMs);
  await bench.untilOver(jobId);
  expect(await bench.standing(jobId)).toEqual(['g1 failed took-too-long', 'g2 done ok']);
});

test('a console that ends in good order leaves nothing running', async () => {
  const bench = openBench(1);
  bench.world.stopAt('begun', 'g1');
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'));
  await bench.close();
  bench.world.pass('begun', 'g1');
  const next = reopen(bench);
  expect((await next.items(jobId))[0]).toMatchObject({ state: 'ready', code: 'console-ended', isVerifyDue: true });
  await next.untilOver(jobId);
  expect(next.world.acts).toHaveLength(1);
});

test('jobs that were paused stay so over a restart, and running ones go on', async () => {
  const bench = openBench(2);
  bench.phones.leave('p1');
  bench.phones.leave('p2');
  const paused = await bench.run(rowsOf(1, 1));
  await bench.tell('jobs.pause', { jobId: paused });
  const running = await bench.run(rowsOf(2, 2).slice(1));
  await bench.close();
  const next = reopen(bench);
  await next.untilOver(running);
  expect(await next.standing(paused)).toEqual(['g1 ready -']);
});
