import { SeededRandom } from '../world/seeded-random.ts';
import { planFullSpells } from './full-weeks.ts';
import { gauges } from './gauge.ts';
import { planHeatWaves, type HeatWave } from './heat-waves.ts';
import type { AgeingPlan, FullSpell, Incident, IncidentKind, NearMiss } from './incident.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export interface PlanOrder {
  readonly seed: number;
  readonly phoneCount: number;
  readonly fromAt: number;
  readonly days: number;
  /** Incidents last at least two of these, so that whoever looks once in it sees each of them twice. */
  readonly pollIntervalMs: number;
  /** Whether the phone in a place lets its wear be read: a hidden trouble is nobody's incident. */
  readonly showsWear: (index: number) => boolean;
}

interface Rhythm {
  /** Days between two spells of a kind on one phone, on average. */
  readonly everyDays: number;
  /** Longest spell. */
  readonly mostHours: number;
}

const rhythms: Readonly<Record<IncidentKind, Rhythm>> = {
  hot: { everyDays: 7, mostHours: 14 },
  flat: { everyDays: 7, mostHours: 30 },
  full: { everyDays: 8, mostHours: 60 },
  worn: { everyDays: 26, mostHours: 12 * 24 },
  'clock-off': { everyDays: 8, mostHours: 40 },
};

const shortestShare = 0.3;
const nearMissShare = 0.3;
/** Between two spells of a kind the value is long enough as on any day to make two incidents of them. */
const restMs = 5 * hourMs;
/** Nothing begins before the desk was looked at, and all is over before the last look. */
const marginMs = 5 * hourMs;

interface Spell {
  readonly fromAt: number;
  readonly toAt: number;
  readonly isNearMiss: boolean;
}

/** Plans a desk's days. The same order gives the same plan; a phone's spells do not depend on how many phones there are. */
export function planAgeing(order: PlanOrder): AgeingPlan {
  const toAt = order.fromAt + order.days * dayMs;
  const waves = planHeatWaves(order);
  const fullSpells = planFullSpells(order);
  const incidents: Incident[] = [];
  const nearMisses: NearMiss[] = [];
  for (let index = 1; index <= order.phoneCount; index++) {
    const random = new SeededRandom(`ageing/${order.seed}/${index}`);
    const ownFull = fullSpells.filter((spell) => spell.index === index);
    for (const kind of kindsOf(order, index)) {
      const own = random.fork(kind);
      const drawn = kind === 'hot' ? heatSpells(order, waves, own) : spellsOf(order, kind, own);
      // What is full is not flat.
      const spells = kind === 'flat' ? drawn.filter((spell) => isApartFromAll(spell, ownFull)) : drawn;
      for (const { isNearMiss, ...times } of spells) {
        if (isNearMiss) nearMisses.push({ index, kind, ...times });
        else incidents.push({ index, kind, ...times, peak: drawPeak(kind, own) });
      }
    }
  }
  return { fromAt: order.fromAt, toAt, incidents, nearMisses, fullSpells };
}

function kindsOf({ showsWear }: PlanOrder, index: number): IncidentKind[] {
  const always: IncidentKind[] = ['hot', 'flat', 'full', 'clock-off'];
  return showsWear(index) ? [...always, 'worn'] : always;
}

function spellsOf(order: PlanOrder, kind: IncidentKind, random: SeededRandom): Spell[] {
  const spells: Spell[] = [];
  const { everyDays } = rhythms[kind];
  const endAt = order.fromAt + order.days * dayMs - marginMs;
  let at = order.fromAt + marginMs + random.next() * everyDays * dayMs;
  for (;;) {
    const fromAt = Math.round(at);
    const toAt = fromAt + lengthOf(order, kind, random);
    if (toAt > endAt) return spells;
    spells.push({ fromAt, toAt, isNearMiss: random.chance(nearMissShare) });
    at = toAt + restMs + random.next() * 2 * everyDays * dayMs;
  }
}

/** Often the shortest there is, which is the hardest to see. */
function lengthOf({ pollIntervalMs }: PlanOrder, kind: IncidentKind, random: SeededRandom): number {
  const leastMs = 2 * pollIntervalMs;
  if (random.chance(shortestShare)) return leastMs;
  return Math.round(leastMs + random.next() ** 2 * Math.max(0, rhythms[kind].mostHours * hourMs - leastMs));
}

/** A phone's own hot hours, and those that the weather brings to the whole desk. */
function heatSpells(order: PlanOrder, waves: readonly HeatWave[], random: SeededRandom): Spell[] {
  const fromWeather = waves.flatMap((wave) => exposureTo(wave, order, random.fork(`wave/${wave.fromAt}`)));
  const own = spellsOf(order, 'hot', random).filter((spell) => fromWeather.every((wave) => isApart(spell, wave)));
  return [...fromWeather, ...own];
}

/** Some phones lie in the sun, some in the draught: what a wave does to one of them. */
function exposureTo(wave: HeatWave, { pollIntervalMs }: PlanOrder, random: SeededRandom): Spell[] {
  const share = random.next();
  if (share < 0.35) return [];
  const leastMs = 2 * pollIntervalMs;
  const slackMs = Math.max(0, wave.toAt - wave.fromAt - leastMs);
  const fromAt = Math.round(wave.fromAt + random.next() * slackMs * 0.5);
  const toAt = Math.round(fromAt + leastMs + random.next() * slackMs * 0.5);
  return [{ fromAt, toAt, isNearMiss: share < 0.55 }];
}

type Stretch = Pick<Spell, 'fromAt' | 'toAt'>;

function isApart(one: Stretch, other: Stretch): boolean {
  return one.toAt + restMs <= other.fromAt || other.toAt + restMs <= one.fromAt;
}

function isApartFromAll(one: Stretch, others: readonly FullSpell[]): boolean {
  return others.every((other) => isApart(one, other));
}

function drawPeak(kind: IncidentKind, random: SeededRandom): number {
  const { low, high } = gauges[kind].peak;
  return low + random.next() * (high - low);
}
