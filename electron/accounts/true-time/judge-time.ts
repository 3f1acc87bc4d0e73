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

/**
 * What time it is by the phones' clocks, carried on by the clock that nobody sets: the median over more than half of the measured
 * phones that agree. Where no such half is, two that contradict each other above all, no phone has the last word,
 * whichever of them is to act. The latest measurement of a phone counts.
 * @param pcNow what the PC's own clock says, which is believed in nothing
 */
export function judgeTime(measurements: readonly PhoneMeasurement[], monotonicNow: number, pcNow: number): TimeVerdict {
  const latest = [...latestOf(measurements).values()];
  if (latest.length === 0) return { kind: 'unsure', reason: 'no-phone' };
  const steady = latest.filter(({ monotonicAt, pcAt }) => {
    return Math.abs(pcNow - pcAt - (monotonicNow - monotonicAt)) <= jumpMs;
  });
  if (steady.length === 0) return { kind: 'unsure', reason: 'slept-or-set' };
  const fresh = steady.filter(({ monotonicAt }) => monotonicNow - monotonicAt <= longestCarriedMs);
  if (fresh.length === 0) return { kind: 'unsure', reason: 'measured-long-ago' };
  const said = inOrder(
    fresh.map(({ phoneId, phoneAt, monotonicAt }) => ({ phoneId, now: phoneAt + monotonicNow - monotonicAt })),
  );
  const agreed = agreeing(said);
  return agreed === null ? { kind: 'unsure', reason: 'time-unsure', said } : known(agreed, pcNow);
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

function known(agreed: readonly SaidTime[], pcNow: number): KnownTime {
  const now = Math.floor(medianOf(agreed));
  const offsetMs = pcNow - now;
  return {
    kind: 'known',
    now,
    offsetMs,
    source: {
      phoneIds: agreed.map(({ phoneId }) => phoneId).toSorted(),
      spreadMs: spreadOf(agreed),
      isBackedUp: agreed.length > 1 || Math.abs(offsetMs) <= agreementMs,
    },
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
