import type { AccountDetail } from '@contract/account-plans.ts';

export type HandAct = AccountDetail['handLog'][number];

/** The entries that count: those that no later one took the place of, newest first. */
export function inForce(handLog: readonly HandAct[]): readonly HandAct[] {
  const corrected = new Set(handLog.flatMap(({ corrects }) => (corrects === null ? [] : [corrects])));
  return handLog
    .filter(({ handActId }) => !corrected.has(handActId))
    .toSorted((one, other) => other.at - one.at || other.handActId - one.handActId);
}
