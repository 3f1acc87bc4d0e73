import type { ChartPoint, ChartSeries, HistoryMetric } from '../../contract/history.ts';
import type { MetricBucket } from './bucket-reader.ts';
import { mergeMetric, valueScale, type MetricStats } from './bucket-stats.ts';

/** Checks that only the full poll, once an hour, asks for. */
const hourlyMetrics: ReadonlySet<HistoryMetric> = new Set<HistoryMetric>(['battery-wear', 'lock', 'messenger-version']);
const hourMs = 3_600_000;
/** One poll may be late or lost before the line is broken. */
const patience = 2.5;

/** The longest stretch without a value that polling itself explains. */
export function toleranceOf(metric: HistoryMetric, pollIntervalMs: number): number {
  return patience * (hourlyMetrics.has(metric) ? Math.max(hourMs, pollIntervalMs) : pollIntervalMs);
}

/** Fewer steps than this tell nothing of a rhythm. */
const leastSteps = 8;

/** The same by the rhythm in which these were really polled, which may have been another than today's; 0 when unclear. */
export function toleranceIn(buckets: readonly Pick<MetricBucket, 'at'>[]): number {
  const steps = buckets.slice(1).map(({ at }, index) => at - (buckets[index]?.at ?? at));
  if (steps.length < leastSteps) return 0;
  const middle = steps.toSorted((left, right) => left - right)[Math.floor(steps.length / 2)] ?? 0;
  return patience * middle;
}

/** Merges neighbours into buckets that lie on multiples of `widthMs`. */
export function mergeNeighbours(buckets: readonly MetricBucket[], widthMs: number): MetricBucket[] {
  const merged: MetricBucket[] = [];
  for (const bucket of buckets) {
    const at = Math.floor(bucket.at / widthMs) * widthMs;
    const last = merged.at(-1);
    if (last?.at === at) merged[merged.length - 1] = join(last, bucket);
    else merged.push({ at, endAt: at + widthMs, stats: bucket.stats });
  }
  return merged;
}

function join(one: MetricBucket, other: MetricBucket): MetricBucket {
  return { ...one, stats: mergeMetric(one.stats, other.stats) ?? one.stats };
}

/** The width, a multiple of `bucketMs`, at which the range has at most `maxPoints` buckets. */
export function widthFor(rangeMs: number, bucketMs: number, maxPoints: number): number {
  return Math.max(1, Math.ceil(rangeMs / bucketMs / maxPoints)) * bucketMs;
}

export interface SeriesInput {
  readonly phoneId: string;
  /** Unmerged: gaps are looked for between these. */
  readonly buckets: readonly MetricBucket[];
  readonly points: readonly MetricBucket[];
  readonly fromAt: number;
  /** The end of what can be known: now at the latest. */
  readonly toAt: number;
  readonly toleranceMs: number;
}

export function toSeries({ phoneId, buckets, points, fromAt, toAt, toleranceMs }: SeriesInput): ChartSeries {
  return { phoneId, points: points.map(toPoint), gaps: findGaps(buckets, { fromAt, toAt, toleranceMs }) };
}

/** Stretches without a bucket that are longer than `toleranceMs`, at the ends of the range too. */
export function findGaps(
  buckets: readonly Pick<MetricBucket, 'at' | 'endAt'>[],
  { fromAt, toAt, toleranceMs }: { readonly fromAt: number; readonly toAt: number; readonly toleranceMs: number },
): { fromAt: number; toAt: number }[] {
  const gaps: { fromAt: number; toAt: number }[] = [];
  let knownUntil = fromAt;
  for (const { at, endAt } of buckets) {
    if (at - knownUntil > toleranceMs) gaps.push({ fromAt: knownUntil, toAt: at });
    knownUntil = Math.max(knownUntil, endAt);
  }
  if (toAt - knownUntil > toleranceMs) gaps.push({ fromAt: knownUntil, toAt });
  return gaps;
}

function toPoint({ at, endAt, stats }: MetricBucket): ChartPoint {
  return { at, endAt, ...numbersOf(stats), worst: stats.worst, count: stats.count };
}

function numbersOf({ numbers, count }: MetricStats): Pick<ChartPoint, 'min' | 'mean' | 'max'> {
  if (numbers === null) return { min: null, mean: null, max: null };
  return {
    min: numbers.min / valueScale,
    mean: Math.round((numbers.sum / count) * 10) / (10 * valueScale),
    max: numbers.max / valueScale,
  };
}
