import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';

/** Longest time in which a missing phone is believed to be restarting. */
const rebootMs = 180_000;

/** Knows for a while that a phone was told to restart. */
export class RebootWatch implements Disposable {
  readonly #clock: Clock;
  readonly #onChanged: () => void;
  #cancelEnd: (() => void) | null = null;

  constructor(clock: Clock, onChanged: () => void) {
    this.#clock = clock;
    this.#onChanged = onChanged;
  }

  get isExpected(): boolean {
    return this.#cancelEnd !== null;
  }

  /** A restart was asked for. */
  begin(): void {
    this.#cancelEnd?.();
    this.#cancelEnd = this.#clock.after(rebootMs, () => this.end());
    this.#onChanged();
  }

  /** It is over, or was refused. */
  end(): void {
    this.dispose();
    this.#onChanged();
  }

  dispose(): void {
    this.#cancelEnd?.();
    this.#cancelEnd = null;
  }
}
