import { SeededRandom } from '../world/seeded-random.ts';

/** A hot afternoon in the room where the desk stands. */
export interface HeatWave {
  readonly fromAt: number;
  readonly toAt: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Afternoons are told in China's time. */
const zoneMs = 8 * hourMs;
const noonHours = 12;
const afternoonHours = 6;
const hotDayShare = 0.12;

/** The hot afternoons of a desk: single ones and such that follow each other. The first and the last day have none. */
export function planHeatWaves(order: {
  readonly seed: number;
  readonly fromAt: number;
  readonly days: number;
}): HeatWave[] {
  const random = new SeededRandom(`weather/${order.seed}`);
  const firstNoonAt = Math.ceil((order.fromAt + zoneMs) / dayMs) * dayMs - zoneMs + noonHours * hourMs;
  const waves: HeatWave[] = [];
  let wasHot = false;
  for (let day = 0; day < order.days - 2; day++) {
    wasHot = random.chance(wasHot ? 0.5 : hotDayShare) || (day === 0 && random.chance(0.5));
    const fromAt = firstNoonAt + day * dayMs;
    if (wasHot) waves.push({ fromAt, toAt: fromAt + afternoonHours * hourMs });
  }
  return waves;
}
