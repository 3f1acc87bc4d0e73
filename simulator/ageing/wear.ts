import { SeededRandom } from '../world/seeded-random.ts';
import type { Range } from './gauge.ts';

const dayMs = 86_400_000;
const monthDays = 30;

/** Percent of the design that a new, and a used, battery holds when it comes to the desk. */
const starting: Range = { low: 84, high: 99 };
/** Percent that a battery on a charger loses in a month. */
const monthlyLoss: Range = { low: 0.4, high: 2.6 };
/** A fuel gauge corrects itself every few weeks, up or down, and creeps in between. */
const correctionDays = 18;
const wanderPercent = 0.9;
/** What it tells from one hour to the next. */
const jitterPercent = 0.4;

/** One battery that wears evenly: what it truly holds, and what the phone's fuel gauge makes of it. */
export class WearingBattery {
  readonly percentPerMonth: number;
  readonly #seed: string;
  readonly #startPercent: number;
  readonly #fromAt: number;

  /** @param isWearing false: it holds what it held, whatever the gauge says. */
  constructor(index: number, order: { readonly seed: number; readonly fromAt: number; readonly isWearing?: boolean }) {
    this.#seed = `wear/${order.seed}/${index}`;
    const random = new SeededRandom(this.#seed);
    this.#startPercent = within(starting, random.next());
    const loss = within(monthlyLoss, random.next());
    this.percentPerMonth = order.isWearing === false ? 0 : -loss;
    this.#fromAt = order.fromAt;
  }

  /** Percent of the design that it truly holds. */
  truthAt(now: number): number {
    return this.#startPercent + (this.percentPerMonth * (now - this.#fromAt)) / (monthDays * dayMs);
  }

  /** When it truly comes down to that; null: never. */
  reaches(percent: number): number | null {
    if (this.percentPerMonth === 0) return null;
    return this.#fromAt + ((percent - this.#startPercent) / this.percentPerMonth) * monthDays * dayMs;
  }

  /** What the phone tells. */
  gaugeAt(now: number): number {
    const days = (now - this.#fromAt) / dayMs;
    const phase = days / correctionDays;
    const share = phase - Math.floor(phase);
    const wander =
      this.#chance(`wander/${Math.floor(phase)}`) * (1 - share) +
      this.#chance(`wander/${Math.floor(phase) + 1}`) * share;
    const jitter = this.#chance(`jitter/${Math.floor(days * 24)}`);
    return this.truthAt(now) + wander * wanderPercent + jitter * jitterPercent;
  }

  /** From −1 to 1. */
  #chance(purpose: string): number {
    return 2 * new SeededRandom(`${this.#seed}/${purpose}`).next() - 1;
  }
}

function within({ low, high }: Range, share: number): number {
  return low + share * (high - low);
}
