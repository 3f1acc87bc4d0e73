import type { Clock } from '../../electron/runtime/clock.ts';

interface PendingTask {
  readonly dueAt: number;
  readonly order: number;
  readonly task: () => void;
}

/** A clock that stands still until a test moves it; tasks run in the order in which they fall due. */
export class ManualClock implements Clock {
  #now: number;
  #wallAheadMs = 0;
  #order = 0;
  readonly #pending = new Set<PendingTask>();

  constructor(startAt = 1_700_000_000_000) {
    this.#now = startAt;
  }

  /** How many tasks wait; 0 after everything was disposed. */
  get pendingCount(): number {
    return this.#pending.size;
  }

  now(): number {
    return this.#now + this.#wallAheadMs;
  }

  /** The wall clock is set, ahead or back; no time goes by. */
  jump(byMs: number): void {
    this.#wallAheadMs += byMs;
  }

  monotonic(): number {
    return this.#now;
  }

  after(delayMs: number, task: () => void): () => void {
    const entry = { dueAt: this.#now + Math.max(0, delayMs), order: this.#order++, task };
    this.#pending.add(entry);
    return () => void this.#pending.delete(entry);
  }

  /** Moves time on and runs what falls due, letting promises settle after each task. */
  async advance(durationMs: number): Promise<void> {
    const endAt = this.#now + durationMs;
    await settle();
    for (let next = this.#next(endAt); next !== null; next = this.#next(endAt)) {
      this.#now = Math.max(this.#now, next.dueAt);
      this.#pending.delete(next);
      next.task();
      await settle();
    }
    this.#now = endAt;
  }

  #next(endAt: number): PendingTask | null {
    let next: PendingTask | null = null;
    for (const entry of this.#pending) {
      if (entry.dueAt > endAt) continue;
      if (next === null || entry.dueAt < next.dueAt || (entry.dueAt === next.dueAt && entry.order < next.order)) {
        next = entry;
      }
    }
    return next;
  }
}

/** Lets every promise that is already resolvable run its continuations. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
}
