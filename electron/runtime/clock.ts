/**
 * Time. Injected everywhere, so that rules run on a manual clock in tests and a virtual desk can run a faster one.
 *
 * The console knows two of them. `clock` is the desk's time: polls, ages, histories, alerts, reminders, everything that
 * is stored or shown. `machineClock` is the time that things really take: timeouts, signs of life, reconnects, frames,
 * writing behind. On a faster desk only the first runs faster, since neither cable nor phone answers any sooner there.
 * A class that is handed one clock only is told which by whoever makes it.
 */
export interface Clock {
  /** Wall clock, epoch milliseconds. */
  now(): number;
  /** Monotonic milliseconds, for durations only. */
  monotonic(): number;
  /** How many of its milliseconds go by in one of the machine. Left out: one. */
  readonly factor?: number;
  /** Runs `task` once after `delayMs`; the returned function cancels it and may be called any number of times. */
  after(delayMs: number, task: () => void): () => void;
}

/** The computer's own clock. Timers are unref'ed only when `keepAlive` is false. */
export function createSystemClock(keepAlive = true): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      if (!keepAlive) timer.unref();
      return () => clearTimeout(timer);
    },
  };
}

/** Resolves after `delayMs`, or at once when the signal aborts; never rejects. */
export function pause(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = (): void => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(delayMs, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
