import { historyMetrics, type HistoryMetric } from '../../contract/history.ts';
import type { Verdict } from '../../contract/phones.ts';

/** Numbers are kept in hundredths, as integers: sums stay exact however often buckets are merged. */
export const valueScale = 100;

/** The values of one metric over a bucket; `min`, `max`, `sum` in hundredths. */
export interface NumberStats {
  readonly min: number;
  readonly max: number;
  readonly sum: number;
}

export interface MetricStats {
  /** Polls that told it. */
  readonly count: number;
  readonly worst: Verdict;
  /** Polls whose verdict was warn or bad. */
  readonly troubledCount: number;
  readonly numbers: NumberStats | null;
}

/** All metrics of one phone over one bucket, by their place in `historyMetrics`. */
export interface BucketStats {
  readonly pollCount: number;
  readonly metrics: readonly (MetricStats | null)[];
}

/** What one poll told of one metric; `value` is set for the metrics with a number, and only for them. */
export interface MetricValue {
  readonly metric: HistoryMetric;
  readonly value: number | null;
  readonly verdict: Verdict;
}

const severity: Readonly<Record<Verdict, number>> = { unknown: 0, ok: 1, warn: 2, bad: 3 };

export function worseOf(one: Verdict, other: Verdict): Verdict {
  return severity[other] > severity[one] ? other : one;
}

export function statsOfPoll(values: readonly MetricValue[]): BucketStats {
  const metrics = historyMetrics.map((metric) => {
    const told = values.find((value) => value.metric === metric);
    return told === undefined ? null : statsOfValue(told);
  });
  return { pollCount: 1, metrics };
}

function statsOfValue({ value, verdict }: MetricValue): MetricStats {
  const scaled = value === null ? null : Math.round(value * valueScale);
  return {
    count: 1,
    worst: verdict,
    troubledCount: verdict === 'warn' || verdict === 'bad' ? 1 : 0,
    numbers: scaled === null ? null : { min: scaled, max: scaled, sum: scaled },
  };
}

export function mergeBuckets(one: BucketStats, other: BucketStats): BucketStats {
  return {
    pollCount: one.pollCount + other.pollCount,
    metrics: one.metrics.map((stats, index) => mergeMetric(stats, other.metrics[index] ?? null)),
  };
}

export function mergeMetric(one: MetricStats | null, other: MetricStats | null): MetricStats | null {
  if (one === null) return other;
  if (other === null) return one;
  return {
    count: one.count + other.count,
    worst: worseOf(one.worst, other.worst),
    troubledCount: one.troubledCount + other.troubledCount,
    numbers: mergeNumbers(one.numbers, other.numbers),
  };
}

function mergeNumbers(one: NumberStats | null, other: NumberStats | null): NumberStats | null {
  if (one === null) return other;
  if (other === null) return one;
  return { min: Math.min(one.min, other.min), max: Math.max(one.max, other.max), sum: one.sum + other.sum };
}
