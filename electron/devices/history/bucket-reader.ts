import { historyMetrics, type HistoryMetric } from '../../contract/history.ts';
import { decodeMetric } from './bucket-codec.ts';
import type { MetricStats } from './bucket-stats.ts';
import type { HistorySource } from './history-source.ts';
import { bucketAt, finerTier, type Tier } from './tiers.ts';

/** One metric over one bucket that told it. */
export interface MetricBucket {
  readonly at: number;
  readonly endAt: number;
  readonly stats: MetricStats;
}

interface Row {
  readonly bucket: number;
  readonly stats: Uint8Array;
}

export interface BucketRange {
  readonly phoneKey: number;
  readonly tier: Tier;
  readonly fromAt: number;
  readonly toAt: number;
}

const sql = `SELECT bucket, stats FROM historyBucket
  WHERE phoneKey = ? AND tier = ? AND bucket >= ? AND bucket < ? ORDER BY bucket`;

/**
 * The buckets that touch the range, oldest first, with the given tier where it is filled and finer ones after it: the
 * buckets that are still open exist below only.
 */
export class BucketReader {
  readonly #range: { all(phoneKey: number, tier: number, from: number, to: number): Row[] };

  constructor(source: HistorySource) {
    this.#range = source.prepare<[number, number, number, number], Row>(sql);
  }

  /** The buckets that tell each of `metrics`, in their order. */
  read(range: BucketRange, metrics: readonly HistoryMetric[]): MetricBucket[][] {
    const places = metrics.map((metric) => historyMetrics.indexOf(metric));
    const found = places.map((): MetricBucket[] => []);
    let { fromAt } = range;
    for (let tier: Tier | null = range.tier; tier !== null && fromAt < range.toAt; tier = finerTier(tier)) {
      const { bucketMs } = tier;
      const end = Math.ceil(range.toAt / bucketMs);
      const rows = this.#range.all(range.phoneKey, tier.tier, bucketAt(tier, fromAt), end);
      for (const row of rows) {
        const at = row.bucket * bucketMs;
        for (const [index, place] of places.entries()) {
          const stats = decodeMetric(row.stats, place);
          if (stats !== null) found[index]?.push({ at, endAt: at + bucketMs, stats });
        }
      }
      const last = rows.at(-1);
      if (last !== undefined) fromAt = (last.bucket + 1) * bucketMs;
    }
    return found;
  }
}
