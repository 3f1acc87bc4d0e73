import { fail, type Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';

export interface LimiterOptions {
  readonly capacity: number;
  readonly clock: Clock;
  /** A task that takes longer gives its place back while it goes on: a hanging phone must not hold up the others. */
  readonly slowAfterMs: number;
}

interface Waiting {
  readonly start: () => void;
}

/**
 * Caps how much runs at once over all phones. Fair between lanes (a phone, a batch): each lane gets one turn in the
 * round, in the order in which it came, however much another lane has queued.
 */
export class FairLimiter implements Disposable {
  readonly #options: LimiterOptions;
  readonly #lanes = new Map<string, Waiting[]>();
  #running = 0;
  #isDisposed = false;

  constructor(options: LimiterOptions) {
    this.#options = options;
  }

  /** Something runs; a task that gave its place back is not counted. */
  get isBusy(): boolean {
    return this.#running > 0;
  }

  /** Resolves with the task's answer, or with `aborted` when the signal fires before its turn. The task must not reject. */
  async run<T>(lane: string, task: () => Promise<Outcome<T>>, signal: AbortSignal): Promise<Outcome<T>> {
    const hasTurn = await this.#turn(lane, signal);
    if (!hasTurn) return fail('aborted', 'given up while waiting for a turn');
    const giveBack = this.#giveBackOnce();
    const cancelSlow = this.#options.clock.after(this.#options.slowAfterMs, giveBack);
    try {
      return await task();
    } finally {
      cancelSlow();
      giveBack();
    }
  }

  /** Everything that still waits answers `aborted`; what runs is ended by its own signal. */
  dispose(): void {
    this.#isDisposed = true;
    const waiting = [...this.#lanes.values()].flat();
    this.#lanes.clear();
    for (const entry of waiting) entry.start();
  }

  #turn(lane: string, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted || this.#isDisposed) return Promise.resolve(false);
    if (this.#running < this.#options.capacity && this.#lanes.size === 0) {
      this.#running++;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const giveUp = (): void => {
        this.#withdraw(lane, entry);
        resolve(false);
      };
      const entry: Waiting = {
        start: () => {
          signal.removeEventListener('abort', giveUp);
          resolve(!this.#isDisposed);
        },
      };
      signal.addEventListener('abort', giveUp, { once: true });
      const queue = this.#lanes.get(lane);
      if (queue === undefined) this.#lanes.set(lane, [entry]);
      else queue.push(entry);
    });
  }

  #withdraw(lane: string, entry: Waiting): void {
    const queue = this.#lanes.get(lane);
    const index = queue?.indexOf(entry) ?? -1;
    if (queue === undefined || index < 0) return;
    queue.splice(index, 1);
    if (queue.length === 0) this.#lanes.delete(lane);
  }

  #giveBackOnce(): () => void {
    let isGiven = false;
    return () => {
      if (isGiven) return;
      isGiven = true;
      this.#running--;
      this.#startNext();
    };
  }

  /** Map order is the round: the lane that had its turn goes to the end. */
  #startNext(): void {
    if (this.#running >= this.#options.capacity) return;
    const [turn] = this.#lanes;
    if (turn === undefined) return;
    const [lane, queue] = turn;
    this.#lanes.delete(lane);
    const next = queue.shift();
    if (queue.length > 0) this.#lanes.set(lane, queue);
    if (next === undefined) return;
    this.#running++;
    next.start();
  }
}
