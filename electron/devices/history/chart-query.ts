import { z } from 'zod';
import { historyMetricSchema, type ChartSeries } from '../../contract/history.ts';
import { BucketReader } from './bucket-reader.ts';
import { mergeNeighbours, toleranceIn, toleranceOf, toSeries, widthFor } from './chart-points.ts';
import { findPhoneKey, type HistorySource } from './history-source.ts';
import { packChart } from './packed-chart.ts';
import { chooseTier, type Tier } from './tiers.ts';

/** The name under which the history's thread offers `readChartTask`. */
export const chartTask = 'history.chart';

const chartQuerySchema = z.strictObject({
  phoneIds: z.array(z.string()),
  metric: historyMetricSchema,
  fromAt: z.number(),
  toAt: z.number(),
  /** Most points of each phone. */
  maxPoints: z.number(),
  now: z.number(),
  pollIntervalMs: z.number(),
});
export type ChartQuery = z.output<typeof chartQuerySchema>;

/** How finely a chart is read: not much finer than it is drawn. */
const bucketsPerPoint = 4;

interface ChartPlan {
  readonly tier: Tier;
  readonly widthMs: number;
}

function planChart({ fromAt, toAt, now, maxPoints }: ChartQuery): ChartPlan {
  const tier = chooseTier({ fromAt, toAt, now, maxBuckets: maxPoints * bucketsPerPoint });
  return { tier, widthMs: widthFor(toAt - fromAt, tier.bucketMs, maxPoints) };
}

export function readChart(source: HistorySource, query: ChartQuery): { bucketMs: number; series: ChartSeries[] } {
  const { tier, widthMs } = planChart(query);
  const reader = new BucketReader(source);
  const series = query.phoneIds.map((phoneId) => readSeries({ source, reader, query, tier, widthMs }, phoneId));
  return { bucketMs: widthMs, series };
}

interface ChartReading extends ChartPlan {
  readonly source: HistorySource;
  readonly reader: BucketReader;
  readonly query: ChartQuery;
}

function readSeries({ source, reader, query, tier, widthMs }: ChartReading, phoneId: string): ChartSeries {
  const { metric, fromAt, now, pollIntervalMs } = query;
  // What was told this very moment belongs to it.
  const toAt = Math.min(query.toAt, now + 1);
  const phoneKey = findPhoneKey(source, phoneId);
  const [buckets = []] = phoneKey === null ? [] : reader.read({ phoneKey, tier, fromAt, toAt }, [metric]);
  const points = mergeNeighbours(buckets, widthMs);
  const toleranceMs = Math.max(toleranceOf(metric, pollIntervalMs), toleranceIn(buckets));
  return toSeries({ phoneId, buckets, points, fromAt, toAt, toleranceMs });
}

/** The thread's form of `readChart`: parses what came over its border, and packs what goes back. */
export function readChartTask(source: HistorySource, input: unknown): unknown {
  return packChart(readChart(source, chartQuerySchema.parse(input)));
}
