import type { SimulatorClock } from '../clock.ts';

interface Delayed {
  readonly bytes: Buffer;
  readonly dueAt: number;
}

/**
 * Sends bytes in order, each after the delay that held when it was put in: a slow phone. Without a delay bytes
 * pass straight through and no timer exists.
 */
export class Outbox {
  readonly #clock: SimulatorClock;
  readonly #send: (bytes: Buffer) => void;
  readonly #waiting: Delayed[] = [];
  #cancelTimer: (() => void) | null = null;

  constructor(clock: SimulatorClock, send: (bytes: Buffer) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  put(bytes: Buffer, delayMs: number): void {
    if (delayMs <= 0 && this.#waiting.length === 0) return this.#send(bytes);
    const previous = this.#waiting.at(-1)?.dueAt ?? 0;
    this.#waiting.push({ bytes, dueAt: Math.max(previous, this.#clock.now() + delayMs) });
    if (this.#cancelTimer === null) this.#arm();
  }

  /** Drops what has not been sent. */
  clear(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#waiting.length = 0;
  }

  #arm(): void {
    const next = this.#waiting[0];
    if (next === undefined) return;
    this.#cancelTimer = this.#clock.after(Math.max(0, next.dueAt - this.#clock.now()), () => {
      this.#cancelTimer = null;
      for (
        let first = this.#waiting[0];
        first !== undefined && first.dueAt <= this.#clock.now();
        first = this.#waiting[0]
      ) {
        this.#waiting.shift();
        this.#send(first.bytes);
      }
      this.#arm();
    });
  }
}
