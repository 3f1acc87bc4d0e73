import { toOpenItem, type OpenItem } from './lanes/open-item.ts';
import { isActingItem } from './states/item-state.ts';
import { isLiveJob } from './states/job-state.ts';
import type { ItemStore } from './store/item-store.ts';
import type { JobRecord } from './store/job-store.ts';

/** A job that is confirmed and not over, with its items that go on by themselves. */
export interface LiveJob {
  readonly record: JobRecord;
  readonly items: ReadonlyMap<number, OpenItem>;
}

interface Held {
  record: JobRecord;
  readonly items: Map<number, OpenItem>;
}

/**
 * Running and paused jobs as the lanes look at them, many times a second; also cancelled ones of which something still
 * runs. It follows the database: `take` and `refresh` are called after what they read was stored.
 */
export class LiveJobs {
  readonly #items: ItemStore;
  readonly #held = new Map<number, Held>();

  constructor(records: readonly JobRecord[], items: ItemStore) {
    this.#items = items;
    for (const record of records) if (isLiveJob(record.state)) this.take(record);
  }

  /** Oldest first. */
  list(): readonly LiveJob[] {
    return [...this.#held.values()];
  }

  get(jobId: number): LiveJob | null {
    return this.#held.get(jobId) ?? null;
  }

  /** Anything of the job may be other now. */
  take(record: JobRecord): void {
    const before = this.#held.get(record.jobId)?.items;
    const items = this.#items.open(record.jobId).map((item) => {
      const askedAt = before?.get(item.itemId)?.askedAt ?? 0;
      return [item.itemId, toOpenItem(item, askedAt)] as const;
    });
    this.#held.set(record.jobId, { record, items: new Map(items) });
    this.#letGo(record.jobId);
  }

  /** One item may be other now. Of a held one the gate was asked at `askedAt`. */
  refresh(jobId: number, itemId: number, askedAt: number): void {
    const held = this.#held.get(jobId);
    if (held === undefined) return;
    const item = this.#items.openItem(itemId);
    if (item === null) held.items.delete(itemId);
    else held.items.set(itemId, toOpenItem(item, askedAt));
    this.#letGo(jobId);
  }

  setNextRun(jobId: number, nextRunAt: number | null): void {
    const held = this.#held.get(jobId);
    if (held !== undefined) held.record = { ...held.record, nextRunAt };
  }

  /** The gate was asked about a held item and holds it on as before. */
  noteAsked({ jobId, itemId }: OpenItem, at: number): void {
    const held = this.#held.get(jobId);
    const item = held?.items.get(itemId);
    if (held !== undefined && item !== undefined) held.items.set(itemId, { ...item, askedAt: at });
  }

  /** Every held item is to be asked about anew. */
  forgetAsked(): void {
    for (const { items } of this.#held.values()) {
      for (const [itemId, item] of items) if (item.state === 'held') items.set(itemId, { ...item, askedAt: 0 });
    }
  }

  #letGo(jobId: number): void {
    const held = this.#held.get(jobId);
    if (held === undefined || isLiveJob(held.record.state)) return;
    if (![...held.items.values()].some(({ state }) => isActingItem(state))) this.#held.delete(jobId);
  }
}
