import type { SimulatorClock } from '../clock.ts';

/** The computer's own clock. */
export function createSystemClock(): SimulatorClock {
  return {
    now: () => Date.now(),
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  };
}
