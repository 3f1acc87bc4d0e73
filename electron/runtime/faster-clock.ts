import { pause, type Clock } from './clock.ts';
import type { Disposable } from './disposal.ts';
import type { SteppedClock } from './stepped-clock.ts';

export interface FasterClockOptions {
  readonly clock: SteppedClock;
  readonly machineClock: Clock;
  /** Milliseconds of the desk for each millisecond of the machine; more than 0. */
  readonly rate: number;
  /** False while something is under way that would seem to take longer if time went on. */
  readonly canMove: () => boolean;
}

const tickMs = 50;

/**
 * Moves a virtual desk's clock at a rate against the machine's. It holds while work is under way, and time held back is
 * not made up for: `rate` is the most that it runs.
 */
export class FasterClock implements Disposable {
  readonly #options: FasterClockOptions;
  readonly #stop = new AbortController();
  #running: Promise<void> | null = null;

  constructor(options: FasterClockOptions) {
    if (!(options.rate > 0)) throw new RangeError('the rate must be above 0');
    this.#options = options;
  }

  /** Begins to move; once. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Stops; resolves when the clock stands. */
  async dispose(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock, machineClock, rate, canMove } = this.#options;
    const { signal } = this.#stop;
    const mayMove = (): boolean => !signal.aborted && canMove();
    for (;;) {
      const lastMs = machineClock.monotonic();
      await pause(machineClock, tickMs, signal);
      if (signal.aborted) return;
      await clock.moveTo(clock.now() + (machineClock.monotonic() - lastMs) * rate, mayMove);
    }
  }
}

/** Looking this often costs less than a phone's quickest answer takes. */
const lookEveryMs = 1;

/**
 * Moves the clock on to `at` as fast as the work allows: it holds wherever something is under way, and goes on when that
 * is done. Resolves when `at` is reached or the signal fires.
 */
export async function moveThrough(
  at: number,
  { clock, machineClock, canMove, signal }: Omit<FasterClockOptions, 'rate'> & { readonly signal: AbortSignal },
): Promise<void> {
  const mayMove = (): boolean => !signal.aborted && canMove();
  const wholeAt = Math.floor(at);
  while (!signal.aborted && (await clock.moveTo(wholeAt, mayMove)) < wholeAt)
    await pause(machineClock, lookEveryMs, signal);
}
