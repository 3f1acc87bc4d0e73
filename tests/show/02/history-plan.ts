import { tiers } from '../../../electron/devices/history/tiers.ts';
import type { PollRate } from '../../support/history/recorded-desk.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What the desk is like, and over how long. */
export interface HistoryPlan {
  readonly phoneCount: number;
  readonly dayCount: number;
  readonly startAt: number;
  readonly endAt: number;
  readonly rates: readonly PollRate[];
  /** Hours at the end that are recorded in real time, under the watch. */
  readonly watchedHours: number;
}

/**
 * The last two weeks, all that is kept finer than an hour, are polled as the product does; what is older is polled less
 * often, as it is only kept as means of an hour or six: its buckets take the same room, filled from fewer polls.
 */
export function planHistory(isShort: boolean, now: number): HistoryPlan {
  const [phoneCount, dayCount, minuteDays] = isShort ? [16, 30, 3] : [100, 365, 15];
  const startAt = Math.floor((now - dayCount * dayMs) / (6 * hourMs)) * 6 * hourMs;
  const endAt = Math.floor(now / minuteMs) * minuteMs - minuteMs;
  const rates = [
    { fromAt: startAt, everyMs: 30 * minuteMs },
    { fromAt: wholeHour(endAt - 91 * dayMs), everyMs: 10 * minuteMs },
    { fromAt: wholeHour(endAt - minuteDays * dayMs), everyMs: minuteMs },
  ].filter(({ fromAt }, index) => index !== 1 || fromAt > startAt);
  return { phoneCount, dayCount, startAt, endAt, rates, watchedHours: isShort ? 1 : 14 };
}

function wholeHour(at: number): number {
  return Math.floor(at / hourMs) * hourMs;
}

/** The share of the full form's buckets that this plan leaves behind. */
export function shareOfFull({ phoneCount, dayCount }: HistoryPlan): number {
  return (phoneCount * bucketsOf(dayCount)) / (100 * bucketsOf(365));
}

function bucketsOf(days: number): number {
  return tiers.reduce((sum, { bucketMs, keepMs }) => sum + Math.min(days * dayMs, keepMs) / bucketMs, 0);
}
