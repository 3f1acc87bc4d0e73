import type { TrendBasis } from '../../contract/history.ts';
import type { MetricBucket } from './bucket-reader.ts';
import { valueScale } from './bucket-stats.ts';
import { dayOf, startOfDay, type LocalDay } from './local-days.ts';

/** The mean of a day's polls, weighed by how many told the value. */
export interface DailyMean {
  readonly at: number;
  readonly mean: number;
}

export function dailyMeans(buckets: readonly MetricBucket[]): DailyMean[] {
  const days = new Map<LocalDay, { sum: number; count: number }>();
  for (const { at, stats } of buckets) {
    if (stats.numbers === null) continue;
    const day = days.get(dayOf(at)) ?? { sum: 0, count: 0 };
    days.set(dayOf(at), { sum: day.sum + stats.numbers.sum, count: day.count + stats.count });
  }
  return [...days].map(([day, { sum, count }]) => ({ at: startOfDay(day), mean: sum / count / valueScale }));
}

export function basisOf(buckets: readonly MetricBucket[]): TrendBasis {
  return {
    sampleCount: buckets.reduce((sum, { stats }) => sum + stats.count, 0),
    dayCount: new Set(buckets.map(({ at }) => dayOf(at))).size,
    firstAt: buckets[0]?.at ?? null,
    lastAt: buckets.at(-1)?.endAt ?? null,
  };
}

const dayMs = 86_400_000;

/** Least-squares slope in units a day; null for fewer than two days. */
export function slopePerDay(means: readonly DailyMean[]): number | null {
  const [first] = means;
  if (first === undefined || means.length < 2) return null;
  const days = means.map(({ at }) => (at - first.at) / dayMs);
  const meanDay = average(days);
  const meanValue = average(means.map(({ mean }) => mean));
  let above = 0;
  let below = 0;
  for (const [index, { mean }] of means.entries()) {
    const distance = (days[index] ?? 0) - meanDay;
    above += distance * (mean - meanValue);
    below += distance * distance;
  }
  return below === 0 ? null : above / below;
}

/** What the means come to on the last of their days, by the line through all of them; null for fewer than two days. */
export function fittedLast(means: readonly DailyMean[], slope: number): number | null {
  const last = means.at(-1);
  if (last === undefined || means.length < 2) return null;
  const meanAt = average(means.map(({ at }) => at));
  return average(means.map(({ mean }) => mean)) + (slope * (last.at - meanAt)) / dayMs;
}

const leastBlocks = 3;

/**
 * Standard error of the slope, in units a day, where what is measured strays for up to `blockMs` at a time: how much the
 * slope depends on any one block of days (delete-a-block jackknife). Days that are taken as independent make it far too
 * small. Null for fewer than three blocks.
 */
export function slopeError(means: readonly DailyMean[], blockMs: number): number | null {
  const firstAt = means[0]?.at ?? 0;
  const spanMs = (means.at(-1)?.at ?? 0) - firstAt + dayMs;
  const count = Math.floor(spanMs / blockMs);
  if (count < leastBlocks) return null;
  const blockOf = ({ at }: DailyMean): number => Math.floor(((at - firstAt) / spanMs) * count);
  const slopes: number[] = [];
  for (let block = 0; block < count; block++) {
    const others = means.filter((mean) => blockOf(mean) !== block);
    const slope = slopePerDay(others);
    if (slope === null) return null;
    slopes.push(slope);
  }
  const meanSlope = average(slopes);
  const spread = slopes.reduce((sum, slope) => sum + (slope - meanSlope) ** 2, 0);
  return Math.sqrt(((count - 1) / count) * spread);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
