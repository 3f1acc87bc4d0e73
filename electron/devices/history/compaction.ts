import { mergeBuckets } from './bucket-stats.ts';
import { raise } from './bucket-recorder.ts';
import type { BucketKey, BucketStore } from './bucket-store.ts';
import type { PhoneKeys } from './phone-keys.ts';
import { bucketAt, finerTier, tiers, type Tier } from './tiers.ts';
import type { WatchStore } from './watch-store.ts';

/** What one step may do at most: a few milliseconds on a slow disk. */
const fillsPerStep = 40;
const dropsPerStep = 200;
const phonesPerPrune = 10;
/** A poll of the last minute may still be on its way into its bucket. */
const settleMs = 60_000;

export interface CompactionDeps {
  readonly buckets: BucketStore;
  readonly keys: PhoneKeys;
  readonly watch: Pick<WatchStore, 'pruneMarks' | 'pruneDays' | 'dropPhone'>;
}

/** Fills coarser buckets from finer ones, and removes what is too old or belongs to a forgotten phone. */
export class Compaction {
  readonly #deps: CompactionDeps;
  /** Phones that are still to be looked at for old rows in this round. */
  #toPrune: number[] = [];

  constructor(deps: CompactionDeps) {
    this.#deps = deps;
  }

  /** Every phone will be looked at for rows that are too old. */
  planPrune(now: number): void {
    this.#toPrune = this.#deps.keys.all();
    this.#deps.watch.pruneDays(now);
  }

  /** One small step inside the caller's transaction; false when nothing is left to do. */
  step(now: number): boolean {
    return this.#fillSome(now) || this.#pruneSome(now) || this.#clearForgotten();
  }

  #fillSome(now: number): boolean {
    const { buckets } = this.#deps;
    for (const tier of tiers.slice(1)) {
      const ended = buckets.due(tier.tier, bucketAt(tier, now - settleMs), fillsPerStep);
      for (const key of ended) this.#fill(tier, key);
      if (ended.length > 0) return true;
    }
    return false;
  }

  #fill(tier: Tier, key: BucketKey): void {
    const { buckets } = this.#deps;
    const from = finerTier(tier);
    buckets.clearDue(key);
    if (from === null) return;
    const share = tier.bucketMs / from.bucketMs;
    const first = { phoneKey: key.phoneKey, tier: from.tier, bucket: key.bucket * share };
    const [head, ...rest] = buckets.readRange(first, first.bucket + share);
    if (head === undefined) return;
    const stats = rest.reduce(mergeBuckets, head);
    buckets.write(key, stats);
    raise(buckets, key.phoneKey, { tier, at: key.bucket * tier.bucketMs, stats: () => stats });
  }

  #pruneSome(now: number): boolean {
    if (this.#toPrune.length === 0) return false;
    let dropped = 0;
    for (let looked = 0; looked < phonesPerPrune && dropped < dropsPerStep; looked++) {
      const phoneKey = this.#toPrune.at(-1);
      if (phoneKey === undefined) break;
      const left = dropsPerStep - dropped;
      const count = this.#prune(phoneKey, now, left);
      if (count < left) this.#toPrune.pop();
      dropped += count;
    }
    return true;
  }

  /** Removes at most `limit` buckets of that phone, and its old states; answers how many buckets. */
  #prune(phoneKey: number, now: number, limit: number): number {
    const { buckets, watch } = this.#deps;
    let dropped = 0;
    for (const tier of tiers) {
      const bucket = bucketAt(tier, now - tier.keepMs);
      dropped += buckets.dropOld({ phoneKey, tier: tier.tier, bucket }, limit - dropped);
    }
    watch.pruneMarks(phoneKey, now);
    return dropped;
  }

  #clearForgotten(): boolean {
    const { buckets, keys, watch } = this.#deps;
    const phoneKey = keys.orphan();
    if (phoneKey === null) return false;
    const dropped = buckets.dropPhone(phoneKey, dropsPerStep) + watch.dropPhone(phoneKey, dropsPerStep);
    if (dropped === 0) keys.removeOrphan(phoneKey);
    return true;
  }
}
