import type { Clock } from './clock.ts';

interface PendingTask {
  readonly dueAt: number;
  readonly order: number;
  readonly task: () => void;
}

/**
 * A clock that stands until it is moved, for virtual desks. It never goes back, knows whole milliseconds only (as the
 * machine's clock does, and the database relies on it), and `monotonic` counts from its start. Made
 * at the moment at which another one stopped, it goes on from there: what was planned is planned anew by whoever planned
 * it, as after any restart.
 */
export class SteppedClock implements Clock {
  readonly #startedAt: number;
  readonly #pending = new Set<PendingTask>();
  #now: number;
  #order = 0;
  #isMoving = false;

  /** @param startAt epoch milliseconds */
  constructor(startAt: number) {
    this.#startedAt = Math.floor(startAt);
    this.#now = this.#startedAt;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.#startedAt;
  }

  /** Tasks that wait; 0 after everything was disposed. */
  get pendingCount(): number {
    return this.#pending.size;
  }

  /** A task without delay does not wait for the clock to be moved: it runs in the next turn of the event loop. */
  after(delayMs: number, task: () => void): () => void {
    const entry = { dueAt: this.#now + Math.max(0, Math.ceil(delayMs)), order: this.#order++, task };
    this.#pending.add(entry);
    const immediate = delayMs <= 0 ? setImmediate(() => this.#run(entry)) : null;
    return () => {
      this.#pending.delete(entry);
      if (immediate !== null) clearImmediate(immediate);
    };
  }

  /**
   * Moves on to `at`. What falls due runs in order, each task at its own due time, and what it set off in promises
   * settles before time goes on. `canMove` is asked before every step; once it says no, the clock stays where it is.
   * Resolves with the moment that was reached. One mover at a time; throws a `RangeError` for a moment in the past.
   */
  async moveTo(at: number, canMove: () => boolean = () => true): Promise<number> {
    if (this.#isMoving) throw new Error('the clock is being moved already');
    if (at < this.#now) throw new RangeError('the clock does not go back');
    this.#isMoving = true;
    try {
      await turn();
      for (;;) {
        if (!canMove()) return this.#now;
        const next = this.#nextUntil(at);
        if (next === null) break;
        this.#now = Math.max(this.#now, next.dueAt);
        this.#run(next);
        await turn();
      }
      this.#now = Math.max(this.#now, Math.floor(at));
      return this.#now;
    } finally {
      this.#isMoving = false;
    }
  }

  #run(entry: PendingTask): void {
    if (this.#pending.delete(entry)) entry.task();
  }

  #nextUntil(at: number): PendingTask | null {
    let next: PendingTask | null = null;
    for (const entry of this.#pending) {
      if (entry.dueAt <= at && (next === null || isBefore(entry, next))) next = entry;
    }
    return next;
  }
}

function isBefore(one: PendingTask, other: PendingTask): boolean {
  return one.dueAt < other.dueAt || (one.dueAt === other.dueAt && one.order < other.order);
}

/** One turn of the event loop: every promise that can go on has done so. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
