import { describe, expect, it } from 'vitest';
import {
  compareAlerts,
  looksIn,
  restsIn,
  type ToldAlert,
  type TrueIncident,
} from '../../support/ageing/alert-truth.ts';
import { planRounds } from '../../support/ageing/care-rounds.ts';

const hourMs = 3_600_000;
const incident: TrueIncident = { phoneId: 'p1', kind: 'battery-hot', fromAt: 10 * hourMs, toAt: 14 * hourMs };
const alert: ToldAlert = { phoneId: 'p1', kind: 'battery-hot', raisedAt: 10.5 * hourMs, endedAt: 14.5 * hourMs };

function compare(incidents: readonly TrueIncident[], alerts: readonly ToldAlert[]): Record<string, number> {
  const { told, ...lists } = compareAlerts(incidents, alerts, hourMs);
  const counts = Object.entries(lists).map(([name, list]) => [name, list.length] as const);
  return Object.fromEntries([['told', told] as const, ...counts].filter(([, count]) => count > 0));
}

describe('what was told, held against what was so', () => {
  it('is right with one alert for each incident, raised and ended within two polls', () => {
    const again: TrueIncident = { ...incident, fromAt: 30 * hourMs, toAt: 32 * hourMs };
    const second: ToldAlert = { ...alert, raisedAt: 32 * hourMs - 1, endedAt: 34 * hourMs };
    expect(compare([incident, again], [second, alert])).toEqual({ told: 2 });
  });

  it.each<[string, readonly ToldAlert[], Record<string, number>]>([
    ['an incident that nothing was said of', [], { missed: 1 }],
    ['an alert of another phone', [{ ...alert, phoneId: 'p2' }], { missed: 1, false: 1 }],
    ['an alert of another kind', [{ ...alert, kind: 'storage-low' }], { missed: 1, false: 1 }],
    ['an alert before the incident', [{ ...alert, raisedAt: 9 * hourMs }], { missed: 1, false: 1 }],
    ['an alert after the incident', [{ ...alert, raisedAt: 14 * hourMs }], { missed: 1, false: 1 }],
    ['a late alert', [{ ...alert, raisedAt: 12 * hourMs + 1 }], { late: 1 }],
    ['an alert that still stands', [{ ...alert, endedAt: null }], { uncleared: 1 }],
    ['an alert that ended too late', [{ ...alert, endedAt: 16 * hourMs + 1 }], { uncleared: 1 }],
    ['an alert that ended too early', [{ ...alert, endedAt: 13 * hourMs }], { flapping: 1 }],
    [
      'an alert that was raised again',
      [
        { ...alert, endedAt: 12 * hourMs },
        { ...alert, raisedAt: 13 * hourMs },
      ],
      { flapping: 1 },
    ],
    ['a second alert at the same time', [alert, alert], { flapping: 1 }],
  ])('finds %s', (_what, alerts, found) => {
    expect(compare([incident], alerts)).toEqual(found);
  });

  it('finds an alert on a desk that nothing befell', () => {
    expect(compare([], [alert])).toEqual({ false: 1 });
  });
});

describe('what hangs over the whole desk', () => {
  const dayMs = 24 * hourMs;
  const spell = (index: number, fromDay: number, toDay: number) => ({
    index,
    fromAt: fromDay * dayMs,
    toAt: toDay * dayMs,
  });
  const restsOf = (...fullSpells: ReturnType<typeof spell>[]): [number, number][] =>
    restsIn({ fromAt: 0, toAt: 30 * dayMs, incidents: [], nearMisses: [], fullSpells }, 7).map(({ fromAt, toAt }) => [
      fromAt / dayMs,
      toAt / dayMs,
    ]);

  it('is one rest from the first phone that is due to the last that is used again', () => {
    expect(restsOf(spell(1, 2, 12), spell(2, 2.2, 12.3), spell(3, 2, 8))).toEqual([[9, 12.3]]);
  });

  it('is one rest over phones that follow within a day, and two over more', () => {
    expect(restsOf(spell(1, 2, 12), spell(2, 5.5, 14))).toEqual([[9, 14]]);
    expect(restsOf(spell(1, 2, 12), spell(2, 6.5, 14))).toEqual([
      [9, 12],
      [13.5, 14],
    ]);
  });

  it('is one look for each round, from its day to its last signature, with every phone in one round', () => {
    const forms = [
      { dueDay: 4, signedAfterHours: [20, 26] },
      { dueDay: 16, signedAfterHours: [30] },
    ];
    const rounds = planRounds(forms, { fromAt: 0, phoneCount: 11 });
    expect(looksIn(rounds).map(({ fromAt, toAt }) => [fromAt / hourMs, toAt / hourMs])).toEqual([
      [96, 122],
      [384, 414],
    ]);
    const signed = rounds.flatMap(({ signOffs }) => signOffs.flatMap(({ places }) => places));
    expect(signed.toSorted((left, right) => left - right)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
