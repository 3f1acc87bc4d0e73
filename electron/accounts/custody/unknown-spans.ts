import { longestCountDays } from '../plans/plan.ts';
import { addDays, dayMs, dayOf, hourMs, midnightAfter, startOfDay, type Day } from '../standing/calendar-day.ts';

/** From when to when (true time) the ledger may lack acts. */
export interface UnknownSpan {
  readonly fromAt: number;
  /** Null until the true time is known for the first time after it was found out. */
  readonly untilAt: number | null;
}

/** Some counts of now are not known. `until` null: not before the true time is known. */
export interface CountHold<S extends UnknownSpan = UnknownSpan> {
  readonly until: number | null;
  readonly span: S;
}

/**
 * Whether what was done today is unknown at `now`, and until when: the true day in which a span ends must be over, and what counts
 * by the last `rollingMs` must be past it, too. The last one to open decides.
 */
export function countHoldOf<S extends UnknownSpan>(
  spans: readonly S[],
  now: number,
  rollingMs = hourMs,
): CountHold<S> | null {
  let hold: CountHold<S> | null = null;
  for (const span of spans) {
    if (span.untilAt === null) return { until: null, span };
    const until = Math.max(midnightAfter(span.untilAt), span.untilAt + rollingMs);
    if (now < until && until > (hold?.until ?? -Infinity)) hold = { until, span };
  }
  return hold;
}

/** How far back any window of a plan reaches, with days to spare. */
const longestWindowDays = longestCountDays + 2;

/** Before this nothing counts any more. */
export function oldestCountedAt(now: number): number {
  return startOfDay(addDays(dayOf(now), -longestWindowDays));
}

/** The days of which acts may be lacking, as far back before `now` as anything counts, each once, in order. */
export function unknownDaysOf(spans: readonly UnknownSpan[], now: number): readonly Day[] {
  const oldestAt = oldestCountedAt(now);
  const days = new Set<Day>();
  for (const { fromAt, untilAt } of spans) {
    const lastAt = Math.min(untilAt ?? now, now);
    for (let at = startOfDay(dayOf(Math.max(fromAt, oldestAt))); at <= lastAt; at += dayMs) days.add(dayOf(at));
  }
  return [...days].toSorted();
}

export interface PresumedUse {
  readonly at: number;
  readonly amount: number;
}

/**
 * What must be presumed to have been done besides what the ledger holds: every unknown day was wholly used. To be counted like acts
 * in windows of a week and a month; each leaves them as late as it possibly can.
 * @param dayStarts where the unknown days begin, in order
 * @param counted what the ledger holds of the day that begins there; asked in that order
 */
export function presumedUseOf(
  dayStarts: readonly number[],
  { perDay, counted }: { readonly perDay: number; readonly counted: (dayStart: number) => number },
): readonly PresumedUse[] {
  return dayStarts
    .map((dayStart) => ({ at: dayStart + dayMs - 1, amount: Math.max(0, perDay - counted(dayStart)) }))
    .filter(({ amount }) => amount > 0);
}
