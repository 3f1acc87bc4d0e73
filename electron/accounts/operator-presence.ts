import type { Operator } from '../contract/operators.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { CurrentOperator } from './current-operator.ts';

export interface OperatorPresenceDeps {
  readonly currentOperator: CurrentOperator;
  /** The time that things really take: a desk that runs faster has no faster people. */
  readonly clock: Clock;
  /** After so many minutes without a sign of the operator the desk is nobody's; 0: never. */
  readonly idleMinutes: () => number;
  /** Ends the presence of whoever is at the desk. */
  readonly onIdle: (operator: Operator, minutes: number) => void;
}

const minuteMs = 60_000;

/** Whether whoever was chosen is still at the desk: nobody acts in the name of one who went away. */
export class OperatorPresence implements Disposable {
  readonly #deps: OperatorPresenceDeps;
  readonly #stop: () => void;
  #seen: { readonly at: number; readonly monotonic: number };
  #cancel: () => void = () => undefined;

  constructor(deps: OperatorPresenceDeps) {
    this.#deps = deps;
    this.#seen = this.#now();
    this.#stop = deps.currentOperator.subscribe((operator) => {
      this.#seen = this.#now();
      this.#cancel();
      if (operator !== null) this.#arm();
    });
  }

  /** Who is at the desk now; a computer that slept meanwhile is found out here. */
  current(): Operator | null {
    const { currentOperator, idleMinutes, onIdle } = this.#deps;
    const operator = currentOperator.current();
    const minutes = idleMinutes();
    if (operator !== null && minutes > 0 && this.#idleMs() >= minutes * minuteMs) onIdle(operator, minutes);
    return currentOperator.current();
  }

  /** The operator did something. */
  stay(): void {
    if (this.current() !== null) this.#seen = this.#now();
  }

  dispose(): void {
    this.#cancel();
    this.#stop();
  }

  #arm(): void {
    this.#cancel = this.#deps.clock.after(minuteMs / 2, () => {
      if (this.current() !== null) this.#arm();
    });
  }

  /** The monotonic clock may stand while the computer sleeps, and the other one may be set: the longer of both. */
  #idleMs(): number {
    const now = this.#now();
    return Math.max(now.at - this.#seen.at, now.monotonic - this.#seen.monotonic);
  }

  #now(): { readonly at: number; readonly monotonic: number } {
    const { clock } = this.#deps;
    return { at: clock.now(), monotonic: clock.monotonic() };
  }
}
