import type { PhoneTrends } from '../../contract/history.ts';
import type { MetricBucket } from './bucket-reader.ts';
import { valueScale } from './bucket-stats.ts';
import { basisOf, dailyMeans, fittedLast, slopeError, slopePerDay, type DailyMean } from './daily-means.ts';

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;

/** The stretches that trends look back over. */
export const wearBackMs = 365 * dayMs;
export const chargeBackMs = 14 * dayMs;
export const heatWeeks = 12;

/** A battery wears by a percent or two a month: fewer days than this show the gauge's own noise. */
const wearDaysMin = 14;
const wearSpanMinMs = 28 * dayMs;
const chargeDaysMin = 4;
const heatDaysMin = 7;
/** Percent of the designed capacity at which a battery counts as worn. */
const wornPercent = 80;
const wornHorizonMs = 3 * 365 * dayMs;
const monthDays = 30;
/** A fuel gauge strays, and corrects itself, by about so much, every few weeks; a smaller fall may be nothing else. */
const gaugeStrayMs = 21 * dayMs;
const surelyFallenPercent = 2.5;
/** The slope must be that many times its own error for a day to be told from it. */
const surelyTimes = 3;
/** A capacity that rises by more percent from one day read to the next is another battery. */
const swapPercent = 8;

/**
 * The wear of the battery that is in the phone now. `isNotOffered`: the phone answered that it tells no capacity. There is
 * no day of replacement while the fall could be the gauge's own straying.
 */
export function judgeWear(all: readonly MetricBucket[], isNotOffered: boolean): PhoneTrends['wear'] {
  const buckets = sinceLastSwap(all);
  const basis = basisOf(buckets);
  const means = dailyMeans(buckets);
  const last = means.at(-1) ?? null;
  const percent = last === null ? null : rounded(last.mean, 1);
  const spanMs = (last?.at ?? 0) - (means[0]?.at ?? 0);
  const isEnough = means.length >= wearDaysMin && spanMs >= wearSpanMinMs;
  const slope = isEnough ? slopePerDay(means) : null;
  if (last === null || slope === null) {
    const unknownReason = last !== null ? 'too-few' : isNotOffered ? 'not-offered' : 'never-read';
    return { basis, percent, percentPerMonth: null, wornAt: null, unknownReason };
  }
  const percentPerMonth = rounded(slope * monthDays, 2);
  return { basis, percent, percentPerMonth, wornAt: wornAtOf(means, slope), unknownReason: null };
}

function sinceLastSwap(buckets: readonly MetricBucket[]): readonly MetricBucket[] {
  const means = dailyMeans(buckets);
  const swap = means.findLast(({ mean }, index) => mean - (means[index - 1]?.mean ?? mean) > swapPercent);
  return swap === undefined ? buckets : buckets.filter(({ at }) => at >= swap.at);
}

function wornAtOf(means: readonly DailyMean[], slope: number): number | null {
  const last = means.at(-1);
  const percent = fittedLast(means, slope);
  if (last === undefined || percent === null || slope >= 0 || percent <= wornPercent) return null;
  const fallenPercent = (-slope * (last.at - (means[0]?.at ?? last.at))) / dayMs;
  const error = slopeError(means, gaugeStrayMs);
  if (fallenPercent < surelyFallenPercent || error === null || error * surelyTimes > -slope) return null;
  const leftMs = ((percent - wornPercent) / -slope) * dayMs;
  return leftMs > wornHorizonMs ? null : Math.round(last.at + leftMs);
}

export function judgeCharge(buckets: readonly MetricBucket[]): PhoneTrends['charge'] {
  const basis = basisOf(buckets);
  const means = dailyMeans(buckets);
  const slope = means.length >= chargeDaysMin ? slopePerDay(means) : null;
  return {
    basis,
    meanPercent: meanOf(buckets),
    percentPerDay: slope === null ? null : rounded(slope, 2),
    lowShare: troubledShareOf(buckets),
    unknownReason: reasonFor(basis.sampleCount, slope),
  };
}

export function judgeHeat(buckets: readonly MetricBucket[], now: number): PhoneTrends['heat'] {
  const basis = basisOf(buckets);
  const means = dailyMeans(buckets);
  const slope = means.length >= heatDaysMin ? slopePerDay(means) : null;
  const weeks = Array.from({ length: heatWeeks }, (_, index) => {
    const fromAt = now - (heatWeeks - index) * weekMs;
    const within = buckets.filter(({ at }) => at >= fromAt && at < fromAt + weekMs);
    return { fromAt, ...heatOf(within) };
  });
  return {
    basis,
    weeks,
    celsiusPerWeek: slope === null ? null : rounded(slope * 7, 2),
    unknownReason: reasonFor(basis.sampleCount, slope),
  };
}

function heatOf(buckets: readonly MetricBucket[]) {
  const maxima = buckets.map(({ stats }) => stats.numbers?.max ?? Number.NEGATIVE_INFINITY);
  return {
    sampleCount: basisOf(buckets).sampleCount,
    hotShare: troubledShareOf(buckets),
    maxCelsius: maxima.length === 0 ? null : Math.max(...maxima) / valueScale,
  };
}

function reasonFor(sampleCount: number, slope: number | null): 'never-read' | 'too-few' | null {
  if (slope !== null) return null;
  return sampleCount === 0 ? 'never-read' : 'too-few';
}

function meanOf(buckets: readonly MetricBucket[]): number | null {
  const { sampleCount } = basisOf(buckets);
  const sum = buckets.reduce((total, { stats }) => total + (stats.numbers?.sum ?? 0), 0);
  return sampleCount === 0 ? null : rounded(sum / sampleCount / valueScale, 1);
}

function troubledShareOf(buckets: readonly MetricBucket[]): number | null {
  const { sampleCount } = basisOf(buckets);
  const troubled = buckets.reduce((total, { stats }) => total + stats.troubledCount, 0);
  return sampleCount === 0 ? null : troubled / sampleCount;
}

function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}
