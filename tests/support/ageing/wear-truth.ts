import type { MetricBucket } from '../../../electron/devices/history/bucket-reader.ts';
import { statsOfPoll } from '../../../electron/devices/history/bucket-stats.ts';
import { judgeWear } from '../../../electron/devices/history/trends.ts';
import { WearingBattery } from '../../../simulator/ageing/wear.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Percent of the design at which a battery counts as worn. */
const wornPercent = 80;
/** Nearer than this, the day is not worth a forecast. */
const soonMs = 14 * dayMs;

export interface WearCase {
  readonly seed: number;
  readonly phoneCount: number;
  /** Days of readings, one a day. */
  readonly days: number;
  /** False: batteries that hold what they held. */
  readonly isWearing: boolean;
}

/** What the console says of one battery, held against the day on which it truly is worn. */
export interface WearForecast {
  readonly place: number;
  /** Days from the last reading until it truly is worn; null: never. */
  readonly trueDays: number | null;
  /** As forecast; null: the console tells no day. */
  readonly toldDays: number | null;
}

/** Forecasts of those batteries that are not worn yet, nor will be in the next days. */
export function forecastWear({ seed, phoneCount, days, isWearing }: WearCase): WearForecast[] {
  const fromAt = Date.UTC(2026, 0, 1, 4);
  const nowAt = fromAt + (days - 1) * dayMs;
  return Array.from({ length: phoneCount }, (_, index) => index + 1).flatMap((place) => {
    const battery = new WearingBattery(place, { seed, fromAt, isWearing });
    const trulyAt = battery.reaches(wornPercent);
    if (trulyAt !== null && trulyAt < nowAt + soonMs) return [];
    const readings = Array.from({ length: days }, (__, day) => bucketOf(battery, fromAt + day * dayMs));
    const { wornAt } = judgeWear(readings, false);
    return [{ place, trueDays: daysFrom(nowAt, trulyAt), toldDays: daysFrom(nowAt, wornAt) }];
  });
}

/** How far the told days are off, as shares of what was truly left, smallest first. */
export function shareOff(forecasts: readonly WearForecast[]): number[] {
  return forecasts
    .flatMap(({ trueDays, toldDays }) =>
      trueDays === null || toldDays === null ? [] : [Math.abs(toldDays - trueDays) / trueDays],
    )
    .toSorted((left, right) => left - right);
}

function daysFrom(nowAt: number, at: number | null): number | null {
  return at === null ? null : Math.round((at - nowAt) / dayMs);
}

/** One poll; phones tell tenths of a percent. */
function bucketOf(battery: WearingBattery, at: number): MetricBucket {
  const value = Math.round(battery.gaugeAt(at) * 10) / 10;
  const { metrics } = statsOfPoll([{ metric: 'battery-wear', value, verdict: 'ok' }]);
  const stats = metrics.find((found) => found !== null);
  if (stats === undefined || stats === null) throw new Error('the poll told no wear');
  return { at, endAt: at + hourMs, stats };
}
