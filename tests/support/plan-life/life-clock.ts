import type { Clock } from '../../../electron/runtime/clock.ts';

/** A console's own view of a clock that goes on without it: once it is dead none of its timers comes. */
export class LifeClock implements Clock {
  readonly #clock: Clock;
  readonly #onTime: (now: number) => void;
  #isDead = false;

  /** @param onTime told of the time before anything is done at it */
  constructor(clock: Clock, onTime: (now: number) => void = () => undefined) {
    this.#clock = clock;
    this.#onTime = onTime;
  }

  now(): number {
    return this.#clock.now();
  }

  monotonic(): number {
    return this.#clock.monotonic();
  }

  after(delayMs: number, task: () => void): () => void {
    return this.#clock.after(delayMs, () => {
      if (this.#isDead) return;
      this.#onTime(this.now());
      task();
    });
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  die(): void {
    this.#isDead = true;
  }
}
