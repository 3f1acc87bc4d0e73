import { hashText } from '../world/seeded-random.ts';
import { gauges, type Gauge, type Range } from './gauge.ts';
import type { AgeingPlan, FullSpell, Incident, IncidentKind, NearMiss } from './incident.ts';

/** What a phone's gauges show at one moment. */
export interface Moment {
  readonly celsius: number;
  readonly levelPercent: number;
  readonly isPlugged: boolean;
  readonly freePercent: number;
  readonly capacityPercent: number;
  /** Positive: the phone is ahead. */
  readonly skewSeconds: number;
}

/** A value holds for so long before chance draws another. */
const slotMs = 20 * 60_000;
const dayMs = 86_400_000;
/** The flaky plug of an empty phone holds in so many of its moments around the limit. */
const flakyPlugShare = 0.35;
/** A phone that was full for days is in use for so long before its charge takes its usual way again. */
const usedMs = 4 * 3_600_000;
const used: Range = { low: 68, high: 86 };

/**
 * One phone's days: a pure function of the moment, so that whoever looks, however often, sees the same. During an
 * incident the value is beyond the limit at first, for as long as two polls take, and then wobbles around it until the
 * end; in a near miss it wobbles on the good side.
 */
export class Course {
  readonly #seed: string;
  readonly #surelyBeyondMs: number;
  readonly #incidents: readonly Incident[];
  readonly #nearMisses: readonly NearMiss[];
  readonly #fullSpells: readonly FullSpell[];

  constructor(index: number, options: { plan: AgeingPlan; seed: number; pollIntervalMs: number }) {
    const { plan, seed, pollIntervalMs } = options;
    this.#seed = `course/${seed}/${index}`;
    this.#surelyBeyondMs = 2 * pollIntervalMs;
    this.#incidents = plan.incidents.filter((incident) => incident.index === index);
    this.#nearMisses = plan.nearMisses.filter((miss) => miss.index === index);
    this.#fullSpells = plan.fullSpells.filter((spell) => spell.index === index);
  }

  at(now: number): Moment {
    return {
      celsius: this.#valueOf('hot', now),
      ...this.#chargeAt(now),
      freePercent: this.#valueOf('full', now),
      capacityPercent: this.#valueOf('worn', now),
      skewSeconds: this.#valueOf('clock-off', now) * this.#clockSide(now),
    };
  }

  #chargeAt(now: number): Pick<Moment, 'levelPercent' | 'isPlugged'> {
    const full = this.#fullSpells.find(({ fromAt, toAt }) => now >= fromAt && now < toAt + usedMs);
    if (full === undefined) return { levelPercent: this.#valueOf('flat', now), isPlugged: this.#isPlugged(now) };
    if (now < full.toAt) return { levelPercent: 100, isPlugged: true };
    return { levelPercent: within(used, this.#chance(`used/${Math.floor(now / slotMs)}`)), isPlugged: false };
  }

  #valueOf(kind: IncidentKind, now: number): number {
    const gauge = gauges[kind];
    const chance = this.#chance(`${kind}/${Math.floor(now / slotMs)}`);
    const incident = this.#incidents.find((candidate) => isDuring(candidate, kind, now));
    if (incident !== undefined) {
      const isFirst = now - incident.fromAt < this.#surelyBeyondMs;
      return isFirst ? between(gauge.beyond, incident.peak, chance) : within(gauge.wobble, chance);
    }
    if (this.#nearMisses.some((miss) => isDuring(miss, kind, now))) return within(gauge.near, chance);
    return this.#calmValue(kind, gauge, now, chance);
  }

  /** Charge and warmth go up and down once a day or so; what fills or wears does it within days. */
  #calmValue(kind: IncidentKind, { calm }: Gauge, now: number, chance: number): number {
    const phase = this.#chance(`${kind}/phase`);
    const periodMs = kind === 'flat' ? 0.8 * dayMs : kind === 'hot' ? dayMs : 5 * dayMs;
    const wave = 0.5 + 0.42 * Math.sin(2 * Math.PI * (now / periodMs + phase));
    return within(calm, Math.min(1, Math.max(0, wave + 0.08 * (chance - 0.5))));
  }

  /** A phone that runs flat is off its charger, but for a plug that makes contact now and then once it wobbles. */
  #isPlugged(now: number): boolean {
    const incident = this.#incidents.find((candidate) => isDuring(candidate, 'flat', now));
    if (incident !== undefined) {
      const isWobbling = now - incident.fromAt >= this.#surelyBeyondMs;
      return isWobbling && this.#chance(`plug/${Math.floor(now / slotMs)}`) < flakyPlugShare;
    }
    if (this.#nearMisses.some((miss) => isDuring(miss, 'flat', now))) return false;
    return this.#calmValue('flat', gauges.flat, now, 0.5) < this.#calmValue('flat', gauges.flat, now + slotMs, 0.5);
  }

  /** A clock runs ahead or behind, the same way for a whole spell. */
  #clockSide(now: number): 1 | -1 {
    const spell = [...this.#incidents, ...this.#nearMisses].find((candidate) => isDuring(candidate, 'clock-off', now));
    return this.#chance(`side/${spell?.fromAt ?? 0}`) < 0.5 ? 1 : -1;
  }

  #chance(purpose: string): number {
    return mixed(hashText(`${this.#seed}/${purpose}`));
  }
}

function isDuring(spell: Incident | NearMiss, kind: IncidentKind, now: number): boolean {
  return spell.kind === kind && now >= spell.fromAt && now < spell.toAt;
}

function within({ low, high }: Range, share: number): number {
  return low + share * (high - low);
}

function between(one: number, other: number, share: number): number {
  return one + share * (other - one);
}

/** Spreads a hash over 0 ≤ n < 1; the plain one differs too little between neighbours. */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
