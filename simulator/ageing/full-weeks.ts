import { SeededRandom } from '../world/seeded-random.ts';
import type { FullSpell } from './incident.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Days over which nobody works at the desk, and days at work before, between and after them. */
const quietDays = 10;
const firstQuietDay = 2;
const everyDays = 13;
/** Phones that are left on their chargers meanwhile. */
const leftShare = 0.4;
/** They are left, and taken up again, over a shift. */
const shiftMs = 6 * hourMs;

/** Which phones stay full on their chargers, and when. Days that are too few for a quiet stretch have none. */
export function planFullSpells(order: {
  readonly seed: number;
  readonly phoneCount: number;
  readonly fromAt: number;
  readonly days: number;
}): FullSpell[] {
  const spells: FullSpell[] = [];
  for (let index = 1; index <= order.phoneCount; index++) {
    const random = new SeededRandom(`full/${order.seed}/${index}`);
    for (let day = firstQuietDay; day + quietDays < order.days; day += everyDays) {
      const isLeft = random.chance(leftShare);
      const fromAt = Math.round(order.fromAt + day * dayMs + random.next() * shiftMs);
      const toAt = Math.round(order.fromAt + (day + quietDays) * dayMs + random.next() * shiftMs);
      if (isLeft) spells.push({ index, fromAt, toAt });
    }
  }
  return spells;
}
