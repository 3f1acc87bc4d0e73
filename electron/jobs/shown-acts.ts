import { tapMs } from './gate.ts';
import type { RunOrder } from './run-order.ts';

/** What shows acts to people. */
export interface ShowingRun {
  readonly order: Pick<RunOrder, 'askShown'>;
  /** A person is shown an act now, and may do it at any moment. */
  readonly isShowing: boolean;
}

/**
 * Which of the acts that people are shown may not be done any more, because hours of rest begin or something befell the account, and when
 * the clock alone will close the next one.
 */
export function closedActs<Run extends ShowingRun>(
  runs: Iterable<Run>,
  now: number,
): { readonly closed: readonly Run[]; readonly nextAt: number | null } {
  const closed: Run[] = [];
  let nextAt: number | null = null;
  for (const run of runs) {
    if (!run.isShowing) continue;
    const { answer, closesAt } = run.order.askShown();
    const backAt = closesAt === null ? null : closesAt - tapMs;
    if (answer.kind !== 'allowed' || (backAt !== null && backAt <= now)) closed.push(run);
    else if (backAt !== null && (nextAt === null || backAt < nextAt)) nextAt = backAt;
  }
  return { closed, nextAt };
}
