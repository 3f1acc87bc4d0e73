import { uptime } from 'node:os';
import type { Clock } from '../../runtime/clock.ts';

/** A difference beyond this between the clock that sleeps with the computer and the one that does not is a sleep. */
const asleepMs = 5_000;

/**
 * Tells a sleep of the computer from a set clock. Node's monotonic clock stands still in a sleep on Linux and macOS; how long the computer is
 * up goes on counting there. Where both go on, as on Windows, nothing is missed by a sleep, and nothing is told.
 */
export class SleepWatch {
  readonly #machineClock: Pick<Clock, 'monotonic'>;
  readonly #uptimeMs: () => number;
  #aheadMs: number;

  constructor(machineClock: Pick<Clock, 'monotonic'>, uptimeMs: () => number = () => uptime() * 1_000) {
    this.#machineClock = machineClock;
    this.#uptimeMs = uptimeMs;
    this.#aheadMs = this.#ahead();
  }

  /** Whether the computer slept since this was asked last. */
  hasSlept(): boolean {
    const aheadMs = this.#ahead();
    const sleptMs = aheadMs - this.#aheadMs;
    if (sleptMs > asleepMs) {
      this.#aheadMs = aheadMs;
      return true;
    }
    return false;
  }

  #ahead(): number {
    return this.#uptimeMs() - this.#machineClock.monotonic();
  }
}
