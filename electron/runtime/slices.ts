import { pause, type Clock } from './clock.ts';

const sliceMs = 8;
const breathMs = 1;

/** What a step yields where everything else is to have its turn before the next one, which is long. */
export const breath = 'breath';

/**
 * Takes steps for some milliseconds at a time, and everything else has its turn between; each step has to be short by itself. Resolves
 * after the last step, or when the signal aborts; rejects with what a step throws.
 * @param clock the machine's
 */
export async function takeInSlices(clock: Clock, steps: Iterator<unknown>, signal: AbortSignal): Promise<void> {
  for (;;) {
    await pause(clock, breathMs, signal);
    if (signal.aborted || takeSlice(clock, steps)) return;
  }
}

/** True after the last step. */
function takeSlice(clock: Clock, steps: Iterator<unknown>): boolean {
  const startedMs = clock.monotonic();
  while (clock.monotonic() - startedMs < sliceMs) {
    const step = steps.next();
    if (step.done === true) return true;
    if (step.value === breath) return false;
  }
  return false;
}
