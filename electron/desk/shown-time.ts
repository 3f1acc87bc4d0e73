import type { ShownTime } from '../contract/desk.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import type { ValueSource } from './live-sources.ts';

export interface ShownTimeDeps {
  /** The desk's clock, by which phones, health, alerts, history and the audit log are stamped. */
  readonly clock: Clock;
  /** The same with the true time on it. */
  readonly trueClock: Pick<Clock, 'now'>;
  readonly machineClock: Clock;
  /** The desk's clock is not the computer's. */
  readonly isOwnClock: boolean;
  readonly logger: Logger;
}

/** How often it is looked whether a page that carries the time on still shows the right one. */
export const lookEveryMs = 2_000;
/** By how much it may be off, in milliseconds of the machine. */
const toleranceMs = 1_000;

/**
 * What time pages show. A page is told once and counts on by its monotonic clock; it is told again when that no longer leads to the
 * same time: the PC's clock was set, phones told the true time, a clock of the desk's own runs at another pace or stands.
 */
export class ShownTimeSource implements ValueSource<ShownTime>, Disposable {
  readonly #deps: ShownTimeDeps;
  readonly #changes: EventSource<void>;
  #told: { readonly time: ShownTime; readonly atMs: number };
  #cancelLook: () => void;

  constructor(deps: ShownTimeDeps) {
    this.#deps = deps;
    this.#changes = new EventSource(deps.logger);
    this.#told = this.#read();
    this.#cancelLook = this.#lookLater();
  }

  current(): ShownTime {
    return this.#read().time;
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener);
  }

  dispose(): void {
    this.#cancelLook();
  }

  /** Looks now; for whoever knows that the time has just become another one. */
  look(): void {
    const read = this.#read();
    if (!isOff(this.#told.time, read.time, read.atMs - this.#told.atMs)) return;
    this.#told = read;
    this.#changes.emit();
  }

  #lookLater(): () => void {
    return this.#deps.machineClock.after(lookEveryMs, () => {
      this.#cancelLook = this.#lookLater();
      this.look();
    });
  }

  #read(): { readonly time: ShownTime; readonly atMs: number } {
    const { clock, trueClock, machineClock, isOwnClock } = this.#deps;
    const time = { now: clock.now(), trueNow: trueClock.now(), factor: clock.factor ?? 1, isOwnClock };
    return { time, atMs: machineClock.monotonic() };
  }
}

/** Whether a page that was told `told` shows another time than `read` after `goneMs` of the machine. */
function isOff(told: ShownTime, read: ShownTime, goneMs: number): boolean {
  const gone = goneMs * told.factor;
  const mostMs = toleranceMs * told.factor;
  const isFar = (shown: number, right: number): boolean => Math.abs(shown + gone - right) > mostMs;
  return told.factor !== read.factor || isFar(told.now, read.now) || isFar(told.trueNow, read.trueNow);
}
