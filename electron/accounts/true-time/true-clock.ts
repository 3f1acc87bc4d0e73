import type { Clock } from '../../runtime/clock.ts';
import type { TimeSource } from './true-time.ts';

/**
 * The desk's clock with the true time on it: jobs, accounts and groups note their moments by it and compare them with it. Delays are the
 * desk's own.
 */
export function createTrueClock(clock: Clock, source: Pick<TimeSource, 'estimate'>): Clock {
  return {
    now: () => source.estimate(),
    monotonic: () => clock.monotonic(),
    after: (delayMs, task) => clock.after(delayMs, task),
  };
}
