import { describe, expect, it } from 'vitest';
import type { PhoneTrends } from '../../../electron/contract/history.ts';
import type { MetricBucket } from '../../../electron/devices/history/bucket-reader.ts';
import { statsOfPoll } from '../../../electron/devices/history/bucket-stats.ts';
import { judgeCharge, judgeHeat, judgeWear } from '../../../electron/devices/history/trends.ts';
import { dayMs, hourMs, noon } from './history-desk.ts';

/** One poll a day, the last one now. */
function daily(values: readonly number[], isTroubled: (value: number) => boolean = () => false): MetricBucket[] {
  return values.map((each, index) => {
    const at = noon - (values.length - 1 - index) * dayMs;
    const verdict = isTroubled(each) ? 'warn' : 'ok';
    const [, stats] = statsOfPoll([{ metric: 'battery-level', value: each, verdict }]).metrics;
    if (stats === null || stats === undefined) throw new Error('not reached');
    return { at, endAt: at + hourMs, stats };
  });
}

const falling = (days: number, perDay: number, from = 98): number[] =>
  Array.from({ length: days }, (_, day) => from - day * perDay);

describe('battery wear', () => {
  it('is the slope of the capacity, with the day on which it will count as worn', () => {
    const wear = judgeWear(daily(falling(91, 0.1, 95)), false);
    expect(wear).toMatchObject({ percent: 86, percentPerMonth: -3, unknownReason: null });
    expect(wear.basis).toMatchObject({ sampleCount: 91, dayCount: 91 });
    expect(((wear.wornAt ?? 0) - noon) / dayMs).toBeCloseTo(60, -1);
  });

  it('is unknown for a phone that does not tell its capacity, and for one that was never read', () => {
    expect(judgeWear([], true).unknownReason).toBe('not-offered');
    expect(judgeWear([], false).unknownReason).toBe('never-read');
  });

  it('is unknown while the readings span less than four weeks; the capacity itself is told', () => {
    expect(judgeWear(daily(falling(20, 0.1)), false)).toMatchObject({
      percent: 96.1,
      percentPerMonth: null,
      wornAt: null,
      unknownReason: 'too-few',
    });
  });

  it('gives no day for a battery that does not fall, or is worn already', () => {
    expect(judgeWear(daily(falling(60, 0)), false).wornAt).toBeNull();
    expect(judgeWear(daily(falling(60, 0.1, 80)), false).wornAt).toBeNull();
  });
});

describe('the day of replacement', () => {
  it('is not told while the slope could be noise', () => {
    const noisy = Array.from({ length: 60 }, (_, day) => 90 + (day % 2 === 0 ? 3 : -3) - day * 0.001);
    const wear = judgeWear(daily(noisy), false);
    expect(wear.percentPerMonth).toBeLessThan(0);
    expect(wear.wornAt).toBeNull();
  });

  it('starts anew with a swapped battery', () => {
    const swapped = [...falling(60, 0.1, 85), ...falling(40, 0.05, 100)];
    const wear = judgeWear(daily(swapped), false);
    expect(wear).toMatchObject({ percentPerMonth: -1.5, basis: { dayCount: 40 } });
    expect(judgeWear(daily([...falling(60, 0.1, 85), 100]), false)).toMatchObject({
      percent: 100,
      wornAt: null,
      unknownReason: 'too-few',
    });
  });

  it('takes a smaller rise for the gauge’s own correction', () => {
    const corrected = [...falling(30, 0.1, 92), ...falling(30, 0.1, 96)];
    expect(judgeWear(daily(corrected), false).basis.dayCount).toBe(60);
  });
});

describe('the charge', () => {
  it('is told as mean, slope and share of low polls', () => {
    expect(judgeCharge(daily([50, 40, 30, 20, 10], (level) => level < 25))).toMatchObject({
      meanPercent: 30,
      percentPerDay: -10,
      lowShare: 0.4,
      unknownReason: null,
    });
  });

  it('has no slope from two days', () => {
    expect(judgeCharge(daily([50, 40]))).toMatchObject({ percentPerDay: null, unknownReason: 'too-few' });
  });
});

function heat(values: readonly number[]): PhoneTrends['heat'] {
  return judgeHeat(
    daily(values, (celsius) => celsius >= 45),
    noon + hourMs,
  );
}

describe('heat', () => {
  it('is the share of hot polls week by week, and the slope', () => {
    const { weeks, celsiusPerWeek } = heat([30, 31, 32, 33, 34, 35, 36, 46, 38, 39, 40, 41, 42, 43]);
    expect(weeks).toHaveLength(12);
    expect(weeks.at(-1)).toMatchObject({ sampleCount: 7, maxCelsius: 46 });
    expect(weeks.at(-1)?.hotShare).toBeCloseTo(1 / 7, 5);
    expect(weeks.at(-3)).toMatchObject({ sampleCount: 0, hotShare: null, maxCelsius: null });
    expect(celsiusPerWeek).toBeGreaterThan(6);
  });

  it('has no slope from less than a week', () => {
    expect(heat([30, 31, 32])).toMatchObject({ celsiusPerWeek: null, unknownReason: 'too-few' });
  });
});
