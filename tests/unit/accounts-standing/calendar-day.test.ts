import { assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayMs,
  dayOf,
  daysBetween,
  midnightAfter,
  minuteOf,
  mondayOf,
  nextWindowStart,
  quarterOf,
  sinceMidnight,
  startOfDay,
  windowEnd,
} from '../../../electron/accounts/standing/calendar-day.ts';
import { caseCount } from '../../support/random-cases.ts';

const written = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const instants = integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2099, 11, 31) });
const windows = record({
  fromMinute: integer({ min: 0, max: 1439 }),
  toMinute: integer({ min: 0, max: 1439 }),
});
const china = (text: string) => Date.parse(`${text}+08:00`);
const runs = { numRuns: caseCount(500) };

describe('days in Shanghai', () => {
  it('are what the time zone data says, over random instants', () => {
    assert(
      property(instants, (at) => {
        const time = new Date(sinceMidnight(at)).toISOString().slice(11, 19);
        expect(`${dayOf(at)} ${time}`).toBe(written.format(at));
      }),
      runs,
    );
  });

  it('begin at midnight in China', () => {
    expect(startOfDay('2026-03-01')).toBe(china('2026-03-01T00:00'));
  });

  it('turn over at midnight and not a millisecond before', () => {
    assert(
      property(instants, (at) => {
        const next = midnightAfter(at);
        expect(dayOf(next - 1)).toBe(dayOf(at));
        expect(dayOf(next)).toBe(addDays(dayOf(at), 1));
        expect(next).toBeGreaterThan(at);
      }),
      runs,
    );
  });

  it('add up over months and leap days', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('lie as far apart as days were added', () => {
    assert(
      property(instants, integer({ min: -4000, max: 4000 }), (at, count) => {
        expect(daysBetween(dayOf(at), addDays(dayOf(at), count))).toBe(count);
      }),
      runs,
    );
  });

  it.each([
    ['2026-11-16', '2026-11-16'],
    ['2026-11-22', '2026-11-16'],
    ['2026-11-23', '2026-11-23'],
  ])('%s is in the week of %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });

  it.each([
    ['2026-01-01', '2026-01-01'],
    ['2026-03-31', '2026-01-01'],
    ['2026-11-30', '2026-10-01'],
  ])('%s is in the quarter of %s', (day, first) => {
    expect(quarterOf(day)).toBe(first);
  });
});

describe('times of day', () => {
  it.each([
    ['00:00', 0],
    ['08:05', 485],
    ['23:59', 1439],
    ['24:00', null],
    ['8:00', null],
    ['12:60', null],
  ])('%s is minute %s', (time, minute) => {
    expect(minuteOf(time)).toBe(minute);
  });

  const night = { fromMinute: 23 * 60, toMinute: 8 * 60 };
  const lunch = { fromMinute: 12 * 60, toMinute: 13 * 60 };
  it.each([
    ['the last evening millisecond before a night', night, '2026-05-01T22:59:59.999', null],
    ['the first of a night', night, '2026-05-01T23:00', '2026-05-02T08:00'],
    ['a night after midnight', night, '2026-05-02T00:30', '2026-05-02T08:00'],
    ['the end of a night', night, '2026-05-02T08:00', null],
    ['before lunch', lunch, '2026-05-02T11:59:59.999', null],
    ['at lunch', lunch, '2026-05-02T12:00', '2026-05-02T13:00'],
    ['after lunch', lunch, '2026-05-02T13:00', null],
    ['in an empty window', { fromMinute: 600, toMinute: 600 }, '2026-05-02T10:00', null],
  ])('%s', (_name, window, at, end) => {
    expect(windowEnd(china(at), window)).toBe(end === null ? null : china(end));
  });

  it('a window that is over begins again at its next start, and ends for whoever is in it', () => {
    assert(
      property(instants, windows, (at, window) => {
        const start = nextWindowStart(at, window);
        expect(start).toBeGreaterThan(at);
        expect(start - at).toBeLessThanOrEqual(dayMs);
        expect(sinceMidnight(start)).toBe(window.fromMinute * 60_000);
        const end = windowEnd(start, window);
        const isEmpty = window.fromMinute === window.toMinute;
        expect(end === null).toBe(isEmpty);
        expect(windowEnd((end ?? start) - 1, window)).toBe(end);
        expect(windowEnd(end ?? start, window)).toBeNull();
      }),
      runs,
    );
  });
});
