import { mergeBuckets, type BucketStats } from './bucket-stats.ts';
import type { BucketKey, BucketStore } from './bucket-store.ts';
import type { PhoneKeys } from './phone-keys.ts';
import type { PollSample } from './poll-sample.ts';
import { bucketAt, coarserTier, finestTier, type Tier } from './tiers.ts';

/** A phone is remembered a moment after it was first polled; at most so many samples wait for that. */
const waitingMax = 500;

export interface BucketRecorderDeps {
  readonly buckets: BucketStore;
  readonly keys: PhoneKeys;
  readonly isWatched: (phoneId: string) => boolean;
}

/** Collects samples and folds them into the finest tier; coarser buckets are filled from there by the compaction. */
export class BucketRecorder {
  readonly #deps: BucketRecorderDeps;
  #pending: PollSample[] = [];

  constructor(deps: BucketRecorderDeps) {
    this.#deps = deps;
  }

  get pendingCount(): number {
    return this.#pending.length;
  }

  add(sample: PollSample): void {
    this.#pending.push(sample);
  }

  /** Takes what is pending; samples that were not written in the end are dropped. */
  take(): readonly PollSample[] {
    const samples = this.#pending;
    this.#pending = [];
    return samples;
  }

  /** Runs inside the caller's transaction. A sample whose phone is not remembered yet is kept for the next time. */
  write(samples: readonly PollSample[]): void {
    const { keys, isWatched } = this.#deps;
    const waiting: PollSample[] = [];
    for (const sample of samples) {
      const phoneKey = keys.keyOf(sample.phoneId);
      if (phoneKey !== null) this.#fold(phoneKey, sample);
      else if (isWatched(sample.phoneId)) waiting.push(sample);
    }
    this.#pending.push(...waiting.slice(-waitingMax));
  }

  #fold(phoneKey: number, { polledAt, stats }: PollSample): void {
    const key = { phoneKey, tier: finestTier.tier, bucket: bucketAt(finestTier, polledAt) };
    addToBucket(this.#deps.buckets, key, stats);
    raise(this.#deps.buckets, phoneKey, { tier: finestTier, at: polledAt, stats });
  }
}

function addToBucket(buckets: BucketStore, key: BucketKey, stats: BucketStats): void {
  const before = buckets.read(key);
  buckets.write(key, before === null ? stats : mergeBuckets(before, stats));
}

/**
 * Tells the tier above that something came in below. A bucket that was filled already (the clock was set back) takes it
 * in at once, and so on upwards; one that is still open is marked, and filled when it has ended.
 */
export function raise(
  buckets: BucketStore,
  phoneKey: number,
  below: { readonly tier: Tier; readonly at: number; readonly stats: BucketStats },
): void {
  const tier = coarserTier(below.tier);
  if (tier === null) return;
  const key = { phoneKey, tier: tier.tier, bucket: bucketAt(tier, below.at) };
  if (buckets.isOpen(key)) return;
  const filled = buckets.read(key);
  if (filled === null) return buckets.markDue(key);
  buckets.write(key, mergeBuckets(filled, below.stats));
  raise(buckets, phoneKey, { ...below, tier });
}
