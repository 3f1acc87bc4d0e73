import { expect, test } from 'vitest';
import { schedulesLimit } from '../../../electron/contract/schedules.ts';
import { daily, hourMs, minuteMs, ScheduleDesk, shanghai, valueOf } from './schedule-desk.ts';

function refusal(rule: string) {
  return { ok: false, error: { code: 'invalid-input', detail: { rule } } };
}

test('each decision has its line of the audit log', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add({ window: { from: '08:00', to: '10:00' } });
  await desk.call('schedules.save', { ...daily, scheduleId, title: '改名' });
  await desk.call('schedules.setOn', { scheduleId, isOn: false });
  await desk.call('schedules.runNow', { scheduleId });
  await desk.clock.advance(0);
  await desk.call('schedules.remove', { scheduleId });
  expect(desk.notes.map(({ action, subject }) => [action, subject])).toEqual([
    ['schedules.save', '1'],
    ['schedules.save', '1'],
    ['schedules.setOn', '1'],
    ['schedules.runNow', '1'],
    ['schedules.remove', '1'],
  ]);
  expect(desk.notes[0]?.params).toEqual({
    isNew: true,
    kind: 'roster-sync',
    title: '每日名册同步',
    rule: '{"every":"day","at":"09:00"}',
    timeZone: 'Asia/Shanghai',
    window: '08:00-10:00',
    missed: '{"policy":"skip"}',
  });
  expect(desk.notes[1]?.params).toMatchObject({ isNew: false, title: '改名', window: null });
  expect(String(desk.notes[1]?.params['before'])).toContain('08:00-10:00');
  expect(desk.notes[2]?.params).toMatchObject({ isOn: false });
});

test('what cannot be written is not done either', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  desk.isRefusing = true;
  const decided = [
    await desk.call('schedules.save', { scheduleId: null, ...daily }),
    await desk.call('schedules.setOn', { scheduleId, isOn: false }),
    await desk.call('schedules.remove', { scheduleId }),
    await desk.call('schedules.runNow', { scheduleId }),
  ];
  expect(decided.map((outcome) => (outcome.ok ? null : outcome.error.code))).toEqual(decided.map(() => 'disk-full'));
  desk.isRefusing = false;
  await desk.goTo('2026-11-23 10:00');
  expect(await desk.told()).toEqual(['11-23 09:00 done']);
});

test('without an operator nothing is made and nothing runs by hand', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  desk.operatorName = null;
  const refused = { ok: false, error: { code: 'operator-required' } };
  expect(await desk.call('schedules.save', { scheduleId: null, ...daily })).toMatchObject(refused);
  expect(await desk.call('schedules.runNow', { scheduleId })).toMatchObject(refused);
});

test('an unknown one, another kind and too many are refused', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  const unknown = { scheduleId: 99 };
  expect(await desk.call('schedules.save', { ...daily, ...unknown })).toMatchObject(refusal('known-schedule'));
  expect(await desk.call('schedules.remove', unknown)).toMatchObject(refusal('known-schedule'));
  expect(await desk.call('schedules.setOn', { ...unknown, isOn: true })).toMatchObject(refusal('known-schedule'));
  expect(await desk.call('schedules.runNow', unknown)).toMatchObject(refusal('known-schedule'));
  expect(await desk.call('schedules.decline', unknown)).toMatchObject(refusal('known-schedule'));
  const other = { ...daily, scheduleId, kind: 'health-sweep' } as const;
  expect(await desk.call('schedules.save', other)).toMatchObject(refusal('kind-fixed'));
  for (let count = 1; count < schedulesLimit; count++) await desk.add();
  const oneMore = await desk.call('schedules.save', { scheduleId: null, ...daily });
  expect(oneMore).toMatchObject(refusal('too-many-schedules'));
});

test('turned off it plans nothing, turned on again it goes on from now', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  expect(valueOf(await desk.call('schedules.setOn', { scheduleId, isOn: false }))).toMatchObject({
    isOn: false,
    nextRunAt: null,
  });
  await desk.goTo('2026-11-24 10:00');
  const again = valueOf(await desk.call('schedules.setOn', { scheduleId, isOn: true }));
  expect(again).toMatchObject({ isOn: true, nextRunAt: shanghai('2026-11-25 09:00') });
  expect(await desk.told()).toEqual([]);
  expect(await desk.call('schedules.setOn', { scheduleId, isOn: true })).toEqual({ ok: true, value: again });
  expect(desk.notes.filter(({ action }) => action === 'schedules.setOn')).toHaveLength(2);
});

test.each([
  ['turned-off', (desk: ScheduleDesk, scheduleId: number) => desk.call('schedules.setOn', { scheduleId, isOn: false })],
  ['removed', (desk: ScheduleDesk, scheduleId: number) => desk.call('schedules.remove', { scheduleId })],
  [
    'changed',
    (desk: ScheduleDesk, scheduleId: number) =>
      desk.call('schedules.save', { ...daily, scheduleId, rule: { every: 'day', at: '20:00' } }),
  ],
] as const)('a question and a time that waits are closed as %s', async (code, decide) => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const asking = await desk.add({ missed: { policy: 'ask' } });
  desk.clock.jump(2 * hourMs);
  await desk.clock.advance(minuteMs);
  desk.kind.isReadyNow = false;
  const waiting = await desk.add({
    rule: { every: 'day', at: '11:00' },
    missed: { policy: 'run-once', withinMinutes: 60 },
  });
  await desk.goTo('2026-11-23 11:01');
  expect(await desk.told()).toEqual(['11-23 09:00 asked']);
  await decide(desk, asking.scheduleId);
  await decide(desk, waiting.scheduleId);
  desk.kind.isReadyNow = true;
  await desk.goTo('2026-11-23 12:00');
  expect(await desk.told()).toEqual([`11-23 09:00 skipped ${code}`, `11-23 11:00 skipped ${code}`]);
});

test('times missed before it was turned off keep their reason', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  desk.clock.jump(2 * hourMs);
  await desk.call('schedules.setOn', { scheduleId, isOn: false });
  expect(await desk.told()).toEqual(['11-23 09:00 missed time-jumped']);
});

test('a new title or policy leaves times and question as they are', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add({ missed: { policy: 'ask' } });
  desk.clock.jump(2 * hourMs);
  await desk.clock.advance(minuteMs);
  const saved = await desk.call('schedules.save', { ...daily, scheduleId, title: '改名' });
  expect(saved).toMatchObject({ value: { title: '改名', nextRunAt: shanghai('2026-11-24 09:00') } });
  expect(await desk.told()).toEqual(['11-23 09:00 asked']);
});

test('another rule plans anew at once', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  await desk.call('schedules.save', { ...daily, scheduleId, rule: { every: 'day', at: '08:30' } });
  await desk.goTo('2026-11-23 12:00');
  expect(await desk.told()).toEqual(['11-23 08:30 done']);
});

test('a rule changed while it is off does not turn it on', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  await desk.call('schedules.setOn', { scheduleId, isOn: false });
  await desk.call('schedules.save', { ...daily, scheduleId, rule: { every: 'day', at: '08:30' } });
  await desk.goTo('2026-11-23 12:00');
  expect(await desk.told()).toEqual([]);
});

test('a run by hand is a line of its own and leaves the planned time alone', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  const run = valueOf(await desk.call('schedules.runNow', { scheduleId }));
  expect(run).toMatchObject({ origin: 'hand', plannedAt: shanghai('2026-11-23 08:00'), startedBy: '陈晓' });
  await desk.goTo('2026-11-23 10:00');
  expect(await desk.told()).toEqual(['11-23 08:00 done', '11-23 09:00 done']);
});

test('while one is under way no second one begins by hand', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  desk.kind.isHolding = true;
  await desk.call('schedules.runNow', { scheduleId });
  expect(await desk.call('schedules.runNow', { scheduleId })).toMatchObject(refusal('still-running'));
});

test('a time that waits is the one that runs by hand', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  desk.kind.isReadyNow = false;
  const { scheduleId } = await desk.add({ missed: { policy: 'run-once', withinMinutes: 60 } });
  await desk.goTo('2026-11-23 09:10');
  await desk.call('schedules.runNow', { scheduleId });
  desk.kind.isReadyNow = true;
  await desk.goTo('2026-11-23 10:00');
  expect(await desk.history()).toMatchObject([{ origin: 'plan', outcome: 'done', startedBy: '陈晓' }]);
  expect(desk.kind.acts).toHaveLength(1);
});

test('removed it is told no more, stops what it runs, and keeps its history', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  desk.kind.isHolding = true;
  await desk.goTo('2026-11-23 09:00');
  await desk.call('schedules.remove', { scheduleId });
  await desk.clock.advance(0);
  expect(desk.kind.acts[0]?.signal.aborted).toBe(true);
  expect(desk.schedules.list()).toEqual([]);
  expect(await desk.told()).toEqual(['11-23 09:00 interrupted removed']);
});

test('the list tells what runs and what ran last', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add();
  await desk.goTo('2026-11-23 10:00');
  desk.kind.isHolding = true;
  await desk.goTo('2026-11-24 09:30');
  const { schedules } = valueOf(await desk.call('schedules.list', {}));
  expect(schedules).toMatchObject([{ scheduleId, running: { runId: 2 }, asking: null, last: { runId: 1 } }]);
});

test('whoever follows the schedules is told of each change', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const told: number[] = [];
  desk.schedules.subscribe((scheduleId) => told.push(scheduleId));
  const { scheduleId } = await desk.add();
  expect(told.splice(0)).toContain(scheduleId);
  await desk.goTo('2026-11-23 09:00');
  expect(told.splice(0)).toContain(scheduleId);
  await desk.call('schedules.remove', { scheduleId });
  expect(told).toContain(scheduleId);
});

test('the history is told in pages, newest first', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add({ rule: { every: 'hours', hours: 1 } });
  await desk.add();
  await desk.goTo('2026-11-23 11:00');
  const page = async (beforeRunId: number | null) =>
    valueOf(await desk.call('schedules.history', { scheduleId, beforeRunId, limit: 2 }));
  const first = await page(null);
  expect([first.runs.map(({ plannedAt }) => plannedAt), first.hasMore]).toEqual([
    [shanghai('2026-11-23 11:00'), shanghai('2026-11-23 10:00')],
    true,
  ]);
  const second = await page(first.runs.at(-1)?.runId ?? null);
  expect([second.runs.map(({ plannedAt }) => plannedAt), second.hasMore]).toEqual([
    [shanghai('2026-11-23 09:00')],
    false,
  ]);
  expect((await desk.history()).length).toBe(4);
});

test('by hand after a long absence: the last of the missed times is the one that runs', async () => {
  const desk = new ScheduleDesk('2026-11-23 08:00');
  const { scheduleId } = await desk.add({ rule: { every: 'hours', hours: 1 } });
  await desk.close();
  await desk.goTo('2026-12-13 08:30');
  desk.reopen();
  const run = valueOf(await desk.call('schedules.runNow', { scheduleId }));
  expect(run).toMatchObject({ origin: 'plan', plannedAt: shanghai('2026-12-13 08:00'), lateBecause: 'console-off' });
  await desk.clock.advance(minuteMs);
  expect(desk.kind.acts).toHaveLength(1);
  expect(desk.schedules.get(scheduleId)?.nextRunAt).toBe(shanghai('2026-12-13 09:00'));
});
