import type { Fault, Outcome } from '../contract/outcome.ts';
import type { Services } from '../services.ts';

/**
 * Services when the console could not start them: every call answers with the reason, so that the page can show
 * what is wrong with the data folder and what to do, instead of a window that never opens.
 */
export function refuseEverything(fault: Fault): Services {
  const refusal: Outcome<never> = { ok: false, error: fault };
  return {
    dispatch: () => Promise.resolve(refusal),
    isWorking: () => false,
    subscribe: () => () => undefined,
    dispose: () => Promise.resolve(),
  };
}
