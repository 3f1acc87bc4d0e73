import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { UiDriver } from '../ui-driver.ts';
import type { DriverApks } from './apks.ts';
import type { DriverLink } from './driver-link.ts';
import type { DriverEvent } from './fallback-driver.ts';
import { openDriver } from './open-driver.ts';

export interface DriverLaneDeps {
  /** Real time. */
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly apks: DriverApks;
}

/** One run on a phone that somebody holds for it. */
export interface DriverOrder {
  readonly phoneId: string;
  readonly link: DriverLink;
  /** Fires when the run is stopped or its phone is lost, also after the run. */
  readonly signal: AbortSignal;
  readonly sdk: number | null;
  /** Only the driver that brings nothing to the phone; it is kept for nobody else. */
  readonly isPlain?: boolean;
  /** Told what happens to the driver during this run, and what it had to settle for when an earlier one opened it. */
  readonly onEvent: (event: DriverEvent) => void;
}

/**
 * One phone's driver from run to run. It is over when the signal of its latest run fires, when its server on the phone has
 * ended, or when it fell back mid-way: the next run then begins with the better one again.
 */
export class DriverLane {
  readonly #stop = new AbortController();
  readonly #onOver: () => void;
  #driver: UiDriver | null = null;
  #followed: AbortSignal | null = null;
  #hears: ((event: DriverEvent) => void) | null = null;
  #settledFor: DriverEvent | null = null;
  #wasTold = true;
  #isOver = false;
  #ending: Promise<void> | null = null;

  private constructor(onOver: () => void) {
    this.#onOver = onOver;
  }

  /** Opens the driver for a first run; its faults are those of `openDriver`. */
  static async open(deps: DriverLaneDeps, order: DriverOrder, onOver: () => void): Promise<Outcome<DriverLane>> {
    const lane = new DriverLane(onOver);
    const { link, sdk, isPlain = false } = order;
    lane.#follow(order.signal);
    lane.#hears = order.onEvent;
    const opened = await openDriver({
      ...deps,
      link,
      sdk,
      ...(isPlain && { only: 'dump' as const }),
      signal: lane.#stop.signal,
      onEvent: (event) => lane.#note(event),
      onLost: () => lane.#finish(),
    });
    lane.#hears = null;
    if (!opened.ok) {
      lane.#unfollow();
      return opened;
    }
    lane.#driver = opened.value;
    return succeed(lane);
  }

  /** It serves another run. */
  get isUsable(): boolean {
    return !this.#isOver;
  }

  /** Lends the driver to a run, whose signal ends it from here on. */
  async run<T>(order: DriverOrder, work: (driver: UiDriver) => Promise<T>): Promise<T> {
    if (this.#driver === null) throw new Error('the lane was not opened');
    this.#follow(order.signal);
    this.#hears = order.onEvent;
    if (!this.#wasTold && this.#settledFor !== null) order.onEvent(this.#settledFor);
    this.#wasTold = false;
    try {
      return await work(this.#driver);
    } finally {
      this.#hears = null;
    }
  }

  /** Ends the driver and what was started on the phone; once. */
  end(): Promise<void> {
    this.#isOver = true;
    this.#unfollow();
    this.#ending ??= this.#driver?.dispose() ?? Promise.resolve();
    return this.#ending;
  }

  #note(event: DriverEvent): void {
    if (event.kind === 'fell-back') {
      if (this.#driver === null) this.#settledFor = event;
      else this.#isOver = true;
    }
    this.#hears?.(event);
  }

  #follow(signal: AbortSignal): void {
    this.#unfollow();
    this.#followed = signal;
    if (signal.aborted) this.#abort();
    else signal.addEventListener('abort', this.#abort, { once: true });
  }

  #unfollow(): void {
    this.#followed?.removeEventListener('abort', this.#abort);
    this.#followed = null;
  }

  readonly #abort = (): void => {
    this.#stop.abort();
    this.#finish();
  };

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onOver();
  }
}
