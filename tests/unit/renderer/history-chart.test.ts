import { describe, expect, it } from 'vitest';
import type { ChartPoint, ChartSeries } from '../../../electron/contract/history.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import {
  bandPath,
  meanPath,
  nearestPoint,
  splitAtGaps,
  timeTicks,
  valueTicks,
  type Scales,
} from '../../../renderer/features/history/chart-geometry.ts';
import { sortByWorst } from '../../../renderer/features/history/compare-order.ts';
import { limitsOf, valueRange } from '../../../renderer/features/history/metric-scale.ts';
import { sharePercent } from '../../../renderer/features/history/value-text.ts';
import { rangeEnd } from '../../../renderer/features/history/time-range.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

function point(minute: number, change: Partial<ChartPoint> = {}): ChartPoint {
  const at = minute * minuteMs;
  return { at, endAt: at + minuteMs, min: 40, mean: 50, max: 60, worst: 'ok', count: 1, ...change };
}

const scales: Scales = {
  plot: { left: 0, top: 0, width: 100, height: 100 },
  range: { fromAt: 0, toAt: 100 * minuteMs },
  values: { low: 0, high: 100 },
};

describe('the line of a chart', () => {
  it('goes through the middle of each point and leaves gaps open', () => {
    const series = { points: [point(0), point(1), point(30)], gaps: [{ fromAt: 2 * minuteMs, toAt: 30 * minuteMs }] };
    const runs = splitAtGaps(series);
    expect(runs.map((run) => run.length)).toEqual([2, 1]);
    expect(runs.map((run) => meanPath(run, scales))).toEqual(['M0.5 50L1.5 50', 'M30 50H31.5']);
  });

  it('is not broken where no gap is told', () => {
    expect(splitAtGaps({ points: [point(0), point(3)], gaps: [] })).toHaveLength(1);
  });

  it('has a band from the lowest to the highest value', () => {
    expect(bandPath([point(0), point(1)], scales)).toBe('M0.5 40L1.5 40L1.5 60L0.5 60Z');
  });
});

describe('the point under the pointer', () => {
  it('is the nearest one, and none where nothing is near', () => {
    const points = [point(0), point(10)];
    expect(nearestPoint(points, 8 * minuteMs, 5 * minuteMs)).toBe(points[1]);
    expect(nearestPoint(points, 5 * minuteMs, minuteMs)).toBeNull();
  });
});

describe('the axes', () => {
  it('have round values', () => {
    expect(valueTicks({ low: 0, high: 100 }, 4)).toEqual([0, 25, 50, 75, 100]);
    expect(valueTicks({ low: 28.3, high: 46.1 }, 4)).toEqual([30, 35, 40, 45]);
  });

  it('have whole hours, local midnights or months', () => {
    const fromAt = new Date(2026, 5, 1, 12).getTime();
    const hours = timeTicks({ fromAt, toAt: fromAt + dayMs }, 8).map((at) => new Date(at).getHours());
    expect(hours).toEqual([12, 15, 18, 21, 0, 3, 6, 9, 12]);
    const days = timeTicks({ fromAt, toAt: fromAt + 30 * dayMs }, 6);
    expect(days.every((at) => new Date(at).getHours() === 0)).toBe(true);
    const months = timeTicks({ fromAt, toAt: fromAt + 365 * dayMs }, 6).map((at) => new Date(at).getMonth());
    expect(months).toEqual([6, 9, 0, 3]);
  });
});

describe('the scale of a metric', () => {
  it('is the whole of a percentage', () => {
    expect(valueRange('battery-level', [point(0)], [])).toEqual({ low: 0, high: 100 });
  });

  it('takes in a limit that is near, and leaves out one that is far', () => {
    const warm = point(0, { min: 30, max: 44 });
    const limits = limitsOf('battery-temperature', defaultSettings);
    expect(valueRange('battery-temperature', [warm], limits).high).toBeGreaterThan(50);
    const cool = point(0, { min: 30, max: 31 });
    expect(valueRange('battery-temperature', [cool], limits).high).toBeLessThan(45);
  });
});

function seriesOf(phoneId: string, ...points: readonly ChartPoint[]): ChartSeries {
  return { phoneId, points: [...points], gaps: [] };
}

describe('phones side by side', () => {
  it('come worst first: by verdict, then by value, those without values last', () => {
    const all = [
      seriesOf('nothing'),
      seriesOf('cool', point(0, { max: 30 })),
      seriesOf('warm', point(0, { max: 41 })),
      seriesOf('hot', point(0, { max: 46, worst: 'warn' })),
    ];
    const order = sortByWorst('battery-temperature', all).map(({ phoneId }) => phoneId);
    expect(order).toEqual(['hot', 'warm', 'cool', 'nothing']);
  });

  it('of a metric where less is worse begin with the lowest', () => {
    const all = [seriesOf('full', point(0, { min: 80 })), seriesOf('low', point(0, { min: 12 }))];
    expect(sortByWorst('battery-level', all)[0]?.phoneId).toBe('low');
  });
});

describe('a range that ends now', () => {
  it('moves on no oftener than its chart could change', () => {
    expect(rangeEnd('day', minuteMs + 1)).toBe(2 * minuteMs);
    expect(rangeEnd('year', 10 * minuteMs)).toBe(rangeEnd('year', 50 * minuteMs));
  });
});

describe('a share of time', () => {
  it.each([
    [1, 100],
    [0.9999, 99.9],
    [0.9951, 99.5],
    [0.0001, 0.1],
    [0, 0],
  ])('of %d reads %d %%: all only where it is all, none only where it is none', (share, percent) => {
    expect(sharePercent(share)).toBe(percent);
  });
});
