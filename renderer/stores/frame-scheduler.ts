import type { FrameScheduler } from './desk-feed.ts';

/** A window that is not painted gets no animation frames; its state must still not grow stale without bound. */
const hiddenDelayMs = 250;

/** The next animation frame, or `hiddenDelayMs` when the window is not painting. */
export const scheduleFrame: FrameScheduler = (task) => {
  const cancel = (): void => {
    window.cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
  const run = (): void => {
    cancel();
    task();
  };
  const frame = window.requestAnimationFrame(run);
  const timer = window.setTimeout(run, hiddenDelayMs);
  return cancel;
};
