import { succeed, type Outcome } from './contract/outcome.ts';
import { createSystemClock, type Clock } from './runtime/clock.ts';
import { FileClock } from './runtime/file-clock.ts';
import type { Logger } from './runtime/logger.ts';
import type { Services } from './services.ts';

export interface DeskClocks {
  /** The desk's time: the computer's, or that of its file. */
  readonly clock: Clock;
  readonly machineClock: Clock;
}

/**
 * Starts the console on the clock of a file, and keeps that clock until everything else has ended; with null on the computer's. Fails with
 * `clock-file-unreadable`, `-invalid` or `-unwritable`, and as `start` does.
 */
export async function startOnClock(
  file: string | null,
  logger: Logger,
  start: (clocks: DeskClocks) => Promise<Outcome<Services>>,
): Promise<Outcome<Services>> {
  const machineClock = createSystemClock();
  if (file === null) return start({ clock: machineClock, machineClock });
  const opened = FileClock.open({ file, machineClock, logger: logger.scoped('clock') });
  if (!opened.ok) return opened;
  const clock = opened.value;
  const started = await start({ clock, machineClock });
  if (!started.ok) {
    clock.dispose();
    return started;
  }
  const services = started.value;
  return succeed({
    ...services,
    dispose: async () => {
      await services.dispose();
      clock.dispose();
    },
  });
}
