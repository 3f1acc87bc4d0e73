import type { ActionId, Signal } from '../plans/plan.ts';
import type { ActResult, SignalFact } from './facts.ts';

/** Which failures are too many: more than `overPercent` of `lastAttempts`. */
type FailureTrigger = Extract<Signal['trigger'], { readonly kind: 'failure-rate' }>;

/**
 * The failure signals of an account: those that were entered, and those that its results amount to, tool by tool. Of each
 * tool the last `lastAttempts` results count; where there are fewer, the missing ones count as well done, so that one bad
 * try is no rate. A noted cause begins the count anew: what failed before it is explained.
 */
export function failureSignals(
  trigger: FailureTrigger,
  entered: readonly SignalFact[],
  results: readonly ActResult[],
): SignalFact[] {
  const tools = new Set(results.map(({ action }) => action));
  const found = [...tools]
    .flatMap((tool) => foundOf(tool, trigger, entered, results))
    .filter(({ tool, at }) => !entered.some((signal) => signal.tool === tool && signal.at === at));
  return [...entered, ...found].toSorted((a, b) => a.at - b.at);
}

function foundOf(
  tool: ActionId,
  { overPercent, lastAttempts }: FailureTrigger,
  entered: readonly SignalFact[],
  results: readonly ActResult[],
): SignalFact[] {
  const closings = entered.flatMap((signal) =>
    signal.tool === tool && signal.closing !== null ? [signal.closing] : [],
  );
  const explained = closings.filter(({ cause }) => isNoted(cause)).toSorted((a, b) => a.at - b.at);
  const found: SignalFact[] = [];
  let after = -Infinity;
  for (const closing of [...explained, null]) {
    const until = closing?.at ?? Infinity;
    const span = results.filter(({ action, at }) => action === tool && at > after && at <= until);
    const at = firstExcess(span, lastAttempts, (lastAttempts * overPercent) / 100);
    if (at !== null) found.push({ signalId: 'failure_rate', at, tool, closing });
    after = until;
  }
  return found;
}

/** When more than `most` of the last results had failed for the first time. */
function firstExcess(results: readonly ActResult[], last: number, most: number): number | null {
  let failed = 0;
  for (const [index, result] of results.entries()) {
    if (result.isFailed) failed += 1;
    if (index >= last && results[index - last]?.isFailed === true) failed -= 1;
    if (failed > most) return result.at;
  }
  return null;
}

/** Whether words stand there at all. */
export function isNoted(cause: string | null): boolean {
  return cause !== null && cause.trim() !== '';
}
