import type { UnsureReason } from '../../contract/certainty.ts';
import { hourMs, minuteMs } from '../standing/calendar-day.ts';
import type { PhoneMeasurement } from './measurement.ts';

/** Phones whose clocks differ by no more than this tell the same time. */
export const agreementMs = minuteMs;
/** A difference between the two clocks of the PC beyond this is a sleep or a set clock; below it, their ordinary drift. */
export const jumpMs = 10_000;
/** How long a measurement carries; the longest poll interval is an hour. */
export const longestCarriedMs = 6 * hourMs;

export interface KnownTime {
  readonly kind: 'known';
  /** Epoch ms, whole. */
  readonly now: number;
  /** How far the PC's clock is ahead; negative: behind. */
  readonly offsetMs: number;
  readonly source: TimeSource;
}

export interface TimeSource {
  /** The phones that agree, by id. */
  readonly phoneIds: readonly string[];
  /** How far those are apart. */
  readonly spreadMs: number;
  /** More than one phone says so, or the PC does too. */
  readonly isBackedUp: boolean;
}

export interface UnsureTime {
  readonly kind: 'unsure';
  readonly reason: UnsureReason;
  /** What each phone says, the earliest first, where they contradict each other, or the PC. */
  readonly said?: readonly SaidTime[];
}

export type TimeVerdict = KnownTime | UnsureTime;

export interface SaidTime {
  readonly phoneId: string;
  /** What that phone's clock would say now. */
  readonly now: number;
}

/** What measured clocks say, put in order once for many moments. */
export interface Judgement {
  /** Whether all that was taken into account at first is so at that moment as well. */
  holdsAt(monotonicNow: number, pcNow: number): boolean;
  /** What time it is then. */
  at(monotonicNow: number, pcNow: number): TimeVerdict;
}

/**
 * What time it is by the phones' clocks, carried on by the clock that nobody sets: the median over more than half of the measured
 * phones that agree. Where no such half is, two that contradict each other above all, no phone has the last word,
 * whichever of them is to act. The latest measurement of a phone counts.
 * @param pcNow what the PC's own clock says, which is believed in nothing
 */
export function judgeTime(measurements: readonly PhoneMeasurement[], monotonicNow: number, pcNow: number): TimeVerdict {
  return judgementOf(measurements, monotonicNow, pcNow).at(monotonicNow, pcNow);
}

/** As `judgeTime`, for that moment and for later ones: until a phone is measured again, only the PC's clock and age change what counts. */
export function judgementOf(measurements: readonly PhoneMeasurement[], monotonicNow: number, pcNow: number): Judgement {
  const latest = [...latestOf(measurements).values()];
  const aheadMs = pcNow - monotonicNow;
  const steady = latest.filter((one) => isSteady(one, aheadMs));
  const fresh = steady.filter(({ monotonicAt }) => monotonicNow - monotonicAt <= longestCarriedMs);
  const isAlike = sameSteadiness(latest, aheadMs);
  const freshUntil = Math.min(...fresh.map(({ monotonicAt }) => monotonicAt)) + longestCarriedMs;
  return {
    holdsAt: (monotonicAt, pcAt) =>
      monotonicAt >= monotonicNow && monotonicAt <= freshUntil && isAlike(pcAt - monotonicAt),
    at: verdictOf(latest, steady, fresh),
  };
}

function verdictOf(
  latest: readonly PhoneMeasurement[],
  steady: readonly PhoneMeasurement[],
  fresh: readonly PhoneMeasurement[],
): Judgement['at'] {
  if (latest.length === 0) return () => ({ kind: 'unsure', reason: 'no-phone' });
  if (steady.length === 0) return () => ({ kind: 'unsure', reason: 'slept-or-set' });
  if (fresh.length === 0) return () => ({ kind: 'unsure', reason: 'measured-long-ago' });
  // What each would have said at the zero of the clock that counts on: all of them go on alike from there.
  const said = inOrder(fresh.map(({ phoneId, phoneAt, monotonicAt }) => ({ phoneId, now: phoneAt - monotonicAt })));
  const agreed = agreeing(said);
  if (agreed !== null) return knownBy(agreed);
  return (monotonicNow) => {
    return {
      kind: 'unsure',
      reason: 'time-unsure',
      said: said.map((one) => ({ ...one, now: one.now + monotonicNow })),
    };
  };
}

/** How far the PC's clock was ahead of the one that counts on when the phone was measured. */
function aheadAt({ pcAt, monotonicAt }: PhoneMeasurement): number {
  return pcAt - monotonicAt;
}

/** Neither of the two clocks slept or was set since. */
function isSteady(measurement: PhoneMeasurement, aheadMs: number): boolean {
  return Math.abs(aheadMs - aheadAt(measurement)) <= jumpMs;
}

/** Tells whether the same measurements are steady where the PC's clock is that far ahead. */
function sameSteadiness(measurements: readonly PhoneMeasurement[], aheadMs: number): (otherMs: number) => boolean {
  let [least, most, above, below] = [-Infinity, Infinity, -Infinity, Infinity];
  for (const one of measurements) {
    const [from, to] = [aheadAt(one) - jumpMs, aheadAt(one) + jumpMs];
    if (isSteady(one, aheadMs)) [least, most] = [Math.max(least, from), Math.min(most, to)];
    else if (aheadMs > to) above = Math.max(above, to);
    else below = Math.min(below, from);
  }
  return (otherMs) => otherMs >= least && otherMs <= most && otherMs > above && otherMs < below;
}

function latestOf(measurements: readonly PhoneMeasurement[]): Map<string, PhoneMeasurement> {
  const latest = new Map<string, PhoneMeasurement>();
  for (const one of measurements) {
    const before = latest.get(one.phoneId);
    if (before === undefined || before.monotonicAt <= one.monotonicAt) latest.set(one.phoneId, one);
  }
  return latest;
}

function inOrder(said: readonly SaidTime[]): readonly SaidTime[] {
  return said.toSorted((left, right) => left.now - right.now || (left.phoneId < right.phoneId ? -1 : 1));
}

/** The largest set of phones that agree, the closest of several such; null unless it is more than half. */
function agreeing(sorted: readonly SaidTime[]): readonly SaidTime[] | null {
  let best = { from: 0, to: 0, spreadMs: Infinity };
  let from = 0;
  for (const [index, last] of sorted.entries()) {
    while (last.now - (sorted[from]?.now ?? 0) > agreementMs) from += 1;
    const to = index + 1;
    const spreadMs = last.now - (sorted[from]?.now ?? 0);
    const more = to - from - (best.to - best.from);
    if (more > 0 || (more === 0 && spreadMs < best.spreadMs)) best = { from, to, spreadMs };
  }
  return (best.to - best.from) * 2 > sorted.length ? sorted.slice(best.from, best.to) : null;
}

function knownBy(agreed: readonly SaidTime[]): (monotonicNow: number, pcNow: number) => KnownTime {
  const median = medianOf(agreed);
  const phoneIds = agreed.map(({ phoneId }) => phoneId).toSorted();
  const spreadMs = spreadOf(agreed);
  return (monotonicNow, pcNow) => {
    const now = Math.floor(median + monotonicNow);
    const offsetMs = pcNow - now;
    const isBackedUp = agreed.length > 1 || Math.abs(offsetMs) <= agreementMs;
    return { kind: 'known', now, offsetMs, source: { phoneIds, spreadMs, isBackedUp } };
  };
}

function medianOf(sorted: readonly SaidTime[]): number {
  const upper = sorted[Math.floor(sorted.length / 2)]?.now ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]?.now ?? 0;
  return lower + (upper - lower) / 2;
}

function spreadOf(sorted: readonly SaidTime[]): number {
  return (sorted.at(-1)?.now ?? 0) - (sorted[0]?.now ?? 0);
}
