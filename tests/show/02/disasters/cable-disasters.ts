import type { FaultDesk } from '../../../support/fault-desk/fault-desk.ts';
import { allSights, blind, flap, sameIds, until, wait, withLog, withTree, type Disaster } from './disaster.ts';

const hubs = ['1-1', '1-2', '1-2.7', '2-1'] as const;

/** A hub loses its power: all its phones are gone within a moment. */
export const hubDies: Disaster = {
  name: 'hub dies',
  forms: hubs.map((hub) => ({ name: hub, sights: allSights })),
  bystanders: [1],
  async strike({ bench, phoneIdOf }, { form }) {
    const hub = hubs[form % hubs.length] ?? '1-1';
    const phoneIds = bench.phonesBelow(hub).map(phoneIdOf);
    const struckMs = performance.now();
    bench.killHub(hub);
    return {
      struckMs,
      cause: 'hub-lost',
      isRight: ({ subject, phoneIds: told }) => subject.hubId === `local|${hub}` && sameIds(told, phoneIds),
      confidences: ['certain', 'likely'],
    };
  },
};

/** One cable: its phone drops and comes back while its neighbours stay. */
export const cableLoose: Disaster = {
  name: 'one cable loose',
  forms: [
    { name: 'often', sights: allSights },
    { name: 'then gone', sights: allSights },
  ],
  bystanders: [1, 14, 15, 16],
  async strike(desk, { random, form }) {
    const index = random.between(2, 10);
    const struckMs = performance.now();
    await flap(desk, index, 3, random.between(350, 900));
    desk.bench.unplug(index);
    if (form === 0) {
      await wait(400);
      desk.bench.plug(index);
    }
    const phoneId = desk.phoneIdOf(index);
    const port = desk.bench.portOf(index);
    return {
      struckMs,
      cause: 'cable-loose',
      isRight: ({ subject }) => subject.phoneId === phoneId && subject.place === port,
      confidences: ['likely'],
    };
  },
};

/** The controller has no room for more: the system refuses phones, or one more pushes others off. */
export const controllerLimit: Disaster = {
  name: 'controller limit',
  forms: [
    { name: 'refused, in words', sights: withLog },
    { name: 'refused, without words', sights: withTree.filter(({ hasLog }) => !hasLog) },
    { name: 'pushed off', sights: blind },
  ],
  bystanders: [1],
  // A neighbour that flaps frees and takes the very room that is wanted.
  noises: ['none', 'hand'],
  async strike(desk, { random, form }) {
    const { bench, phoneIdOf } = desk;
    if (form === 2) return pushOff(desk);
    const refused = [15, 16];
    for (const index of refused) bench.unplug(index);
    await until('the late phones are absent', () => refused.every((index) => isAbsent(desk, index)));
    bench.limitTo(16 - refused.length);
    const struckMs = performance.now();
    for (const index of refused) {
      bench.plug(index);
      await wait(random.between(100, 500));
    }
    const phoneIds = new Set(refused.map(phoneIdOf));
    return {
      struckMs,
      cause: 'controller-limit',
      // Where a hand takes another phone away, one of the refused ones gets its room.
      isRight: ({ subject, phoneIds: told }) =>
        subject.place === '2' && told.length > 0 && told.every((id) => phoneIds.has(id)),
      confidences: form === 0 ? ['certain'] : ['likely'],
    };
  },
};

function isAbsent({ layer, phoneIdOf }: FaultDesk, index: number): boolean {
  return layer.devices.phones.get(phoneIdOf(index))?.state === 'absent';
}

/** Each phone that comes costs another its place, which comes back and costs the next one its own. */
async function pushOff(desk: Parameters<Disaster['strike']>[0]): ReturnType<Disaster['strike']> {
  const { bench } = desk;
  const chain = [3, 7, 11, 5];
  bench.unplug(3);
  await until('the first one is absent', () => isAbsent(desk, 3));
  await wait(1_500);
  const struckMs = performance.now();
  for (const [at, index] of chain.entries()) {
    bench.plug(index);
    await wait(300);
    const next = chain[at + 1];
    if (next === undefined) break;
    bench.unplug(next);
    await wait(500);
  }
  return {
    struckMs,
    cause: 'controller-limit',
    isRight: ({ subject }) => subject.kind === 'controller' && subject.place === '1',
    confidences: ['likely'],
  };
}
