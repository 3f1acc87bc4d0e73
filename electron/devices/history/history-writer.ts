import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { BucketRecorder } from './bucket-recorder.ts';
import { BucketStore } from './bucket-store.ts';
import { Compaction } from './compaction.ts';
import type { HistoryBatch } from './history-batch.ts';
import { PhoneKeys } from './phone-keys.ts';
import { WatchStore } from './watch-store.ts';

/** The name under which the history's thread offers `HistoryWriter.record`. */
export const recordTask = 'history.record';
/** The name under which the history's thread offers `HistoryWriter.forget`. */
export const forgetTask = 'history.forget';
/** The name under which the history's thread offers `HistoryWriter.tidy`. */
export const tidyTask = 'history.tidy';
/** The name under which the history's thread offers `Store.checkpoint`. */
export const checkpointTask = 'history.checkpoint';

export const tidyOrderSchema = z.strictObject({
  /** The desk's time. */
  now: z.number(),
  /** Every phone is to be looked at for rows that are too old. */
  isPruneDue: z.boolean(),
});
export type TidyOrder = z.output<typeof tidyOrderSchema>;
export const tidyAnswerSchema = z.strictObject({ hasMore: z.boolean() });

export const forgetOrderSchema = z.array(z.string());

/** Writes the history: in its thread, a few milliseconds at a time, so that questions come in between. Throws `StoreError`. */
export class HistoryWriter {
  readonly #store: Store;
  readonly #keys: PhoneKeys;
  readonly #buckets: BucketStore;
  readonly #recorder: BucketRecorder;
  readonly #watch: WatchStore;
  readonly #compaction: Compaction;

  constructor(store: Store) {
    this.#store = store;
    this.#keys = new PhoneKeys(store);
    this.#buckets = new BucketStore(store);
    this.#recorder = new BucketRecorder({ buckets: this.#buckets, keys: this.#keys });
    this.#watch = new WatchStore(store, this.#keys);
    this.#compaction = new Compaction({ buckets: this.#buckets, keys: this.#keys, watch: this.#watch });
  }

  /** All of the batch or nothing. */
  record(batch: HistoryBatch): void {
    this.#write(() => {
      this.#recorder.write(batch.samples);
      this.#watch.write(batch);
    });
  }

  /** Questions about these phones find nothing from now on; their rows are cleared away by `tidy`. */
  forget(phoneIds: readonly string[]): void {
    this.#write(() => {
      for (const phoneId of phoneIds) this.#keys.release(phoneId);
    });
  }

  /** One small step of filling coarser buckets and removing what is too old or belongs to a forgotten phone. */
  tidy({ now, isPruneDue }: TidyOrder): z.output<typeof tidyAnswerSchema> {
    return this.#write(() => {
      if (isPruneDue) this.#compaction.planPrune(now);
      return { hasMore: this.#compaction.step(now) };
    });
  }

  /** What was remembered of a write that was taken back is looked up again. */
  #write<T>(work: () => T): T {
    try {
      return this.#store.transaction(work);
    } catch (failure) {
      this.#keys.forgetAll();
      this.#watch.forgetPlaces();
      this.#buckets.forgetOpen();
      throw failure;
    }
  }
}
