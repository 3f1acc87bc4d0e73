import { expect, test } from 'vitest';
import { succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import type { TextParams } from '../../../electron/contract/phones.ts';
import { registerKind } from '../../../electron/jobs/job-registry.ts';
import type { WindowSchedules } from '../../../electron/jobs/job-windows.ts';
import { EventSource } from '../../../electron/runtime/event-source.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { openBench, rowsOf, type JobBench } from '../../support/jobs/job-bench.ts';
import { createPaperKind } from '../../support/jobs/paper-world.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const opener = 7;
const order = { kind: 'test.paper', title: '读群', window: { startAt: null, endAt: null } };
const { signal } = new AbortController();

/** Schedules as the jobs see them, until a test takes one away. */
class PaperSchedules implements WindowSchedules {
  readonly ids = new Set([opener]);
  readonly #changes = new EventSource<number>(silentLogger);

  has(scheduleId: number): boolean {
    return this.ids.has(scheduleId);
  }

  subscribe(listener: (scheduleId: number) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  remove(scheduleId: number): void {
    this.ids.delete(scheduleId);
    this.#changes.emit(scheduleId);
  }
}

function openWindowed(bench: JobBench): PaperSchedules {
  const schedules = new PaperSchedules();
  bench.jobs.followSchedules(schedules);
  return schedules;
}

/** The schedule comes: its window is open for so long. */
function openFor(bench: JobBench, ms: number): Promise<Outcome<TextParams>> {
  const windowEndAt = bench.clock.now() + ms;
  const note = { scheduleId: opener, runId: 1, title: '白班', by: '陈晓', windowEndAt };
  return bench.jobs.windowKind.run(signal, bench.clock.now(), note);
}

/** Confirmed, and kept to the window before anything of it could begin. */
async function kept(bench: JobBench, rowCount: number): Promise<number> {
  const planned = await bench.plan(rowsOf(rowCount, 1));
  if (!planned.ok) throw new Error(planned.error.code);
  const { jobId } = planned.value;
  await bench.tell('jobs.keepWindow', { jobId, scheduleId: opener });
  await bench.tell('jobs.confirm', { jobId, isConfirmed: true });
  return jobId;
}

test('a job that keeps to a schedule begins nothing before its window opens, and goes on by itself then', async () => {
  const bench = openBench(1);
  openWindowed(bench);
  const jobId = await kept(bench, 2);
  await bench.clock.advance(hourMs);
  expect(bench.world.acts).toEqual([]);
  expect(await bench.job(jobId)).toMatchObject({
    state: 'paused',
    pauseReason: 'window',
    schedule: { scheduleId: opener, openUntilAt: null },
  });
  const untilAt = bench.clock.now() + 8 * hourMs;
  expect(await openFor(bench, 8 * hourMs)).toEqual(succeed({ jobCount: 1, untilAt }));
  await bench.untilOver(jobId);
  expect(bench.world.acts).toHaveLength(2);
});

test('when its window closes, what has begun is finished and nothing more begins until the next one', async () => {
  const bench = openBench(1);
  openWindowed(bench);
  const jobId = await kept(bench, 3);
  bench.world.stopAt('begun', 'g2');
  await openFor(bench, minuteMs / 3);
  await bench.until(() => bench.world.isStandingAt('begun', 'g2'));
  await bench.clock.advance(minuteMs / 3);
  expect(await bench.job(jobId)).toMatchObject({ state: 'paused', pauseReason: 'window' });
  bench.world.pass('begun', 'g2');
  await bench.clock.advance(hourMs);
  expect(await bench.standing(jobId)).toEqual(['g1 done ok', 'g2 done ok', 'g3 ready -']);
  await bench.clock.advance(dayMs - 2 * hourMs);
  await openFor(bench, hourMs);
  await bench.untilOver(jobId);
  expect(bench.world.acts).toHaveLength(3);
});

test('a window that was open when the console ended closes in its time after a restart', async () => {
  const first = openBench(1);
  openWindowed(first);
  const jobId = await kept(first, 2);
  first.world.stopAt('begun', 'g2');
  await openFor(first, hourMs);
  await first.until(() => first.world.isStandingAt('begun', 'g2'));
  first.crash();
  first.world.pass('begun', 'g2');
  await first.clock.advance(2 * hourMs);
  const { file, world, clock, phones } = first;
  const second = openBench(1, { file, world, clock, phones });
  openWindowed(second);
  await clock.advance(hourMs);
  expect(world.acts.map(({ group }) => group)).toEqual(['g1']);
  expect(await second.job(jobId)).toMatchObject({ state: 'paused', pauseReason: 'window' });
  await openFor(second, hourMs);
  await second.untilOver(jobId);
  expect(world.acts.map(({ group }) => group)).toEqual(['g1', 'g2']);
});

test('a shut window is no pause that a person ends by hand: letting the job run at any time is', async () => {
  const bench = openBench(1);
  openWindowed(bench);
  const jobId = await kept(bench, 1);
  await bench.clock.advance(minuteMs);
  expect(await bench.call('jobs.resume', { jobId })).toMatchObject({
    error: { code: 'job-state', detail: { rule: 'window-shut' } },
  });
  await bench.tell('jobs.keepWindow', { jobId, scheduleId: null });
  await bench.untilOver(jobId);
  expect(bench.audited.filter(({ action }) => action === 'jobs.keepWindow')).toHaveLength(2);
});

test('a job that a person paused stays paused when its window opens', async () => {
  const bench = openBench(1);
  openWindowed(bench);
  await openFor(bench, hourMs);
  const jobId = await kept(bench, 1);
  await bench.tell('jobs.pause', { jobId });
  await bench.clock.advance(hourMs);
  await openFor(bench, hourMs);
  await bench.clock.advance(minuteMs);
  expect(await bench.job(jobId)).toMatchObject({ state: 'paused', pauseReason: 'operator' });
  expect(bench.world.acts).toEqual([]);
});

test('jobs whose schedule was removed wait for a person, who lets them go on', async () => {
  const bench = openBench(1);
  const schedules = openWindowed(bench);
  const jobId = await kept(bench, 1);
  await bench.clock.advance(minuteMs);
  schedules.remove(opener);
  await bench.clock.advance(minuteMs);
  const job = await bench.job(jobId);
  expect(job).toMatchObject({ state: 'paused', pauseReason: 'operator' });
  expect(job.schedule).toBeUndefined();
  expect(bench.world.acts).toEqual([]);
  await bench.tell('jobs.resume', { jobId });
  await bench.untilOver(jobId);
});

test.each([
  ['a schedule that opens no windows', 8, 'known-schedule'],
  ['one that is gone', 9, 'known-schedule'],
])('a job does not keep to %s', async (_name, scheduleId, rule) => {
  const bench = openBench(1);
  openWindowed(bench);
  const planned = await bench.plan(rowsOf(1, 1));
  const jobId = planned.ok ? planned.value.jobId : 0;
  expect(await bench.call('jobs.keepWindow', { jobId, scheduleId })).toMatchObject({ error: { detail: { rule } } });
});

test('a window without an end is none', async () => {
  const bench = openBench(1);
  const note = { scheduleId: opener, runId: 1, title: '白班', by: '陈晓', windowEndAt: null };
  expect(await bench.jobs.windowKind.run(signal, bench.clock.now(), note)).toMatchObject({
    error: { detail: { rule: 'window-needed' } },
  });
});

test('what a schedule orders is planned and begun in the name of whoever made it, with nobody at the desk', async () => {
  const harmless = openBench(1);
  const bench = openBench(1, {
    world: harmless.world,
    kinds: [registerKind({ ...createPaperKind(harmless.world), isHarmless: true })],
  });
  bench.chooseOperator(null);
  const by = { name: '陈晓', scheduleId: opener };
  const begun = await bench.jobs.orders.begin({ ...order, payload: { rows: rowsOf(1, 1) } }, by, signal);
  const jobId = begun.ok ? begun.value.jobId : 0;
  expect(begun).toEqual(succeed({ jobId, itemCount: 1 }));
  await bench.untilOver(jobId);
  expect(bench.jobs.orders.stateOf(jobId)).toBe('over');
  expect(await bench.job(jobId)).toMatchObject({ plannedBy: '陈晓', confirmedBy: '陈晓' });
  const made = bench.audited.filter(({ action }) => action === 'jobs.plan' || action === 'jobs.confirm');
  expect(made.map(({ params }) => [params?.['scheduleId'], params?.['by']])).toEqual([
    [opener, '陈晓'],
    [opener, '陈晓'],
  ]);
});

test('a schedule begins nothing that changes an app, and leaves no plan of it behind', async () => {
  const bench = openBench(1);
  const by = { name: '陈晓', scheduleId: opener };
  const begun = await bench.jobs.orders.begin({ ...order, payload: { rows: rowsOf(1, 1) } }, by, signal);
  expect(begun).toMatchObject({ error: { code: 'operator-required' } });
  expect((await bench.tell('jobs.page', { beforeId: null, limit: 10 })).entries).toEqual([]);
});
