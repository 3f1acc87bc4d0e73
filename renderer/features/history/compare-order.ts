import type { ChartPoint, ChartSeries, HistoryMetric } from '@contract/history.ts';
import type { Verdict } from '@contract/phones.ts';

const severity: Readonly<Record<Verdict, number>> = { unknown: 0, ok: 1, warn: 2, bad: 3 };

/** Metrics where more is worse; of the others less is. */
const worseWhenHigh: ReadonlySet<HistoryMetric> = new Set<HistoryMetric>(['battery-temperature', 'load']);

/** How bad the worst of the range was: the verdict first, the value within it. Nothing known comes last. */
export function badnessOf(metric: HistoryMetric, { points }: Pick<ChartSeries, 'points'>): readonly [number, number] {
  if (points.length === 0) return [-1, 0];
  const verdict = Math.max(...points.map(({ worst }) => severity[worst]));
  const values = points.map((point) => badValue(metric, point)).filter((value) => value !== null);
  return [verdict, values.length === 0 ? 0 : Math.max(...values)];
}

function badValue(metric: HistoryMetric, { min, max }: ChartPoint): number | null {
  if (min === null || max === null) return null;
  if (metric === 'clock-skew') return Math.max(Math.abs(min), Math.abs(max));
  return worseWhenHigh.has(metric) ? max : -min;
}

/** Worst first; equals keep their order. */
export function sortByWorst(metric: HistoryMetric, series: readonly ChartSeries[]): ChartSeries[] {
  const ranked = series.map((each) => ({ each, badness: badnessOf(metric, each) }));
  return ranked
    .toSorted((left, right) => right.badness[0] - left.badness[0] || right.badness[1] - left.badness[1])
    .map(({ each }) => each);
}
