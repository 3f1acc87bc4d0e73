import { expect, test } from 'vitest';
import { openBench, rowsOf, type BenchWishes, type JobBench } from '../../support/jobs/job-bench.ts';

const dayMs = 86_400_000;

/** The same database and world under a new engine, on a clock that shows another time at first. */
function reopen({ file, clock, world, phones }: JobBench, aheadMs: number, wishes: BenchWishes): JobBench {
  for (const phone of phones.list()) {
    phones.leave(phone.phoneId);
    phones.come(phone.phoneId);
  }
  clock.jump(aheadMs);
  return openBench(0, { file, clock, world, phones, ...wishes });
}

test('an act that a person was shown at a crash is taken in at the true time, not at what a PC shows that was set', async () => {
  const bench = openBench(1, { modeOf: () => 'assist' });
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(async () => (await bench.tell('jobs.tasks', {})).tasks.length === 1);
  bench.crash();
  const known: (() => void)[] = [];
  const whenTimeKnown = (task: () => void) => {
    known.push(task);
    return () => undefined;
  };
  const next = reopen(bench, 2 * dayMs, { modeOf: () => 'assist', whenTimeKnown });
  const [item] = await next.items(jobId);
  const attempts = () => next.attempts(item?.itemId ?? 0);
  expect(await attempts()).toMatchObject([{ state: 'running', endedAt: null }]);
  next.clock.jump(-2 * dayMs);
  const trueAt = next.clock.now();
  for (const task of known) task();
  expect((await attempts())[0]).toMatchObject({ state: 'interrupted', endedAt: trueAt });
});

test('until then nothing else begins, as it would be taken for cut short as well', async () => {
  const bench = openBench(2, { modeOf: (accountId) => (accountId === 'a1' ? 'assist' : 'auto') });
  await bench.run(rowsOf(1, 1));
  await bench.until(async () => (await bench.tell('jobs.tasks', {})).tasks.length === 1);
  bench.crash();
  const known: (() => void)[] = [];
  const whenTimeKnown = (task: () => void) => {
    known.push(task);
    return () => undefined;
  };
  const next = reopen(bench, 0, { modeOf: () => 'auto', whenTimeKnown });
  const other = await next.run([{ account: 'a2', phone: 'p2', group: 'g9', after: '新 g9' }]);
  await next.clock.advance(5_000);
  expect(await next.standing(other)).toEqual(['g9 ready -']);
  for (const task of known) task();
  await next.untilOver(other);
  const [item] = await next.items(other);
  expect(await next.attempts(item?.itemId ?? 0)).toMatchObject([{ state: 'done' }]);
});

test('with no such act nothing waits: what was cut short counts from its mark', async () => {
  const bench = openBench(1);
  bench.world.stopAt('acted', 'g1');
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(() => bench.world.isStandingAt('acted', 'g1'));
  bench.crash();
  const next = reopen(bench, 0, { whenTimeKnown: () => () => undefined });
  await next.untilOver(jobId);
  expect(await next.standing(jobId)).toEqual(['g1 done ok']);
});
