import { describe, expect, it } from 'vitest';
import { compareAlerts, type ToldAlert, type TrueIncident } from '../../support/ageing/alert-truth.ts';

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
