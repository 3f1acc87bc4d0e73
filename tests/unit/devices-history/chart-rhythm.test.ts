import { expect, test } from 'vitest';
import { findGaps, toleranceIn } from '../../../electron/devices/history/chart-points.ts';

const minuteMs = 60_000;

function polled(everyMs: number, count: number): { at: number; endAt: number }[] {
  return Array.from({ length: count }, (_, index) => ({ at: index * everyMs, endAt: index * everyMs + minuteMs }));
}

test('values of a time with longer pauses between polls are no gaps to today’s shorter ones', () => {
  const buckets = polled(10 * minuteMs, 30);
  const range = { fromAt: 0, toAt: 300 * minuteMs };
  expect(findGaps(buckets, { ...range, toleranceMs: toleranceIn(buckets) })).toEqual([]);
});

test('a stretch far out of the rhythm stays a gap', () => {
  const buckets = [...polled(10 * minuteMs, 30)].filter((_, index) => index < 10 || index > 15);
  const gaps = findGaps(buckets, { fromAt: 0, toAt: 300 * minuteMs, toleranceMs: toleranceIn(buckets) });
  expect(gaps).toEqual([{ fromAt: 91 * minuteMs, toAt: 160 * minuteMs }]);
});

test('a few values tell no rhythm', () => {
  expect(toleranceIn(polled(10 * minuteMs, 4))).toBe(0);
});
