import type { Clock } from '../../runtime/clock.ts';
import type { TimeVerdict } from './judge-time.ts';
import type { TimeSource } from './true-time.ts';

/** The time of a desk that keeps its own: its phones run on the same clock, which nobody sets and which never goes back. */
export class OwnTime implements TimeSource {
  readonly mark = null;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  now(): TimeVerdict {
    const now = this.#clock.now();
    return { kind: 'known', now, offsetMs: 0, source: { phoneIds: [], spreadMs: 0, isBackedUp: true } };
  }

  estimate(): number {
    return this.#clock.now();
  }

  subscribe(): () => void {
    return () => undefined;
  }
}
