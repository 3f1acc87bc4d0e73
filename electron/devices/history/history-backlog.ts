import type { HistoryBatch } from './history-batch.ts';
import type { WatchNews } from './watch-tally.ts';

export type EncodedSample = HistoryBatch['samples'][number];

/** `ready`: its history can be written; `early`: its phone is not remembered yet; `gone`: it never will be. */
export type Readiness = 'ready' | 'early' | 'gone';

/** Three hours of a hundred phones; what the disk has not taken by then is given up, the oldest first. */
const samplesMax = 20_000;
const marksMax = 5_000;
/** Of phones that are not remembered yet; one that never is may be polled and change its state for ever. */
const earlyMax = 500;
/** As many as cross to the thread without being felt. */
const samplesPerBatch = 500;

/** What is still to be written. */
export class HistoryBacklog {
  #samples: EncodedSample[] = [];
  #freshCount = 0;
  #marks: HistoryBatch['marks'] = [];
  readonly #shares = new Map<string, HistoryBatch['shares'][number]>();
  readonly #stretches = new Map<number, number>();

  /** Samples that came since something was taken last. */
  get freshCount(): number {
    return this.#freshCount;
  }

  addSample(sample: EncodedSample): void {
    this.#samples.push(sample);
    this.#freshCount++;
  }

  addNews({ shares, marks, stretches }: WatchNews): void {
    for (const share of shares) this.#addShare(share);
    this.#marks.push(...marks);
    for (const { fromAt, toAt } of stretches) this.#stretches.set(fromAt, toAt);
  }

  /** Takes out what can be written now; null when there is nothing. Call it again for what one batch did not hold. */
  take(readinessOf: (phoneId: string) => Readiness): HistoryBatch | null {
    const samples = sift(this.#samples, readinessOf);
    const marks = sift(this.#marks, readinessOf);
    const shares = sift([...this.#shares.values()], readinessOf);
    const stretches = [...this.#stretches].map(([fromAt, toAt]) => ({ fromAt, toAt }));
    this.#freshCount = 0;
    const taken = samples.ready.slice(0, samplesPerBatch);
    this.#samples = [...samples.early.slice(-earlyMax), ...samples.ready.slice(samplesPerBatch)];
    this.#marks = marks.early.slice(-earlyMax);
    this.#shares.clear();
    for (const share of shares.early) this.#addShare(share);
    this.#stretches.clear();
    if (taken.length + marks.ready.length + shares.ready.length + stretches.length === 0) return null;
    return { samples: taken, marks: marks.ready, shares: shares.ready, stretches };
  }

  /** A batch that was not written waits with the rest. Answers how many samples and states had to be given up for it. */
  putBack(batch: HistoryBatch): number {
    this.#samples = [...batch.samples, ...this.#samples];
    this.#marks = [...batch.marks, ...this.#marks];
    for (const share of batch.shares) this.#addShare(share);
    for (const { fromAt, toAt } of batch.stretches) {
      this.#stretches.set(fromAt, Math.max(toAt, this.#stretches.get(fromAt) ?? toAt));
    }
    const before = this.#samples.length + this.#marks.length;
    this.#samples = this.#samples.slice(-samplesMax);
    this.#marks = this.#marks.slice(-marksMax);
    return before - this.#samples.length - this.#marks.length;
  }

  #addShare(share: HistoryBatch['shares'][number]): void {
    const { phoneId, day, hostId, hub } = share;
    const key = JSON.stringify([phoneId, day, hostId, hub]);
    const known = this.#shares.get(key);
    const { watchedMs, availableMs, dropCount } = known ?? { watchedMs: 0, availableMs: 0, dropCount: 0 };
    this.#shares.set(key, {
      ...share,
      watchedMs: watchedMs + share.watchedMs,
      availableMs: availableMs + share.availableMs,
      dropCount: dropCount + share.dropCount,
    });
  }
}

function sift<T extends { readonly phoneId: string }>(
  rows: readonly T[],
  readinessOf: (phoneId: string) => Readiness,
): { readonly ready: T[]; readonly early: T[] } {
  const ready: T[] = [];
  const early: T[] = [];
  for (const row of rows) {
    const readiness = readinessOf(row.phoneId);
    if (readiness === 'ready') ready.push(row);
    else if (readiness === 'early') early.push(row);
  }
  return { ready, early };
}
