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

/** Standard error of the slope, in units a day; null for fewer than three days. */
export function slopeError(means: readonly DailyMean[], slope: number): number | null {
  const [first] = means;
  if (first === undefined || means.length < 3) return null;
  const days = means.map(({ at }) => (at - first.at) / dayMs);
  const meanDay = average(days);
  const meanValue = average(means.map(({ mean }) => mean));
  let residual = 0;
  let spread = 0;
  for (const [index, { mean }] of means.entries()) {
    const distance = (days[index] ?? 0) - meanDay;
    residual += (mean - meanValue - slope * distance) ** 2;
    spread += distance * distance;
  }
  return spread === 0 ? null : Math.sqrt(residual / (means.length - 2) / spread);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
