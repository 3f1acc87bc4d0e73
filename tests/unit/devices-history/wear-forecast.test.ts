import { describe, expect, it } from 'vitest';
import { forecastWear, shareOff } from '../../support/ageing/wear-truth.ts';

const twenty = { phoneCount: 20, days: 120 };
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

describe('the day of replacement, held against batteries of which it is known, after four months', () => {
  it.each(seeds)(
    'is told for at least half of them, in the median off by a third of what is left at most (seed %d)',
    (seed) => {
      const forecasts = forecastWear({ ...twenty, seed, isWearing: true });
      const off = shareOff(forecasts);
      expect(off.length / forecasts.length).toBeGreaterThanOrEqual(0.5);
      expect(off[Math.floor(off.length / 2)]).toBeLessThan(0.35);
      expect(off.at(-1)).toBeLessThan(2);
    },
  );

  it('is never told of batteries that do not wear, however their gauges stray', () => {
    const flat = seeds.flatMap((seed) => forecastWear({ ...twenty, seed, isWearing: false }));
    expect(flat).toHaveLength(400);
    expect(flat.filter(({ toldDays }) => toldDays !== null)).toEqual([]);
  });

  it.each([30, 60])('is not told after %d days: a gauge strays as much in that time', (days) => {
    const early = seeds.flatMap((seed) => forecastWear({ seed, phoneCount: 20, days, isWearing: true }));
    expect(early.filter(({ toldDays }) => toldDays !== null)).toEqual([]);
  });
});
