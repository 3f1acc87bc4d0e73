import { z } from 'zod';
import type { ChartPoint, ChartSeries } from '../../contract/history.ts';
import { verdicts } from '../../contract/phones.ts';

const pointFields = 7;
const gapFields = 2;

/**
 * A chart as it crosses from the history's thread: all its numbers in two arrays, since ten thousand small objects would
 * hold up the main loop there. NaN stands for null.
 */
export const packedChartSchema = z.strictObject({
  bucketMs: z.number(),
  series: z.array(z.strictObject({ phoneId: z.string(), pointCount: z.number(), gapCount: z.number() })),
  points: z.instanceof(Float64Array),
  gaps: z.instanceof(Float64Array),
});
export type PackedChart = z.output<typeof packedChartSchema>;

interface Chart {
  readonly bucketMs: number;
  readonly series: ChartSeries[];
}

export function packChart({ bucketMs, series }: Chart): PackedChart {
  const points = series.flatMap((each) => each.points);
  const gaps = series.flatMap((each) => each.gaps);
  return {
    bucketMs,
    series: series.map((each) => ({
      phoneId: each.phoneId,
      pointCount: each.points.length,
      gapCount: each.gaps.length,
    })),
    points: Float64Array.from(points.flatMap(pointNumbers)),
    gaps: Float64Array.from(gaps.flatMap(({ fromAt, toAt }) => [fromAt, toAt])),
  };
}

export function unpackChart({ bucketMs, series, points, gaps }: PackedChart): Chart {
  let point = 0;
  let gap = 0;
  const unpacked = series.map(({ phoneId, pointCount, gapCount }) => {
    const ownPoints = Array.from({ length: pointCount }, () => readPoint(points, point++ * pointFields));
    const ownGaps = Array.from({ length: gapCount }, () => readGap(gaps, gap++ * gapFields));
    return { phoneId, points: ownPoints, gaps: ownGaps };
  });
  return { bucketMs, series: unpacked };
}

function pointNumbers({ at, endAt, min, mean, max, worst, count }: ChartPoint): number[] {
  return [at, endAt, min ?? Number.NaN, mean ?? Number.NaN, max ?? Number.NaN, verdicts.indexOf(worst), count];
}

function readPoint(numbers: Float64Array, first: number): ChartPoint {
  return {
    at: numbers[first] ?? 0,
    endAt: numbers[first + 1] ?? 0,
    min: orNull(numbers[first + 2]),
    mean: orNull(numbers[first + 3]),
    max: orNull(numbers[first + 4]),
    worst: verdicts[numbers[first + 5] ?? -1] ?? 'unknown',
    count: numbers[first + 6] ?? 0,
  };
}

function readGap(numbers: Float64Array, first: number): ChartSeries['gaps'][number] {
  return { fromAt: numbers[first] ?? 0, toAt: numbers[first + 1] ?? 0 };
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
