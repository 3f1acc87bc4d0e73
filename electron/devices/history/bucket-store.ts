import { historyMetrics } from '../../contract/history.ts';
import type { Statement, Store } from '../../store/store.ts';
import { decodeBucket, encodeBucket } from './bucket-codec.ts';
import type { BucketStats } from './bucket-stats.ts';

/** One bucket of one phone. */
export interface BucketKey {
  readonly phoneKey: number;
  readonly tier: number;
  readonly bucket: number;
}

interface BytesRow {
  readonly stats: Buffer;
}

/** The buckets and the list of those that are still to be filled. Callers hold the transaction. */
export class BucketStore {
  /** The bucket of the second tier that each phone is known to have marked due last. */
  readonly #open = new Map<number, number>();
  readonly #read: Statement<[number, number, number], BytesRow>;
  readonly #readRange: Statement<[number, number, number, number], BytesRow>;
  readonly #write: Statement<[number, number, number, Buffer], never>;
  readonly #markDue: Statement<[number, number, number], never>;
  readonly #clearDue: Statement<[number, number, number], never>;
  readonly #due: Statement<[number, number, number, number], BucketKey>;
  readonly #dropOld: Statement<[number, number, number, number, number, number], never>;
  readonly #dropPhone: Statement<[number, number, number], never>;
  readonly #dropDue: Statement<[number], never>;

  constructor(store: Store) {
    const key = 'phoneKey = ? AND tier = ?';
    this.#read = store.prepare(`SELECT stats FROM historyBucket WHERE ${key} AND bucket = ?`);
    this.#readRange = store.prepare(
      `SELECT stats FROM historyBucket WHERE ${key} AND bucket >= ? AND bucket < ? ORDER BY bucket`,
    );
    this.#write = store.prepare('INSERT OR REPLACE INTO historyBucket VALUES (?, ?, ?, ?)');
    this.#markDue = store.prepare('INSERT OR IGNORE INTO historyDue (tier, bucket, phoneKey) VALUES (?, ?, ?)');
    this.#clearDue = store.prepare('DELETE FROM historyDue WHERE tier = ? AND bucket = ? AND phoneKey = ?');
    this.#due = store.prepare(`SELECT phoneKey, tier, bucket FROM historyDue
      WHERE tier = ? AND (bucket < ? OR bucket > ?) ORDER BY bucket, phoneKey LIMIT ?`);
    this.#dropOld = store.prepare(`DELETE FROM historyBucket WHERE ${key} AND bucket IN
      (SELECT bucket FROM historyBucket WHERE ${key} AND bucket < ? ORDER BY bucket LIMIT ?)`);
    this.#dropPhone = store.prepare(`DELETE FROM historyBucket WHERE phoneKey = ? AND (tier, bucket) IN
      (SELECT tier, bucket FROM historyBucket WHERE phoneKey = ? LIMIT ?)`);
    this.#dropDue = store.prepare('DELETE FROM historyDue WHERE phoneKey = ?');
  }

  read({ phoneKey, tier, bucket }: BucketKey): BucketStats | null {
    const row = this.#read.get(phoneKey, tier, bucket);
    return row === undefined ? null : decodeBucket(row.stats, historyMetrics.length);
  }

  /** The buckets from `bucket` on, up to `endBucket` without it. */
  readRange({ phoneKey, tier, bucket }: BucketKey, endBucket: number): BucketStats[] {
    const rows = this.#readRange.all(phoneKey, tier, bucket, endBucket);
    return rows.map(({ stats }) => decodeBucket(stats, historyMetrics.length));
  }

  write(key: BucketKey, stats: BucketStats): void {
    this.writeBytes(key, encodeBucket(stats));
  }

  /** As encoded by `encodeBucket`. */
  writeBytes({ phoneKey, tier, bucket }: BucketKey, bytes: Uint8Array): void {
    this.#write.run(phoneKey, tier, bucket, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }

  /** The bucket is to be filled from the finer tier once it has ended. */
  markDue({ phoneKey, tier, bucket }: BucketKey): void {
    this.#markDue.run(tier, bucket, phoneKey);
    if (tier === 1) this.#open.set(phoneKey, bucket);
  }

  clearDue({ phoneKey, tier, bucket }: BucketKey): void {
    this.#clearDue.run(tier, bucket, phoneKey);
    if (tier === 1) this.#open.delete(phoneKey);
  }

  /** True when the bucket is surely marked due, so that nothing has to be looked up. */
  isOpen({ phoneKey, tier, bucket }: BucketKey): boolean {
    return tier === 1 && this.#open.get(phoneKey) === bucket;
  }

  /** A write was taken back: what was marked is looked up again. */
  forgetOpen(): void {
    this.#open.clear();
  }

  /** Due buckets that have ended: those before `currentBucket`, and those far ahead, where only a wrong clock was. */
  due(tier: number, currentBucket: number, limit: number): BucketKey[] {
    return this.#due.all(tier, currentBucket, currentBucket + 1, limit);
  }

  /** Removes at most `limit` buckets before `bucket`; answers how many. */
  dropOld({ phoneKey, tier, bucket }: BucketKey, limit: number): number {
    return this.#dropOld.run(phoneKey, tier, phoneKey, tier, bucket, limit).changes;
  }

  /** Removes at most `limit` buckets of that phone; answers how many. */
  dropPhone(phoneKey: number, limit: number): number {
    this.#dropDue.run(phoneKey);
    return this.#dropPhone.run(phoneKey, phoneKey, limit).changes;
  }
}
