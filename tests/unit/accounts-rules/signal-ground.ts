import type { ActionId, Condition, Plan, SignalId } from '../../../electron/accounts/plans/plan.ts';
import { actionIds } from '../../../electron/accounts/plans/plan.ts';
import type { AccountFacts, SignalFact } from '../../../electron/accounts/standing/facts.ts';
import { conditionFor } from '../../../electron/accounts/standing/for-action.ts';
import { standingOf, type Standing } from '../../../electron/accounts/standing/standing.ts';
import { onDay, seen } from '../../support/accounts/account-life.ts';
import { hourMs } from '../../support/gate/times.ts';
import { mature } from './life.ts';
import { template } from './template.ts';

/** A mature account was well until then. */
export const seenAt = onDay(100);

export const afterHours = (hours: number): number => seenAt + hours * hourMs;

/** One signal after so many hours, and how a person closed it. */
export function noted(signalId: SignalId, hours = 0, changes: Partial<SignalFact> = {}): SignalFact {
  return seen(signalId, afterHours(hours), changes);
}

export function standingIn(facts: Partial<AccountFacts>, plan: Plan = template, at = seenAt): Standing {
  return standingOf(mature(facts), plan, at);
}

/** The condition of the account as a whole, for each of these moments. */
export function conditionsAt(
  facts: Partial<AccountFacts>,
  hours: readonly number[],
  plan: Plan = template,
): Condition[] {
  return hours.map((after) => standingIn(facts, plan, afterHours(after)).condition);
}

/** Which actions are not as usual after so many hours, whatever holds them. */
export function troubledActions(facts: Partial<AccountFacts>, hours = 0, plan: Plan = template): ActionId[] {
  const standing = standingIn(facts, plan, afterHours(hours));
  return actionIds.filter((action) => conditionFor(standing, action) !== 'normal');
}

/** When the one limit ends that holds at the moment of the latest of these signals: null where nobody knows. */
export function endOfLatest(facts: Partial<AccountFacts>, plan: Plan = template): number | null | undefined {
  const latest = Math.max(...(facts.signals ?? []).map(({ at }) => at));
  return standingIn(facts, plan, latest).limits.find(({ sinceAt }) => sinceAt === latest)?.untilAt;
}

/**
 * When a signal is over, as whoever looks again at each event finds it: a word that is said later counts from then on.
 * Infinity: never, as things are.
 */
export function endOnceClosed(signal: SignalFact, facts: Partial<AccountFacts> = {}, plan: Plan = template): number {
  const known = { ...facts, signals: [signal, ...(facts.signals ?? [])] };
  const said = known.signals.flatMap(({ at, closing }) => (closing === null ? [at] : [at, closing.at]));
  const events = [...said, ...(facts.restarts ?? []).map(({ at }) => at)];
  for (let at = signal.at; ;) {
    const limit = standingIn(known, plan, at).limits.find(({ sinceAt }) => sinceAt === signal.at);
    if (limit === undefined) return at;
    const later = [...events, limit.untilAt].filter((each) => each !== null).filter((each) => each > at);
    if (later.length === 0) return Number.POSITIVE_INFINITY;
    at = Math.min(...later);
  }
}
