import { expect, test } from 'vitest';
import { fail } from '../../../electron/contract/outcome.ts';
import { dayMs, hourMs, minuteMs, onWall, ScheduleDesk, shanghai } from './schedule-desk.ts';

const halfHour = { policy: 'run-once', withinMinutes: 30 } as const;

test('it runs at its time, and the history says when and what came of it', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId, nextRunAt, createdBy, isOn } = await desk.add();
  expect([nextRunAt, createdBy, isOn]).toEqual([shanghai('2026-11-23 09:00'), '陈晓', true]);
  await desk.goTo('2026-11-23 08:59:59');
  expect(desk.kind.acts).toEqual([]);
  await desk.goTo('2026-11-23 09:00');
  const at = shanghai('2026-11-23 09:00');
  expect(desk.kind.acts).toMatchObject([{ plannedAt: at, at }]);
  expect(await desk.history()).toEqual([
    {
      runId: 1,
      scheduleId,
      origin: 'plan',
      plannedAt: at,
      claimedAt: at,
      askedAt: null,
      beganAt: at,
      endedAt: at,
      lateBecause: null,
      startedBy: null,
      outcome: 'done',
      code: null,
      detail: { groups: 3 },
    },
  ]);
  expect(desk.schedules.get(scheduleId)?.nextRunAt).toBe(shanghai('2026-11-24 09:00'));
});

test('a run that fails is told with its code, and the next one comes all the same', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add();
  desk.kind.answer = () => fail('timeout', 'it took too long', { seconds: 9 });
  await desk.goTo('2026-11-23 10:00');
  desk.kind.answer = () => {
    throw new Error('broken');
  };
  await desk.goTo('2026-11-24 10:00');
  expect(await desk.told()).toEqual(['11-23 09:00 failed timeout', '11-24 09:00 failed internal']);
  expect((await desk.history())[0]?.detail).toEqual({ seconds: 9 });
  expect(desk.logger.of('schedule-kind-threw')).toHaveLength(1);
});

test('a kind that this console does not have fails and is said to be missing', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add({ kind: 'health-sweep' });
  await desk.goTo('2026-11-23 10:00');
  expect(await desk.told()).toEqual(['11-23 09:00 failed kind-missing']);
});

test('one whose time fell while the console was off does not run where the policy is to skip', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add();
  await desk.close();
  await desk.goTo('2026-11-23 09:00:01');
  desk.reopen();
  await desk.goTo('2026-11-23 12:00');
  expect(desk.kind.acts).toEqual([]);
  expect(await desk.told()).toEqual(['11-23 09:00 missed console-off']);
});

test('a console that is started at the very time runs it', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add();
  await desk.close();
  await desk.goTo('2026-11-23 09:00');
  desk.reopen();
  await desk.goTo('2026-11-23 09:01');
  expect(await desk.told()).toEqual(['11-23 09:00 done']);
});

test('within its minutes a missed one is made up for at the start, once, and says why it is late', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add({ missed: halfHour });
  await desk.close();
  await desk.goTo('2026-11-23 09:30');
  desk.reopen();
  await desk.clock.advance(0);
  await desk.close();
  desk.reopen();
  await desk.goTo('2026-11-23 12:00');
  expect(desk.kind.acts).toHaveLength(1);
  expect(await desk.history()).toMatchObject([
    { outcome: 'done', beganAt: shanghai('2026-11-23 09:30'), lateBecause: 'console-off' },
  ]);
});

test('after its minutes it is missed', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add({ missed: halfHour });
  await desk.close();
  await desk.goTo('2026-11-23 09:31');
  desk.reopen();
  await desk.goTo('2026-11-23 12:00');
  expect(desk.kind.acts).toEqual([]);
  expect(await desk.told()).toEqual(['11-23 09:00 missed console-off']);
});

test('of the times of a long absence each has its line, and the last one alone is made up for', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add({ rule: { every: 'hours', hours: 6 }, missed: halfHour });
  await desk.close();
  await desk.goTo('2026-11-24 06:10');
  desk.reopen();
  await desk.goTo('2026-11-24 07:00');
  expect(await desk.told()).toEqual([
    '11-23 12:00 missed console-off',
    '11-23 18:00 missed console-off',
    '11-24 00:00 missed console-off',
    '11-24 06:00 done',
  ]);
});

test('an absence of months is told in steps and to the end', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add({ rule: { every: 'hours', hours: 1 }, missed: halfHour });
  await desk.close();
  await desk.clock.advance(40 * dayMs + 15 * minuteMs);
  desk.reopen();
  expect(desk.schedules.get(scheduleId)?.nextRunAt).toBeLessThan(desk.clock.now());
  await desk.clock.advance(0);
  const counted = desk.store.prepare<[], { outcome: string; lateBecause: string; count: number }>(
    'SELECT outcome, lateBecause, count(*) AS count FROM scheduleRun GROUP BY outcome, lateBecause ORDER BY outcome',
  );
  expect(counted.all()).toEqual([
    { outcome: 'done', lateBecause: 'console-off', count: 1 },
    { outcome: 'missed', lateBecause: 'console-off', count: 40 * 24 - 1 },
  ]);
});

test('a computer that slept over a time: by the policy, and said so', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add();
  await desk.add({ missed: { policy: 'run-once', withinMinutes: 240 } });
  desk.clock.jump(3 * hourMs);
  await desk.clock.advance(minuteMs);
  expect(await desk.told()).toEqual(['11-23 09:00 missed time-jumped', '11-23 09:00 done']);
  expect((await desk.history())[1]).toMatchObject({ lateBecause: 'time-jumped' });
});

test('a clock that was put ahead by less than two minutes changes nothing', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:59:30');
  await desk.add();
  desk.clock.jump(minuteMs);
  await desk.clock.advance(minuteMs);
  expect(await desk.told()).toEqual(['11-23 09:00 done']);
});

test('a clock that is put back runs nothing a second time, and the schedule says that it waits', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  await desk.goTo('2026-11-23 09:30');
  expect(desk.schedules.get(scheduleId)?.isAheadOfClock).toBe(false);
  desk.clock.jump(-2 * hourMs);
  await desk.clock.advance(minuteMs);
  expect(desk.schedules.get(scheduleId)?.isAheadOfClock).toBe(true);
  await desk.goTo('2026-11-23 12:00');
  expect(await desk.told()).toEqual(['11-23 09:00 done']);
  await desk.goTo('2026-11-24 12:00');
  expect(await desk.told()).toEqual(['11-23 09:00 done', '11-24 09:00 done']);
});

test('put back while it is off, or turned off and on in between: still no second run', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  await desk.goTo('2026-11-23 09:30');
  await desk.close();
  desk.clock.jump(-2 * hourMs);
  desk.reopen();
  await desk.call('schedules.setOn', { scheduleId, isOn: false });
  await desk.call('schedules.setOn', { scheduleId, isOn: true });
  expect(desk.schedules.get(scheduleId)?.nextRunAt).toBe(shanghai('2026-11-24 09:00'));
  await desk.goTo('2026-11-23 12:00');
  expect(desk.kind.acts).toHaveLength(1);
});

test('another rule given after the clock was put back runs at times that had none', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add({ rule: { every: 'hours', hours: 1 } });
  await desk.goTo('2026-11-23 11:30');
  desk.clock.jump(-3 * hourMs);
  await desk.call('schedules.save', {
    ...(desk.schedules.list()[0] ?? expect.fail()),
    scheduleId,
    rule: { every: 'day', at: '10:30' },
  });
  await desk.goTo('2026-11-23 10:31');
  expect(desk.kind.acts.map(({ plannedAt }) => onWall(plannedAt))).toContain('11-23 10:30');
});

test('an open run keeps the next one away: missed, or begun as soon as it is over', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const hourly = { rule: { every: 'hours', hours: 1 } } as const;
  const skipping = await desk.add(hourly);
  const waiting = await desk.add({ ...hourly, missed: halfHour });
  desk.kind.isHolding = true;
  await desk.goTo('2026-11-23 10:10');
  expect(await desk.told(skipping.scheduleId)).toEqual(['11-23 09:00 running', '11-23 10:00 missed still-running']);
  expect(await desk.told(waiting.scheduleId)).toEqual(['11-23 09:00 running']);
  desk.kind.release();
  await desk.clock.advance(0);
  const [, late] = await desk.history(waiting.scheduleId);
  expect(late).toMatchObject({ outcome: 'done', lateBecause: 'still-running', beganAt: shanghai('2026-11-23 10:10') });
});

test('what waits for a run that does not end is missed when its minutes are over', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add({ missed: { policy: 'run-once', withinMinutes: 90 }, rule: { every: 'hours', hours: 1 } });
  desk.kind.isHolding = true;
  await desk.goTo('2026-11-23 12:00');
  expect(await desk.told()).toEqual([
    '11-23 09:00 running',
    '11-23 10:00 missed still-running',
    '11-23 11:00 missed still-running',
  ]);
});

test('a kind that has nothing to run on: by the policy, and begun when it has', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  desk.kind.isReadyNow = false;
  const skipping = await desk.add();
  const waiting = await desk.add({ missed: halfHour });
  await desk.goTo('2026-11-23 09:10');
  desk.kind.isReadyNow = true;
  await desk.goTo('2026-11-23 09:11');
  expect(await desk.told(skipping.scheduleId)).toEqual(['11-23 09:00 missed not-ready']);
  expect(await desk.history(waiting.scheduleId)).toMatchObject([
    { outcome: 'done', lateBecause: 'not-ready', beganAt: shanghai('2026-11-23 09:10:05') },
  ]);
});

test('what waits for the console that was off and then for a phone says the first', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add({ missed: halfHour });
  await desk.close();
  await desk.goTo('2026-11-23 09:10');
  desk.kind.isReadyNow = false;
  desk.reopen();
  await desk.goTo('2026-11-23 09:12');
  desk.kind.isReadyNow = true;
  await desk.goTo('2026-11-23 09:13');
  expect(await desk.history()).toMatchObject([{ outcome: 'done', lateBecause: 'console-off' }]);
});

test('while it waits nothing is written', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  desk.kind.isReadyNow = false;
  await desk.add({ missed: halfHour });
  let toldCount = 0;
  desk.schedules.subscribe(() => toldCount++);
  await desk.goTo('2026-11-23 09:05');
  expect(toldCount).toBe(1);
});

test('a late run is not begun once the window of its time is over', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add({ missed: halfHour, window: { from: '08:30', to: '09:20' } });
  await desk.close();
  await desk.goTo('2026-11-23 09:20');
  desk.reopen();
  await desk.goTo('2026-11-23 12:00');
  expect(await desk.told()).toEqual(['11-23 09:00 missed console-off']);
});

test('what began and did not end with the console is interrupted and never begun again', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add({ missed: halfHour });
  desk.kind.isHolding = true;
  await desk.goTo('2026-11-23 09:01');
  await desk.close();
  desk.kind.release();
  desk.reopen();
  await desk.goTo('2026-11-23 10:00');
  expect(desk.kind.acts).toHaveLength(1);
  expect(desk.kind.acts[0]?.signal.aborted).toBe(true);
  expect(await desk.told()).toEqual(['11-23 09:00 interrupted console-ended']);
});

test('a console that ends in the very turn in which a run begins does nothing of it', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add({ missed: halfHour });
  await desk.close();
  await desk.goTo('2026-11-23 09:01');
  desk.reopen();
  await desk.close();
  expect(desk.kind.acts).toEqual([]);
  expect(await desk.told()).toEqual(['11-23 09:00 interrupted console-ended']);
});

test('while the database takes nothing, nothing runs; then the policy speaks, with why', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const skipping = await desk.add();
  const waiting = await desk.add({ missed: halfHour });
  desk.isRefusing = true;
  await desk.goTo('2026-11-23 09:10');
  expect(desk.kind.acts).toEqual([]);
  desk.isRefusing = false;
  await desk.goTo('2026-11-23 09:11');
  expect(await desk.told(skipping.scheduleId)).toEqual(['11-23 09:00 missed store-refused']);
  expect(await desk.history(waiting.scheduleId)).toMatchObject([{ outcome: 'done', lateBecause: 'store-refused' }]);
});

test.each([
  [{ policy: 'skip' } as const, 0, '11-23 09:00 missed store-refused'],
  [halfHour, 1, '11-23 09:00 done'],
])('claimed, but its beginning was not taken: nothing is done until then, %o', async (missed, count, line) => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add({ missed });
  desk.fullAfter = 1;
  await desk.goTo('2026-11-23 09:04');
  expect([desk.kind.acts.length, await desk.told()]).toEqual([0, ['11-23 09:00 claimed']]);
  desk.fullAfter = null;
  desk.isRefusing = false;
  await desk.goTo('2026-11-23 09:06');
  expect([desk.kind.acts.length, await desk.told()]).toEqual([count, [line]]);
});

test('an end that the database did not take is written when it does', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  desk.kind.isHolding = true;
  await desk.goTo('2026-11-23 09:01');
  desk.isRefusing = true;
  desk.kind.release();
  await desk.clock.advance(minuteMs);
  expect(desk.schedules.isWorking).toBe(true);
  desk.isRefusing = false;
  await desk.clock.advance(minuteMs);
  expect(await desk.told(scheduleId)).toEqual(['11-23 09:00 done']);
  expect(desk.schedules.isWorking).toBe(false);
});

test('what an earlier console left is settled when the database takes it, and nothing of this one with it', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  desk.kind.isHolding = true;
  await desk.goTo('2026-11-23 09:01');
  desk.isRefusing = true;
  await desk.close();
  desk.reopen();
  desk.isRefusing = false;
  await desk.call('schedules.runNow', { scheduleId });
  await desk.clock.advance(minuteMs);
  desk.kind.release();
  await desk.clock.advance(minuteMs);
  expect(await desk.told()).toEqual(['11-23 09:00 interrupted console-ended', '11-23 09:01 done']);
  expect(desk.logger.of('schedule-run-broke')).toEqual([]);
  expect(desk.logger.of('schedule-broke')).toEqual([]);
});

test('a console that may begin to plan only later does not take what a person began meanwhile for left over', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  desk.kind.isHolding = true;
  await desk.goTo('2026-11-23 09:01');
  desk.isRefusing = true;
  await desk.close();
  desk.isRefusing = false;
  desk.reopen({ isPlanning: false });
  await desk.call('schedules.runNow', { scheduleId });
  await desk.goTo('2026-11-23 09:05');
  desk.schedules.start();
  await desk.clock.advance(minuteMs);
  expect(await desk.told()).toEqual(['11-23 09:00 interrupted console-ended', '11-23 09:01 running']);
  desk.kind.release();
  await desk.clock.advance(minuteMs);
  expect(await desk.told()).toEqual(['11-23 09:00 interrupted console-ended', '11-23 09:01 done']);
});

test('one schedule that breaks keeps no other from running', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const broken = await desk.add();
  await desk.add();
  // A line that another hand wrote for the time to come.
  desk.store
    .prepare<[number, number]>(
      "INSERT INTO scheduleRun (scheduleId, origin, plannedAt, claimedAt) VALUES (?, 'plan', ?, 1)",
    )
    .run(broken.scheduleId, broken.nextRunAt ?? 0);
  await desk.goTo('2026-11-23 10:00');
  expect(desk.kind.acts).toHaveLength(1);
  expect(desk.logger.of('schedule-broke').length).toBeGreaterThan(0);
});

test('after the end nothing waits and nothing runs', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add();
  await desk.close();
  expect(desk.clock.pendingCount).toBe(0);
  await desk.goTo('2026-11-23 10:00');
  expect(desk.kind.acts).toEqual([]);
});
