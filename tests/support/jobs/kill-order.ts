import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { killMoments, type KillMoment } from './kill-schedule.ts';

type Counts = Readonly<Partial<Record<KillMoment, number>>>;

const first: ReadonlySet<KillMoment> = new Set(['planning', 'confirming']);
/** What can be lost only once something was read. */
const late: ReadonlySet<KillMoment> = new Set(['tap-lost', 'held-lost']);

/** The moments of a run in a random order in which each of them can come. */
export function orderMoments(counts: Counts, random: SeededRandom): KillMoment[] {
  const all = momentsOf(counts);
  const middle = all.filter((moment) => !first.has(moment) && !late.has(moment));
  const order = random.sample(middle, middle.length);
  for (const moment of all.filter((each) => late.has(each))) {
    const place = random.between(Math.ceil(order.length / 2), order.length);
    order.splice(place, 0, moment);
  }
  return [...all.filter((moment) => first.has(moment)), ...order];
}

function momentsOf(counts: Counts): KillMoment[] {
  return killMoments.flatMap((moment) => Array.from({ length: counts[moment] ?? 0 }, () => moment));
}
