import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { scheduleRuleSchema, type ScheduleRule, type ScheduleWindow } from '../../../electron/contract/schedules.ts';
import { nextPlannedAt, plansAlike, windowEndAt } from '../../../electron/schedules/schedule-rule.ts';
import { caseCount } from '../../support/random-cases.ts';
import { shanghaiTimes } from './shanghai-times.ts';
import { dayMs, hourMs, minuteMs, onWall, shanghai } from './schedule-desk.ts';

const nine: ScheduleRule = { every: 'day', at: '09:00' };
const workdays: ScheduleRule = { every: 'weekdays', days: [5, 1, 2, 3, 4], at: '18:30' };
const sunday: ScheduleRule = { every: 'weekdays', days: [7], at: '00:00' };

interface RuleCase {
  readonly title: string;
  readonly rule: ScheduleRule;
  readonly window?: ScheduleWindow;
  readonly from: string;
  readonly times: readonly string[];
}

// 2026-11-23 is a Monday.
const inShanghai: readonly RuleCase[] = [
  {
    title: 'every day, before its time',
    rule: nine,
    from: '2026-11-23 08:59:59.999',
    times: ['11-23 09:00', '11-24 09:00'],
  },
  { title: 'every day, at its time', rule: nine, from: '2026-11-23 09:00', times: ['11-24 09:00', '11-25 09:00'] },
  { title: 'over the end of a year', rule: nine, from: '2026-12-31 10:00', times: ['01-01 09:00'] },
  { title: 'the leap day', rule: nine, from: '2028-02-28 10:00', times: ['02-29 09:00', '03-01 09:00'] },
  { title: 'workdays', rule: workdays, from: '2026-11-26 18:30', times: ['11-27 18:30', '11-30 18:30'] },
  { title: 'one weekday at midnight', rule: sunday, from: '2026-11-23 00:00', times: ['11-29 00:00', '12-06 00:00'] },
  {
    title: 'every six hours around the clock',
    rule: { every: 'hours', hours: 6 },
    from: '2026-11-23 05:00',
    times: ['11-23 06:00', '11-23 12:00', '11-23 18:00', '11-24 00:00'],
  },
  {
    title: 'hours that do not divide the day begin anew at midnight',
    rule: { every: 'hours', hours: 5 },
    from: '2026-11-23 14:00',
    times: ['11-23 15:00', '11-23 20:00', '11-24 00:00', '11-24 05:00'],
  },
  {
    title: 'hours in a window, whose end is no part of it',
    rule: { every: 'hours', hours: 3 },
    window: { from: '09:30', to: '18:30' },
    from: '2026-11-23 00:00',
    times: ['11-23 09:30', '11-23 12:30', '11-23 15:30', '11-24 09:30'],
  },
  {
    title: 'hours in a window that a minute more would have longer',
    rule: { every: 'hours', hours: 3 },
    window: { from: '09:30', to: '18:31' },
    from: '2026-11-23 15:30',
    times: ['11-23 18:30', '11-24 09:30'],
  },
  {
    title: 'hours in a window over midnight',
    rule: { every: 'hours', hours: 2 },
    window: { from: '21:00', to: '02:00' },
    from: '2026-11-23 12:00',
    times: ['11-23 21:00', '11-23 23:00', '11-24 01:00', '11-24 21:00'],
  },
  {
    title: 'more hours than the window has',
    rule: { every: 'hours', hours: 12 },
    window: { from: '10:00', to: '11:00' },
    from: '2026-11-23 12:00',
    times: ['11-24 10:00', '11-25 10:00'],
  },
];

test.each(inShanghai)('$title', ({ rule, window = null, from, times }) => {
  const timing = { rule, window, timeZone: 'Asia/Shanghai' };
  expect(timesAfter(timing, shanghai(from), times.length).map(onWall)).toEqual(times);
});

test('in Shanghai, every rule plans the times that its wall shows', () => {
  const property = fc.property(fc.record({ rule, window }), fc.nat(3 * 365 * 24 * 60), (timing, startMinute) => {
    const from = shanghai('2026-01-01 00:00') + startMinute * minuteMs;
    const planned = timesAfter({ ...timing, timeZone: 'Asia/Shanghai' }, from, 12);
    expect(planned).toEqual(shanghaiTimes(timing, from, planned.at(-1) ?? from));
  });
  fc.assert(property, { numRuns: caseCount(150) });
});

const berlin = 'Europe/Berlin';

test('a time that summer time leaves out is the first moment after the gap, on the same day', () => {
  const timing = { rule: { every: 'day', at: '02:30' }, window: null, timeZone: berlin } as const;
  expect(isoOf(timesAfter(timing, Date.parse('2026-03-28T12:00Z'), 2))).toEqual([
    '2026-03-29T01:00:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ]);
});

test('a time that comes twice when summer time ends is planned once, the first time', () => {
  const timing = { rule: { every: 'day', at: '02:30' }, window: null, timeZone: berlin } as const;
  expect(isoOf(timesAfter(timing, Date.parse('2026-10-24T12:00Z'), 2))).toEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ]);
});

test.each(['00:00', '01:59', '02:00', '02:30', '02:59', '03:00', '23:59'])(
  'at %s each day of a year with summer time has one run',
  (at) => {
    const timing = { rule: { every: 'day', at }, window: null, timeZone: berlin } as const;
    const year = timesAfter(timing, Date.parse('2026-01-01T12:00Z'), 365);
    const days = new Set(year.map((planned) => new Date(planned).toLocaleDateString('sv', { timeZone: berlin })));
    expect(days.size).toBe(365);
  },
);

test('every hour of a list comes once on days of 23 and of 25 hours', () => {
  const timing = { rule: { every: 'hours', hours: 1 }, window: null, timeZone: berlin } as const;
  const countOn = (day: string): number => {
    const isOnDay = (at: number): boolean => new Date(at).toLocaleDateString('sv', { timeZone: berlin }) === day;
    return timesAfter(timing, Date.parse(`${day}T00:00Z`) - dayMs, 80).filter(isOnDay).length;
  };
  expect(['2026-03-29', '2026-06-01', '2026-10-25'].map(countOn)).toEqual([23, 24, 24]);
});

test.each([
  [{ from: '08:00', to: '10:00' }, '2026-11-23 09:00', '11-23 10:00'],
  [{ from: '21:00', to: '02:00' }, '2026-11-23 23:00', '11-24 02:00'],
  [{ from: '21:00', to: '02:00' }, '2026-11-24 01:00', '11-24 02:00'],
])('the window %o of %s is over at %s', (given, planned, end) => {
  const timing = { rule: nine, window: given, timeZone: 'Asia/Shanghai' };
  const at = windowEndAt(timing, shanghai(planned));
  expect(at === null ? null : onWall(at)).toBe(end);
});

test('without a window none is ever over', () => {
  expect(windowEndAt({ rule: nine, window: null, timeZone: berlin }, 0)).toBeNull();
});

test('two timings are alike when they plan the same times in the same window', () => {
  const one = { rule: workdays, window: null, timeZone: berlin };
  expect(plansAlike(one, { ...one, rule: { ...workdays, days: [1, 2, 3, 4, 5] } })).toBe(true);
  expect(plansAlike(one, { ...one, timeZone: 'Asia/Shanghai' })).toBe(false);
  expect(plansAlike(one, { ...one, rule: nine })).toBe(false);
  expect(plansAlike(one, { ...one, window: { from: '18:00', to: '19:00' } })).toBe(false);
});

test('a next time takes well under a millisecond', () => {
  const timing = { rule: { every: 'hours', hours: 1 }, window: null, timeZone: berlin } as const;
  const startedMs = performance.now();
  timesAfter(timing, Date.parse('2026-01-01T00:00Z'), 2_000);
  expect((performance.now() - startedMs) / 2_000).toBeLessThan(1);
});

const clockTime = fc.integer({ min: 0, max: 1_439 }).map((minute) => {
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
});
const window = fc.option(
  fc
    .tuple(clockTime, clockTime)
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => ({ from, to })),
);
const rule = fc
  .oneof(
    clockTime.map((at) => ({ every: 'day', at })),
    fc
      .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), clockTime)
      .map(([days, at]) => ({ every: 'weekdays', days, at })),
    fc.integer({ min: 1, max: 12 }).map((hours) => ({ every: 'hours', hours })),
  )
  .map((value) => scheduleRuleSchema.parse(value));

function timesAfter(timing: Parameters<typeof nextPlannedAt>[0], from: number, count: number): number[] {
  const times: number[] = [];
  for (let at = from; times.length < count; times.push(at)) at = nextPlannedAt(timing, at);
  return times;
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}

function isoOf(times: readonly number[]): string[] {
  return times.map((at) => new Date(at).toISOString());
}

test('what is planned moves on', () => {
  const timing = { rule: nine, window: null, timeZone: 'Asia/Shanghai' };
  expect(nextPlannedAt(timing, shanghai('2026-11-23 09:00')) - shanghai('2026-11-23 09:00')).toBe(24 * hourMs);
});
