import { array, assert, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingSeries, type ActSeries } from '../../../electron/accounts/gate/act-series.ts';
import { JoinedSeries } from '../../../electron/accounts/gate/joined-series.ts';

interface PlainAct {
  readonly at: number;
  readonly amount: number;
  /** How long it took. */
  readonly tookMs: number;
}

const act = record({
  at: integer({ min: 0, max: 20 }),
  amount: integer({ min: 0, max: 4 }),
  tookMs: integer({ min: 0, max: 2 }),
});
const acts = array(act, { maxLength: 20 });
const instant = integer({ min: -1, max: 22 });

function seriesOf(plain: readonly PlainAct[]): GrowingSeries {
  const series = new GrowingSeries();
  for (const { at, amount, tookMs } of plain) series.add(at, amount, at - tookMs);
  return series;
}

function both(many: readonly PlainAct[], added: readonly PlainAct[]): readonly [ActSeries, ActSeries] {
  return [new JoinedSeries(seriesOf(many), seriesOf(added)), seriesOf([...many, ...added])];
}

/** Past both ends as well. */
function places({ count }: ActSeries): readonly number[] {
  return Array.from({ length: count + 2 }, (_none, index) => index - 1);
}

function timesOf(series: ActSeries): readonly (number | null)[] {
  return places(series).map((place) => series.timeAt(place));
}

function beginsOf(series: ActSeries): readonly string[] {
  return places(series).map((place) => `${series.timeAt(place)} ${series.beganAt(place)}`);
}

test('two series as one have the acts of both in the order of time', () => {
  assert(
    property(acts, acts, (many, added) => {
      const [joined, copied] = both(many, added);
      expect([joined.count, joined.lastAt]).toEqual([copied.count, copied.lastAt]);
      expect(timesOf(joined)).toEqual(timesOf(copied));
    }),
  );
});

test('they sum up as one does, from an instant on and up to the last act of every instant', () => {
  assert(
    property(acts, acts, instant, (many, added, from) => {
      const [joined, copied] = both(many, added);
      expect(joined.sumSince(from)).toBe(copied.sumSince(from));
      const ends = places(copied).filter((place) => place < 0 || copied.timeAt(place) !== copied.timeAt(place + 1));
      const within = ends.filter((place) => place < copied.count);
      expect(within.map((place) => joined.sumUpTo(place))).toEqual(within.map((place) => copied.sumUpTo(place)));
    }),
  );
});

test('they know when each act began', () => {
  assert(
    property(acts, acts, (many, added) => {
      const [joined, copied] = both(many, added);
      expect(beginsOf(joined).toSorted()).toEqual(beginsOf(copied).toSorted());
    }),
  );
});

test('they name the act with which a sum falls to what is asked', () => {
  assert(
    property(acts, acts, integer({ min: 0, max: 60 }), (many, added, most) => {
      const [joined, copied] = both(many, added);
      expect(joined.lastAbove(most)).toBe(copied.lastAbove(most));
    }),
  );
  expect(() => new JoinedSeries(seriesOf([]), seriesOf([])).lastAbove(-1)).toThrow(RangeError);
});

test('they know whether something lies between two instants', () => {
  assert(
    property(acts, acts, instant, instant, (many, added, from, to) => {
      const [joined, copied] = both(many, added);
      expect(joined.hasBetween(from, to)).toBe(copied.hasBetween(from, to));
    }),
  );
});
