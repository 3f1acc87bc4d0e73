import { array, assert, boolean, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GrowingSeries } from '../../../electron/accounts/gate/act-series.ts';

interface PlainAct {
  readonly at: number;
  readonly amount: number;
}

const plainActs = array(record({ at: integer({ min: 0, max: 20 }), amount: integer({ min: 0, max: 4 }) }), {
  maxLength: 30,
});
const singleActs = array(record({ at: integer({ min: 0, max: 20 }), amount: integer({ min: 1, max: 1 }) }), {
  maxLength: 30,
});

function seriesOf(acts: readonly PlainAct[]): GrowingSeries {
  const series = new GrowingSeries();
  for (const { at, amount } of acts) series.add(at, amount);
  return series;
}

function beginsOf(series: GrowingSeries): (number | null)[] {
  return Array.from({ length: series.count }, (_none, place) => series.beganAt(place));
}

function sumSince(acts: readonly PlainAct[], from: number): number {
  return acts.reduce((sum, { at, amount }) => (at >= from ? sum + amount : sum), 0);
}

describe('a series of acts', () => {
  test('counts the acts at and after an instant, in whatever order they came', () => {
    assert(
      property(plainActs, integer({ min: -1, max: 22 }), (acts, from) => {
        expect(seriesOf(acts).sumSince(from)).toBe(sumSince(acts, from));
      }),
    );
  });

  test('counts the same where every act is one', () => {
    assert(
      property(singleActs, integer({ min: -1, max: 22 }), (acts, from) => {
        expect(seriesOf(acts).sumSince(from)).toBe(sumSince(acts, from));
      }),
    );
  });

  test('names the act with which a sum falls to what is asked, and no earlier one', () => {
    assert(
      property(plainActs, integer({ min: 0, max: 40 }), boolean(), (acts, most, isSingle) => {
        const counted = isSingle ? acts.map(({ at }) => ({ at, amount: 1 })) : acts;
        const last = seriesOf(counted).lastAbove(most);
        expect(sumSince(counted, (last ?? -1) + 1)).toBeLessThanOrEqual(most);
        if (last !== null) expect(sumSince(counted, last)).toBeGreaterThan(most);
      }),
    );
  });

  test('names none where all acts together are not too much', () => {
    expect(seriesOf([{ at: 5, amount: 2 }]).lastAbove(2)).toBeNull();
  });

  test('names the later of two acts where one of them alone is too much already', () => {
    const series = seriesOf([
      { at: 5, amount: 1 },
      { at: 9, amount: 3 },
    ]);
    expect(series.lastAbove(2)).toBe(9);
  });

  test('refuses to say when a sum falls below nothing', () => {
    expect(() => seriesOf([]).lastAbove(-1)).toThrow(RangeError);
  });

  test('knows whether something lies between two instants, the first one included and the other not', () => {
    const series = seriesOf([{ at: 5, amount: 1 }]);
    expect([series.hasBetween(5, 6), series.hasBetween(4, 5), series.hasBetween(6, 9)]).toEqual([true, false, false]);
  });

  test('knows its latest act, whenever that was added', () => {
    expect(
      seriesOf([
        { at: 9, amount: 1 },
        { at: 5, amount: 1 },
      ]).lastAt,
    ).toBe(9);
  });

  test('keeps when each act began, wherever it came to stand, until it is taken back', () => {
    const series = new GrowingSeries();
    series.add(20, 1);
    series.add(9, 1, 4);
    series.add(9, 1);
    series.add(30, 2, 25);
    expect(beginsOf(series)).toEqual(expect.arrayContaining([4, 9]));
    expect(beginsOf(series).slice(2)).toEqual([20, 25]);
    expect(beginsOf(GrowingSeries.copyOf(series))).toEqual(beginsOf(series));
    expect([series.remove(9, 1, 5), series.remove(9, 1, 4)]).toEqual([false, true]);
    expect(beginsOf(series)).toEqual([9, 20, 25]);
  });

  test('is copied with everything in it', () => {
    assert(
      property(plainActs, integer({ min: -1, max: 22 }), (acts, from) => {
        const copy = GrowingSeries.copyOf(seriesOf(acts));
        expect([copy.count, copy.sumSince(from)]).toEqual([acts.length, sumSince(acts, from)]);
      }),
    );
  });

  test('does not change with its copy', () => {
    const series = seriesOf([{ at: 5, amount: 1 }]);
    GrowingSeries.copyOf(series).add(6, 1);
    expect(series.count).toBe(1);
  });
});
