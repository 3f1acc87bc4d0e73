import { historyMetrics } from '../../contract/history.ts';
import { decodeBucket } from './bucket-codec.ts';
import { mergeBuckets, type BucketStats } from './bucket-stats.ts';
import type { BucketStore } from './bucket-store.ts';
import type { HistoryBatch } from './history-batch.ts';
import type { PhoneKeys } from './phone-keys.ts';
import { bucketAt, coarserTier, finestTier, type Tier } from './tiers.ts';

/** Folds samples into the finest tier; coarser buckets are filled from there by the compaction. Callers hold the transaction. */
export class BucketRecorder {
  readonly #buckets: BucketStore;
  readonly #keys: PhoneKeys;

  constructor({ buckets, keys }: { readonly buckets: BucketStore; readonly keys: PhoneKeys }) {
    this.#buckets = buckets;
    this.#keys = keys;
  }

  write(samples: HistoryBatch['samples']): void {
    for (const { phoneId, polledAt, bytes } of samples) {
      const phoneKey = this.#keys.keyOf(phoneId);
      const key = { phoneKey, tier: finestTier.tier, bucket: bucketAt(finestTier, polledAt) };
      const before = this.#buckets.read(key);
      // Polled once a minute, a phone has its buckets to itself: bytes go in as they came.
      if (before === null) this.#buckets.writeBytes(key, bytes);
      else this.#buckets.write(key, mergeBuckets(before, decode(bytes)));
      raise(this.#buckets, phoneKey, { tier: finestTier, at: polledAt, stats: () => decode(bytes) });
    }
  }
}

function decode(bytes: Uint8Array): BucketStats {
  return decodeBucket(bytes, historyMetrics.length);
}

/**
 * Tells the tier above that something came in below. A bucket that was filled already (the clock was set back) takes it
 * in at once, and so on upwards; one that is still open is marked, and filled when it has ended.
 */
export function raise(
  buckets: BucketStore,
  phoneKey: number,
  below: { readonly tier: Tier; readonly at: number; readonly stats: () => BucketStats },
): void {
  const tier = coarserTier(below.tier);
  if (tier === null) return;
  const key = { phoneKey, tier: tier.tier, bucket: bucketAt(tier, below.at) };
  if (buckets.isOpen(key)) return;
  const filled = buckets.read(key);
  if (filled === null) return buckets.markDue(key);
  buckets.write(key, mergeBuckets(filled, below.stats()));
  raise(buckets, phoneKey, { ...below, tier });
}
