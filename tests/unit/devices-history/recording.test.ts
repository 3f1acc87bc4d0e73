import { describe, expect, it } from 'vitest';
import type { ChartSeries, HistoryMetric } from '../../../electron/contract/history.ts';
import type { HealthCheck } from '../../../electron/contract/phones.ts';
import { forgetPhone, health, paperPhone, rememberPhones } from '../../support/history/paper-phones.ts';
import { dayMs, hourMs, minuteMs, noon, openHistoryDesk, value, type HistoryDesk } from './history-desk.ts';

const signal = new AbortController().signal;

/** One poll a minute, as many as there are values; null: no poll. */
async function pollEachMinute(desk: HistoryDesk, levels: readonly (number | null)[]): Promise<void> {
  for (const level of levels) {
    if (level !== null) poll(desk, [{ id: 'battery-level', value: level }]);
    await desk.clock.advance(minuteMs);
  }
}

function poll(desk: HistoryDesk, checks: readonly (Pick<HealthCheck, 'id'> & Partial<HealthCheck>)[]): void {
  desk.phones.put([paperPhone('phone-1', { health: health(desk.clock.now(), checks, 90) })]);
}

async function chart(
  desk: HistoryDesk,
  range: {
    readonly metric?: HistoryMetric;
    readonly fromAt: number;
    readonly toAt: number;
    readonly maxPoints?: number;
  },
): Promise<ChartSeries> {
  const { metric = 'battery-level', maxPoints = 2_000, ...rest } = range;
  const input = { phoneIds: ['phone-1'], metric, maxPoints, ...rest };
  const [series] = value(await desk.history.handlers['history.chart'](input, signal)).series;
  if (series === undefined) throw new Error('no series');
  return series;
}

function countBuckets(desk: HistoryDesk, tier: number): number {
  return desk.rows(`SELECT 1 FROM historyBucket WHERE tier = ${tier}`).length;
}

function openDesk(): HistoryDesk {
  const desk = openHistoryDesk();
  rememberPhones(desk.store, ['phone-1']);
  return desk;
}

describe('what a poll told', () => {
  it('is in the chart at once, before it is written', async () => {
    const desk = openDesk();
    poll(desk, [{ id: 'battery-level', value: 81 }]);
    const { points } = await chart(desk, { fromAt: noon - hourMs, toAt: noon + hourMs });
    expect(points).toEqual([{ at: noon, endAt: noon + minuteMs, min: 81, mean: 81, max: 81, worst: 'ok', count: 1 }]);
  });

  it('is taken once, however often the phone changes between two polls', async () => {
    const desk = openDesk();
    const polled = paperPhone('phone-1', { health: health(noon, [{ id: 'battery-level', value: 81 }]) });
    desk.phones.put([polled]);
    desk.phones.put([{ ...polled, label: '前台' }]);
    expect((await chart(desk, { fromAt: noon, toAt: noon + hourMs })).points[0]?.count).toBe(1);
  });

  it('leaves out a value that was kept from an earlier poll, and one that is unknown', async () => {
    const desk = openDesk();
    await desk.clock.advance(minuteMs);
    poll(desk, [
      { id: 'battery-wear', value: 97, readAt: noon },
      { id: 'battery-level', value: 81, unknownSinceAt: noon },
      { id: 'network', verdict: 'unknown' },
      { id: 'storage', value: 40 },
    ]);
    const range = { fromAt: noon, toAt: noon + hourMs };
    expect((await chart(desk, { ...range, metric: 'battery-wear' })).points).toEqual([]);
    expect((await chart(desk, { ...range, metric: 'battery-level' })).points).toEqual([]);
    expect((await chart(desk, { ...range, metric: 'network' })).points).toEqual([]);
    expect((await chart(desk, { ...range, metric: 'storage' })).points).toHaveLength(1);
  });

  it('of a check without a number is the worst verdict', async () => {
    const desk = openDesk();
    poll(desk, [{ id: 'network', verdict: 'bad' }]);
    const { points } = await chart(desk, { metric: 'network', fromAt: noon, toAt: noon + hourMs });
    expect(points).toMatchObject([{ min: null, mean: null, max: null, worst: 'bad', count: 1 }]);
  });
});

describe('a gap', () => {
  it('is told where polls are missing, and not between two polls', async () => {
    const desk = openDesk();
    await pollEachMinute(desk, [80, 81, ...Array.from({ length: 10 }, () => null), 82, 83]);
    const { points, gaps } = await chart(desk, { fromAt: noon, toAt: desk.clock.now() });
    expect(points).toHaveLength(4);
    expect(gaps).toEqual([{ fromAt: noon + 2 * minuteMs, toAt: noon + 12 * minuteMs }]);
  });

  it('is the whole range for a phone without history', async () => {
    const desk = openDesk();
    const range = { fromAt: noon - hourMs, toAt: noon };
    expect(await chart(desk, range)).toMatchObject({ points: [], gaps: [range] });
  });
});

describe('coarser buckets', () => {
  it('hold exactly what the polls told', async () => {
    const desk = openDesk();
    await pollEachMinute(desk, [10, 20.5, 60, 30]);
    await desk.clock.advance(hourMs);
    const { points } = await chart(desk, { fromAt: noon - 5 * dayMs, toAt: noon + hourMs });
    expect(points).toEqual([
      { at: noon, endAt: noon + 15 * minuteMs, min: 10, mean: 30.125, max: 60, worst: 'ok', count: 4 },
    ]);
  });

  it('that are still open are told from the finer ones', async () => {
    const desk = openDesk();
    await pollEachMinute(desk, [10, 20]);
    const { points } = await chart(desk, { fromAt: noon - 300 * dayMs, toAt: desk.clock.now() });
    expect(countBuckets(desk, 3)).toBe(0);
    expect(points).toMatchObject([{ min: 10, max: 20, count: 2 }]);
  });

  it('are filled when the console runs again after a break', async () => {
    const desk = openDesk();
    await pollEachMinute(desk, [10, 20]);
    await desk.restart(20 * dayMs);
    await desk.clock.advance(2 * minuteMs);
    const { points } = await chart(desk, { fromAt: noon - hourMs, toAt: noon + dayMs });
    expect(points).toMatchObject([{ min: 10, max: 20, count: 2 }]);
  });

  it('that were under way at a restart are continued', async () => {
    const desk = openDesk();
    await pollEachMinute(desk, [10]);
    await desk.restart();
    await pollEachMinute(desk, [30]);
    await desk.clock.advance(hourMs);
    const { points } = await chart(desk, { fromAt: noon - 5 * dayMs, toAt: desk.clock.now() });
    expect(points).toMatchObject([{ at: noon, min: 10, mean: 20, max: 30, count: 2 }]);
  });

  it('take in what comes late, when the clock was set back', async () => {
    const desk = openDesk();
    await pollEachMinute(desk, [10]);
    await desk.clock.advance(7 * hourMs);
    desk.phones.put([
      paperPhone('phone-1', { health: health(noon + 3 * minuteMs, [{ id: 'battery-level', value: 30 }]) }),
    ]);
    const year = { fromAt: noon - 300 * dayMs, toAt: desk.clock.now() };
    expect((await chart(desk, year)).points).toMatchObject([{ min: 10, max: 30, count: 2 }]);
  });

  it('take in what came while the clock was ahead', async () => {
    const desk = openDesk();
    const ahead = noon + 400 * dayMs;
    desk.phones.put([paperPhone('phone-1', { health: health(ahead, [{ id: 'battery-level', value: 30 }]) })]);
    await pollEachMinute(desk, [10, 20]);
    await desk.clock.advance(7 * hourMs);
    const year = { fromAt: noon - 300 * dayMs, toAt: desk.clock.now() };
    expect((await chart(desk, year)).points).toMatchObject([{ min: 10, max: 20, count: 2 }]);
  });
});

describe('the size of the history', () => {
  it('is bounded: minutes are kept for two days, what coarser buckets hold for longer', async () => {
    const desk = openDesk();
    for (let hour = 0; hour < 60; hour++) {
      poll(desk, [{ id: 'battery-level', value: 50 }]);
      await desk.clock.advance(hourMs);
    }
    expect(countBuckets(desk, 0)).toBeLessThanOrEqual(52);
    expect(countBuckets(desk, 2)).toBeGreaterThanOrEqual(59);
  });

  it('does not shrink right after the clock jumped ahead', async () => {
    const desk = openDesk();
    await pollEachMinute(desk, [50]);
    desk.clock.jump(900 * dayMs);
    await desk.clock.advance(30 * minuteMs);
    expect(countBuckets(desk, 0)).toBe(1);
  });
});

describe('a crash', () => {
  it('loses a few seconds of polls at most', async () => {
    const desk = openDesk();
    poll(desk, [{ id: 'battery-level', value: 50 }]);
    expect(countBuckets(desk, 0)).toBe(0);
    await desk.clock.advance(5_000);
    expect(countBuckets(desk, 0)).toBe(1);
  });
});

describe('a power cut', () => {
  it('loses about a minute: so often is the log brought safely to the disk', async () => {
    const desk = openDesk();
    await desk.clock.advance(5 * minuteMs);
    expect(desk.nearby.asked.filter((task) => task === 'history.checkpoint')).toHaveLength(5);
  });
});

describe('a phone', () => {
  it('takes its history with it when it is forgotten', async () => {
    const desk = openDesk();
    await pollEachMinute(desk, [50, 60]);
    forgetPhone(desk.store, 'phone-1');
    desk.phones.remove('phone-1');
    expect((await chart(desk, { fromAt: noon, toAt: noon + hourMs })).points).toEqual([]);
    await desk.clock.advance(10 * minuteMs);
    const rest = desk.rows(`SELECT 1 FROM historyBucket UNION ALL SELECT 1 FROM historyPhone
      UNION ALL SELECT 1 FROM phoneStanding UNION ALL SELECT 1 FROM availabilityDay`);
    expect(rest).toEqual([]);
    expect(desk.store.prepare('SELECT 1 FROM historyForgotten').all()).toEqual([]);
  });

  it('that was forgotten right before a crash loses its history after the restart', async () => {
    const desk = openDesk();
    await pollEachMinute(desk, [50, 60]);
    desk.phones.remove('phone-1');
    await desk.history.dispose();
    forgetPhone(desk.store, 'phone-1');
    await desk.restart();
    await desk.clock.advance(10 * minuteMs);
    expect(desk.rows('SELECT 1 FROM historyBucket')).toEqual([]);
  });

  it('that is remembered a moment after its first poll loses none', async () => {
    const desk = openHistoryDesk();
    poll(desk, [{ id: 'battery-level', value: 50 }]);
    await desk.clock.advance(6_000);
    rememberPhones(desk.store, ['phone-1']);
    expect((await chart(desk, { fromAt: noon, toAt: noon + hourMs })).points).toHaveLength(1);
  });
});

describe('a range', () => {
  it('that ends before it begins is refused', async () => {
    const desk = openDesk();
    const input = { phoneIds: ['phone-1'], metric: 'score' as const, fromAt: 2, toAt: 1, maxPoints: 100 };
    expect(await desk.history.handlers['history.chart'](input, signal)).toMatchObject({
      ok: false,
      error: { code: 'invalid-input', detail: { rule: 'range-empty' } },
    });
  });

  it('of many phones is answered for each of them, in their order', async () => {
    const desk = openDesk();
    for (let hour = 0; hour < 30; hour++) {
      poll(desk, [{ id: 'battery-level', value: hour }]);
      await desk.clock.advance(hourMs);
    }
    const others = Array.from({ length: 199 }, (_, index) => `other-${index}`);
    const range = { fromAt: noon, toAt: desk.clock.now() };
    const input = { ...range, phoneIds: ['phone-1', ...others], metric: 'battery-level' as const, maxPoints: 50 };
    const { series } = value(await desk.history.handlers['history.chart'](input, signal));
    expect(series.map(({ phoneId }) => phoneId)).toEqual(['phone-1', ...others]);
    // Ten at a time, so that nobody else waits for long.
    expect(desk.nearby.asked.filter((task) => task === 'history.chart')).toHaveLength(20);
    expect(series[0]).toEqual(await chart(desk, { ...range, maxPoints: 50 }));
  });
});
