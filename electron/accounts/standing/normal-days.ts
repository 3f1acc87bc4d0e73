import { addDays, dayOf, startOfDay, type Day } from './calendar-day.ts';
import type { BareSpan, SignalSpan } from './signal-span.ts';

/** The calendar days that a signal spoils; `to` null: no end in sight. */
export interface BadDays {
  readonly from: Day;
  readonly to: Day | null;
}

/** The days that a span touches, the one on which it began among them. */
export function badDaysOf({ fromAt, untilAt }: Pick<SignalSpan, 'fromAt' | 'untilAt'>): BadDays {
  return { from: dayOf(fromAt), to: untilAt === null ? null : dayOf(Math.max(fromAt, untilAt - 1)) };
}

/**
 * The first day from `earliest` on such that it and the `count` − 1 days before it are touched by none; null where one that
 * has no end in sight is in the way.
 */
export function firstCleanDay(bad: readonly BadDays[], count: number, earliest: Day): Day | null {
  let day = earliest;
  for (;;) {
    const first = addDays(day, 1 - count);
    const last = day;
    const inTheWay = bad.filter(({ from, to }) => from <= last && (to === null || to >= first));
    if (inTheWay.length === 0) return day;
    let latest: Day = first;
    for (const { to } of inTheWay) {
      if (to === null) return null;
      if (to > latest) latest = to;
    }
    day = addDays(latest, count);
  }
}

/**
 * When a span that waits for normal days is over. A day is normal when nothing else held on it; two signals that both wait
 * for normal days do not hold each other up, as only what they have besides that wait counts. The day of the signal is none.
 */
export function endAfterNormalDays(
  span: BareSpan,
  all: readonly BareSpan[],
): Pick<SignalSpan, 'untilAt' | 'openRules'> {
  const wait = { kind: 'normal-days', days: span.normalDays } as const;
  const { untilAt: bareEnd, openRules, normalDays } = span;
  if (bareEnd === null) return { untilAt: null, openRules: openRules.length === 0 ? [wait] : openRules };
  const others = all.filter((other) => other !== span).map(badDaysOf);
  const dayBefore = addDays(dayOf(bareEnd), -1);
  const soonest = addDays(dayOf(span.fromAt), normalDays);
  const last = firstCleanDay(others, normalDays, dayBefore > soonest ? dayBefore : soonest);
  if (last === null) return { untilAt: null, openRules: [wait] };
  const untilAt = Math.max(bareEnd, startOfDay(addDays(last, 1)));
  return { untilAt, openRules: untilAt > bareEnd ? [wait] : [] };
}
