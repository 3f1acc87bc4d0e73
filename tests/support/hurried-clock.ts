import type { Clock } from '../../electron/runtime/clock.ts';

/** A clock on which every wait is over at once: time jumps to where the wait would have ended. */
export class HurriedClock implements Clock {
  #now: number;

  constructor(startAt = 1_700_000_000_000) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  after(delayMs: number, task: () => void): () => void {
    const dueAt = this.#now + delayMs;
    const timer = setImmediate(() => {
      this.#now = Math.max(this.#now, dueAt);
      task();
    });
    return () => clearImmediate(timer);
  }
}
