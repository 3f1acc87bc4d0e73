import { createSystemClock, type Clock } from '../../electron/runtime/clock.ts';

interface PendingTask {
  readonly dueMs: number;
  readonly task: () => void;
  cancel: () => void;
}

/**
 * The computer's clock, which a test may put ahead: what waits for a moment that is past then runs at once. Everything else
 * takes the time that it takes, so that what hangs on sockets and cables is as real as ever.
 */
export class AheadClock implements Clock {
  readonly #system = createSystemClock();
  readonly #pending = new Set<PendingTask>();
  #aheadMs = 0;

  now(): number {
    return this.#system.now() + this.#aheadMs;
  }

  monotonic(): number {
    return this.#system.monotonic() + this.#aheadMs;
  }

  after(delayMs: number, task: () => void): () => void {
    const pending: PendingTask = { dueMs: this.monotonic() + delayMs, task, cancel: () => undefined };
    this.#pending.add(pending);
    this.#plan(pending);
    return () => {
      pending.cancel();
      this.#pending.delete(pending);
    };
  }

  /** Puts the clock ahead at once, by whole milliseconds as every clock tells them. */
  advance(byMs: number): void {
    this.#aheadMs += Math.ceil(byMs);
    for (const pending of this.#pending) {
      pending.cancel();
      this.#plan(pending);
    }
  }

  /** Lets `durationMs` go by in steps, each with a little real time for what it sets off, and until that has settled. */
  async pass(
    durationMs: number,
    stepMs: number,
    settle: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<void> {
    const endMs = this.monotonic() + durationMs;
    while (this.monotonic() < endMs) {
      this.advance(Math.min(stepMs, endMs - this.monotonic()));
      await new Promise((resolve) => setTimeout(resolve, breathMs));
      await settle();
      // Whoever waited for that plans its next task before time goes on.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #plan(pending: PendingTask): void {
    pending.cancel = this.#system.after(Math.max(0, pending.dueMs - this.monotonic()), () => {
      this.#pending.delete(pending);
      pending.task();
    });
  }
}

const breathMs = 3;
