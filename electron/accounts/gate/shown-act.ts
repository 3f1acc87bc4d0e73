import { nextWindowStart } from '../standing/calendar-day.ts';
import type { RestWindow } from '../plans/plan.ts';
import type { ActQuestion, WriteQuestion } from './act-question.ts';
import type { ActSeries } from './act-series.ts';
import { hindrancesOf } from './may-act.ts';
import { looseningEnd } from './numbers-in-force.ts';
import { batchOf } from './rules/batches.ts';
import { isMeant, isWaived } from './rules/rest-windows.ts';
import { noActs, type UsageView } from './usage-index.ts';

/**
 * An act that a person was shown, as a question of its own: it is counted already, as the latest of its account and of its group, and is
 * taken out of the count again; its phone is in the person's hand.
 */
export function asShown<Q extends ActQuestion>(question: Q): Q {
  const { ledger, action, account, group } = question;
  const without: UsageView = {
    ofAccount: (accountId, other) => butLast(ledger.ofAccount(accountId, other), isOwn(accountId, other)),
    ofGroup: (groupId, other) =>
      butLast(ledger.ofGroup(groupId, other), groupId === group?.groupId && other === action),
    beganOf: (accountId, other) => ledger.beganOf?.(accountId, other) ?? noActs,
  };
  return { ...question, ledger: without, phone: { isHealthy: true, faults: [] } };

  function isOwn(accountId: string, other: string): boolean {
    return accountId === account.accountId && other === action;
  }
}

/** When the clock alone closes it: the next hours of rest begin, its batch has gone on for long enough, or a raise ends that it needs; null: never. */
export function closesAt(question: WriteQuestion): number | null {
  const starts = question.plan.restWindows.flatMap((window) =>
    window.kind === 'daily' && isMeant(window.appliesTo, question) ? [nextRest(question, window)] : [],
  );
  const batch = batchOf(question);
  const ends = [...starts, ...(batch === null ? [] : [batch.longAt]), ...raiseEnds(question)];
  return ends.length === 0 ? null : Math.min(...ends);
}

/** When a number that was raised falls back to one that has no room for the act. */
function raiseEnds(question: WriteQuestion): number[] {
  const { loosenings, plan, now } = question;
  return loosenings.flatMap((loosening) => {
    const { path, startsAt } = loosening;
    const endsAt = looseningEnd(loosening, plan);
    if (startsAt > now || endsAt <= now) return [];
    return hindrancesOf({ ...question, now: endsAt }).some((hindrance) => hindrance.path === path) ? [endsAt] : [];
  });
}

/** An occasion that was set aside is passed over. */
function nextRest(question: WriteQuestion, window: Extract<RestWindow, { kind: 'daily' }>): number {
  const startsAt = nextWindowStart(question.now, window);
  return isWaived(question, window, startsAt) ? nextWindowStart(startsAt, window) : startsAt;
}

/** A series without its latest act. */
function butLast(series: ActSeries, isMeantHere: boolean): ActSeries {
  const { count, lastAt } = series;
  if (!isMeantHere || lastAt === null) return series;
  const before = count < 2 ? 0 : series.sumUpTo(count - 2);
  const amount = series.sumUpTo(count - 1) - before;
  const formerAt = series.timeAt(count - 2);
  return {
    count: count - 1,
    lastAt: formerAt,
    timeAt: (place) => (place < count - 1 ? series.timeAt(place) : null),
    beganAt: (place) => (place < count - 1 ? series.beganAt(place) : null),
    sumUpTo: (place) => series.sumUpTo(place),
    sumSince: (from) => series.sumSince(from) - (lastAt >= from ? amount : 0),
    hasBetween: (from, to) =>
      lastAt >= from && lastAt < to ? formerAt !== null && formerAt >= from : series.hasBetween(from, to),
    lastAbove: (most) => series.lastAbove(most + amount),
  };
}
