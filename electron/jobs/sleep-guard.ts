import type { Disposable } from '../runtime/disposal.ts';
import type { PowerPort } from './power-port.ts';

/** Keeps the computer awake exactly while a job is under way. */
export class SleepGuard implements Disposable {
  readonly #power: PowerPort | null;
  #release: (() => void) | null = null;

  constructor(power: PowerPort | null) {
    this.#power = power;
  }

  /** To be told as often as it may have changed. */
  review(isUnderWay: boolean): void {
    if (isUnderWay) this.#release ??= this.#power?.stayAwake() ?? null;
    else this.dispose();
  }

  dispose(): void {
    this.#release?.();
    this.#release = null;
  }
}
