import { createSystemClock, type Clock } from '../../../electron/runtime/clock.ts';

/** So short a wait is only there so that things are done together. */
const shortMs = 50;

/**
 * The time that things really take, for a desk whose own clock jumps: what waits for a moment only, so as not to look twice, waits for
 * the next turn instead, and whoever lets the desk's time go on can wait for it.
 */
export class LifeMachineClock implements Clock {
  readonly #system = createSystemClock(false);
  readonly #soon = new Set<object>();

  /** Something is about to be looked at. */
  get isBusy(): boolean {
    return this.#soon.size > 0;
  }

  now(): number {
    return this.#system.now();
  }

  monotonic(): number {
    return this.#system.monotonic();
  }

  after(delayMs: number, task: () => void): () => void {
    if (delayMs > shortMs) return this.#system.after(delayMs, task);
    const entry = {};
    this.#soon.add(entry);
    const immediate = setImmediate(() => {
      this.#soon.delete(entry);
      task();
    });
    return () => {
      this.#soon.delete(entry);
      clearImmediate(immediate);
    };
  }
}
