import { expect, test } from 'vitest';
import { hourMs, minuteMs, ScheduleDesk, shanghai } from './schedule-desk.ts';

const ask = { policy: 'ask' } as const;

test('asked about, it runs by a yes, and the history names who said it', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add({ missed: ask });
  await desk.close();
  await desk.goTo('2026-11-23 10:00');
  desk.reopen();
  await desk.goTo('2026-11-23 11:00');
  expect(desk.kind.acts).toEqual([]);
  expect(desk.schedules.get(scheduleId)?.asking?.plannedAt).toBe(shanghai('2026-11-23 09:00'));
  await desk.call('schedules.runNow', { scheduleId });
  await desk.clock.advance(0);
  expect(await desk.history()).toMatchObject([
    { origin: 'plan', outcome: 'done', startedBy: '陈晓', lateBecause: 'console-off' },
  ]);
  expect(desk.schedules.get(scheduleId)?.asking).toBeNull();
});

test('a question outlasts a restart, and a no ends it', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add({ missed: ask });
  desk.clock.jump(2 * hourMs);
  await desk.clock.advance(minuteMs);
  await desk.close();
  desk.reopen();
  expect(desk.schedules.get(scheduleId)?.asking).not.toBeNull();
  await desk.call('schedules.decline', { scheduleId });
  expect(await desk.told()).toEqual(['11-23 09:00 skipped declined']);
  expect(await desk.call('schedules.decline', { scheduleId })).toMatchObject({
    error: { code: 'invalid-input', detail: { rule: 'nothing-asked' } },
  });
});

test('a question that nobody answers is over when the next time comes', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  await desk.add({ missed: ask });
  desk.clock.jump(2 * hourMs);
  await desk.goTo('2026-11-24 09:00');
  expect(await desk.told()).toEqual(['11-23 09:00 missed not-answered', '11-24 09:00 done']);
});
