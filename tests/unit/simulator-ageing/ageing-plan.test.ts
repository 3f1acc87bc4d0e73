import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { Course } from '../../../simulator/ageing/course.ts';
import { gauges } from '../../../simulator/ageing/gauge.ts';
import { planAgeing, type PlanOrder } from '../../../simulator/ageing/incident-plan.ts';
import { incidentKinds, type IncidentKind } from '../../../simulator/ageing/incident.ts';

const hourMs = 3_600_000;
const order: PlanOrder = {
  seed: 7,
  phoneCount: 40,
  fromAt: Date.UTC(2026, 2, 2),
  days: 30,
  pollIntervalMs: hourMs,
  showsWear: (index) => index % 4 !== 0,
};
const plan = planAgeing(order);

/** The value behind a kind of incident, a wrong clock without its side. */
function valueOf(kind: IncidentKind, course: Course, at: number): number {
  const moment = course.at(at);
  switch (kind) {
    case 'hot':
      return moment.celsius;
    case 'flat':
      return moment.levelPercent;
    case 'full':
      return moment.freePercent;
    case 'worn':
      return moment.capacityPercent;
    case 'clock-off':
      return Math.abs(moment.skewSeconds);
  }
}

function courseOf(index: number): Course {
  return new Course(index, { plan, seed: order.seed, pollIntervalMs: hourMs });
}

/** How far on the bad side of a bound; negative on the good one. */
function excess(kind: IncidentKind, value: number, bound: number): number {
  return gauges[kind].isBadAbove ? value - bound : bound - value;
}

function kindsIn(spells: readonly { readonly kind: IncidentKind }[]): Set<IncidentKind> {
  return new Set(spells.map(({ kind }) => kind));
}

/** Values every quarter of an hour of a spell. */
function valuesDuring(spell: { index: number; kind: IncidentKind; fromAt: number; toAt: number }): number[] {
  const course = courseOf(spell.index);
  const values: number[] = [];
  for (let at = spell.fromAt; at < spell.toAt; at += hourMs / 4) values.push(valueOf(spell.kind, course, at));
  return values;
}

describe('the plan of an ageing desk', () => {
  it('is the same for the same order, and another for another seed', () => {
    expect(planAgeing(order)).toEqual(plan);
    expect(planAgeing({ ...order, seed: 8 }).incidents).not.toEqual(plan.incidents);
  });

  it('gives a phone the same days however many phones there are', () => {
    const few = planAgeing({ ...order, phoneCount: 3 });
    expect(few.incidents).toEqual(plan.incidents.filter(({ index }) => index <= 3));
  });

  it('has every kind of incident, hundreds in all, and near misses of every kind', () => {
    expect(plan.incidents.length).toBeGreaterThan(200);
    expect(kindsIn(plan.incidents)).toEqual(new Set(incidentKinds));
    expect(kindsIn(plan.nearMisses)).toEqual(new Set(incidentKinds));
  });

  it('has incidents of at least two looks, some of exactly two', () => {
    const lengths = plan.incidents.map(({ fromAt, toAt }) => toAt - fromAt);
    expect(Math.min(...lengths)).toBe(2 * hourMs);
    expect(Math.max(...lengths)).toBeGreaterThan(48 * hourMs);
  });

  it('keeps spells of one kind on one phone apart, and inside its days', () => {
    const spells = [...plan.incidents, ...plan.nearMisses];
    for (const spell of spells) {
      expect(spell.fromAt).toBeGreaterThanOrEqual(plan.fromAt + 5 * hourMs);
      expect(spell.toAt).toBeLessThanOrEqual(plan.toAt - 5 * hourMs);
      const others = spells.filter(
        (other) => other !== spell && other.index === spell.index && other.kind === spell.kind,
      );
      const gaps = others.map((other) => Math.max(other.fromAt - spell.toAt, spell.fromAt - other.toAt));
      expect(Math.min(...gaps, Infinity)).toBeGreaterThanOrEqual(5 * hourMs);
    }
  });

  it('wears out no battery whose wear nobody can read', () => {
    const worn = plan.incidents.filter(({ kind }) => kind === 'worn');
    expect(worn.filter(({ index }) => index % 4 === 0)).toEqual([]);
  });

  it('has heat waves: afternoons on which many phones are hot', () => {
    const hot = plan.incidents.filter(({ kind }) => kind === 'hot');
    const byDay = new Map<number, number>();
    for (const { fromAt } of hot) {
      const day = Math.floor((fromAt + 8 * hourMs) / (24 * hourMs));
      byDay.set(day, (byDay.get(day) ?? 0) + 1);
    }
    expect(Math.max(...byDay.values())).toBeGreaterThan(12);
  });
});

const everyHour = ({ index, fromAt, toAt }: { index: number; fromAt: number; toAt: number }) => {
  const course = courseOf(index);
  return Array.from({ length: Math.floor((toAt - fromAt) / hourMs) }, (_, hour) => course.at(fromAt + hour * hourMs));
};

describe('phones that are left on their chargers', () => {
  it('are full for days on end, many of them, more than once', () => {
    const days = plan.fullSpells.map(({ fromAt, toAt }) => (toAt - fromAt) / (24 * hourMs));
    expect(Math.min(...days)).toBeGreaterThan(9);
    expect(new Set(plan.fullSpells.map(({ index }) => index)).size).toBeGreaterThan(15);
    expect(plan.fullSpells.length).toBeGreaterThan(20);
    for (const spell of plan.fullSpells) {
      expect(everyHour(spell).every(({ levelPercent, isPlugged }) => levelPercent === 100 && isPlugged)).toBe(true);
    }
  });

  it('are well below full as soon as they are used again, and never full otherwise', () => {
    for (const { index, toAt } of plan.fullSpells) {
      const after = everyHour({ index, fromAt: toAt, toAt: toAt + 4 * hourMs });
      expect(Math.max(...after.map(({ levelPercent }) => levelPercent))).toBeLessThan(90);
    }
    const left = new Set(plan.fullSpells.map(({ index }) => index));
    const never = Array.from({ length: order.phoneCount }, (_, at) => at + 1).filter((index) => !left.has(index));
    expect(never.length).toBeGreaterThan(3);
    for (const index of never) {
      const levels = everyHour({ index, fromAt: plan.fromAt, toAt: plan.toAt }).map((moment) => moment.levelPercent);
      expect(Math.max(...levels)).toBeLessThan(99);
    }
  });

  it('do not run flat meanwhile', () => {
    const flat = [...plan.incidents, ...plan.nearMisses].filter(({ kind }) => kind === 'flat');
    const clashing = plan.fullSpells.filter((spell) =>
      flat.some(({ index, fromAt, toAt }) => index === spell.index && fromAt < spell.toAt && spell.fromAt < toAt),
    );
    expect(clashing).toEqual([]);
  });

  it('are none on a desk of a few days', () => {
    expect(planAgeing({ ...order, days: 5 }).fullSpells).toEqual([]);
  });
});

describe('the course of a phone', () => {
  it('is beyond the limit for the first two looks of every incident', () => {
    for (const incident of plan.incidents) {
      const values = valuesDuring({ ...incident, toAt: incident.fromAt + 2 * hourMs });
      const { limit, beyond } = gauges[incident.kind];
      expect(Math.min(...values.map((value) => excess(incident.kind, value, beyond)))).toBeGreaterThanOrEqual(0);
      expect(excess(incident.kind, beyond, limit)).toBeGreaterThan(0);
    }
  });

  it('never comes back far enough during an incident to call it over', () => {
    for (const incident of plan.incidents) {
      const least = Math.min(
        ...valuesDuring(incident).map((value) => excess(incident.kind, value, gauges[incident.kind].easeTo)),
      );
      expect(least).toBeGreaterThan(0);
    }
  });

  it('wobbles across the limit in long incidents, as a rule without a margin would flap on', () => {
    const long = plan.incidents.filter(({ fromAt, toAt }) => toAt - fromAt > 8 * hourMs);
    const crossing = long.filter((incident) => {
      const sides = valuesDuring(incident).map(
        (value) => excess(incident.kind, value, gauges[incident.kind].limit) > 0,
      );
      return sides.slice(8).some((isBeyond, index) => isBeyond && sides[index + 7] === false);
    });
    expect(crossing.length / long.length).toBeGreaterThan(0.9);
  });

  it('stays on the good side in a near miss', () => {
    for (const miss of plan.nearMisses) {
      const worst = Math.max(...valuesDuring(miss).map((value) => excess(miss.kind, value, gauges[miss.kind].limit)));
      expect(worst).toBeLessThan(0);
    }
  });

  it('is well on the good side whenever nothing befalls the phone', () => {
    const spells = [...plan.incidents, ...plan.nearMisses];
    for (let index = 1; index <= 6; index++) {
      const course = courseOf(index);
      for (let at = plan.fromAt; at < plan.toAt; at += hourMs / 2) {
        for (const kind of incidentKinds) {
          const isBusy = spells.some(
            (spell) => spell.index === index && spell.kind === kind && at >= spell.fromAt && at < spell.toAt,
          );
          if (!isBusy) expect(excess(kind, valueOf(kind, course, at), gauges[kind].easeTo)).toBeLessThan(0);
        }
      }
    }
  });

  it('takes the charger off an empty phone, but for a plug that holds now and then while it wobbles', () => {
    const flat = plan.incidents.filter(({ kind }) => kind === 'flat');
    const plugged = flat.map(({ index, fromAt, toAt }) => {
      const course = courseOf(index);
      const looks = Array.from({ length: Math.floor((toAt - fromAt) / hourMs) }, (_, hour) => fromAt + hour * hourMs);
      return looks.map((at) => course.at(at).isPlugged);
    });
    expect(plugged.flatMap((looks) => looks.slice(0, 2))).not.toContain(true);
    expect(new Set(plugged.flatMap((looks) => looks.slice(2)))).toEqual(new Set([true, false]));
  });
});

describe('the gauges', () => {
  it("have the limits of the console's defaults, and margins no wider than its own", () => {
    const { batteryWarnCelsius, batteryLowPercent, storageLowPercent, clockSkewSeconds } = defaultSettings;
    expect([gauges.hot.limit, gauges.flat.limit, gauges.full.limit, gauges['clock-off'].limit]).toEqual([
      batteryWarnCelsius,
      batteryLowPercent,
      storageLowPercent,
      clockSkewSeconds,
    ]);
  });

  it.each(incidentKinds)('%s: wobbles on both sides, nears on one, rests far away', (kind) => {
    const { limit, easeTo, wobble, near, calm, beyond } = gauges[kind];
    const of =
      (bound: number) =>
      (value: number): number =>
        excess(kind, value, bound);
    const bySide = (range: { low: number; high: number }, bound: number): number[] =>
      [range.low, range.high].map(of(bound)).toSorted((a, b) => a - b);
    expect(bySide(wobble, easeTo)[0]).toBeGreaterThan(0);
    expect(bySide(wobble, limit)[0]).toBeLessThan(0);
    expect(bySide(wobble, limit)[1]).toBeGreaterThan(0);
    expect(bySide(near, limit)[1]).toBeLessThan(0);
    expect(bySide(calm, easeTo)[1]).toBeLessThan(0);
    expect(of(limit)(beyond)).toBeGreaterThan(0);
  });
});
