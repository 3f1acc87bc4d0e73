import { flap } from '../../../support/fault-desk/loose-cable.ts';
import { allSights, portless, wait, type Disaster } from './disaster.ts';
import { handPortOf, mapByHand } from './hand-map.ts';

const shortFlapMs = 300;
const variants = [
  { name: 'often', isGone: false, map: 'by path' },
  { name: 'then gone', isGone: true, map: 'by path' },
  { name: 'often, its port by hand', isGone: false, map: 'by hand' },
  { name: 'then gone, on no map', isGone: true, map: 'none' },
] as const;

/** One cable: its phone drops and comes back while its neighbours stay. */
export const cableLoose: Disaster = {
  name: 'one cable loose',
  forms: variants.map(({ name, map }) => ({
    name,
    sights: map === 'by path' ? allSights : portless,
    isQuick: true,
  })),
  bystanders: [1, 14, 15, 16],
  async prepare(desk, { form }) {
    if (variants[form]?.map === 'by hand') await mapByHand(desk);
  },
  async strike({ bench, phoneIdOf }, { random, form }) {
    const { isGone, map } = variants[form] ?? variants[0];
    const index = random.between(2, 10);
    const struckMs = performance.now();
    await flap(bench, index, 3, random.between(300, 700));
    bench.unplug(index);
    if (!isGone) {
      await wait(400);
      bench.plug(index);
    }
    const phoneId = phoneIdOf(index);
    const port = { 'by path': bench.portOf(index), 'by hand': handPortOf(index), none: null }[map];
    return {
      struckMs,
      cause: 'cable-loose',
      isRight: ({ subject }) => subject.phoneId === phoneId && subject.place === port,
      confidences: map === 'none' ? ['possible'] : ['likely'],
      ...(!isGone && { again: () => flap(bench, index, 1, shortFlapMs) }),
    };
  },
};
