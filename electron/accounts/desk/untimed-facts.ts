import type { Clock } from '../../runtime/clock.ts';
import type { FactTimes, TimedFact, UntimedFact } from '../store/fact-times.ts';
import type { Store } from '../../store/store.ts';
import type { DeskTime } from './desk-time.ts';
import { isTimeUnknown } from './timed-entry.ts';

interface Ground {
  readonly store: Pick<Store, 'write'>;
  readonly time: DeskTime;
  /** Is to read of an account again what was settled. */
  readonly book: { forget(accountId: string): void };
}

/**
 * Facts that restrict an account and cannot wait until somebody knows what time it is: they hold from the moment at which they are
 * told, and are given their true one as soon as that is known.
 */
export class UntimedFacts {
  readonly #times: FactTimes;
  readonly #clock: Pick<Clock, 'monotonic'>;
  /** When each of this run was told, by the clock that nobody sets. */
  readonly #toldAt = new Map<string, number>();

  constructor(times: FactTimes, clock: Pick<Clock, 'monotonic'>) {
    this.#times = times;
    this.#clock = clock;
  }

  /** A fact is written with that moment; inside of the transaction. Nothing happens where the time is known. */
  note({ time }: Pick<Ground, 'time'>, accountId: string, { what, wroteAt }: Omit<UntimedFact, 'accountId'>): void {
    if (!isTimeUnknown(time)) return;
    this.#times.note({ accountId, what, wroteAt });
    this.#toldAt.set(keyOf(accountId, what, wroteAt), this.#clock.monotonic());
  }

  /** The time may be known by now. What an earlier run was told began at the latest now. */
  settle(ground: Ground): void {
    if (isTimeUnknown(ground.time)) return;
    const pending = this.#times.pending();
    if (pending.length === 0) return;
    const now = ground.time.now();
    const written = ground.store.write(() => {
      for (const fact of pending) this.#times.settle(fact, this.#momentOf(fact, now));
    });
    if (!written.ok) return;
    for (const { accountId } of pending) ground.book.forget(accountId);
  }

  #momentOf({ accountId, what, wroteAt }: UntimedFact, now: number): number {
    const toldAt = this.#toldAt.get(keyOf(accountId, what, wroteAt));
    return toldAt === undefined ? now : Math.floor(now - (this.#clock.monotonic() - toldAt));
  }
}

function keyOf(accountId: string, what: TimedFact, wroteAt: number): string {
  return `${accountId} ${what} ${wroteAt}`;
}
