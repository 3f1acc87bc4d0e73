import type { FaultReading } from '../../../../electron/contract/faults.ts';
import { flap } from '../../../support/fault-desk/loose-cable.ts';
import type { FaultDesk } from '../../../support/fault-desk/fault-desk.ts';
import {
  blind,
  portless,
  untilAbsent,
  wait,
  withLog,
  withTreeAlone,
  type Disaster,
  type Form,
  type Strike,
  type Variation,
} from './disaster.ts';

/** Phones that come late, when there is no room left, on the second bus. */
const late = [15, 16];
/** Each that comes costs the next one its place. The last one stays away, as there is room for one less. */
const chain = [3, 7, 11, 5];
/** On the second bus, with a cable that gives room and takes it. */
const loose = 14;
const turnMs = 700;
/** Longer than the time in which drops count together. */
const awayMs = 62_000;

interface LimitForm extends Form {
  readonly kind: 'refused' | 'pushed off' | 'in turns';
}

const forms: readonly LimitForm[] = [
  { name: 'refused, in words', kind: 'refused', sights: withLog, isQuick: true },
  { name: 'refused, without words', kind: 'refused', sights: withTreeAlone, isQuick: true },
  { name: 'pushed off', kind: 'pushed off', sights: blind, bystanders: [15], noises: ['none', 'hand'] },
  { name: 'pushed off, without ports', kind: 'pushed off', sights: portless, noises: ['none'] },
  { name: 'in turns with a loose neighbour', kind: 'in turns', sights: [...blind, ...withTreeAlone], noises: ['none'] },
];

/** The controller has no room for more: the system refuses phones, or one more pushes others off. */
export const controllerLimit: Disaster = {
  name: 'controller limit',
  forms,
  bystanders: [1],
  async prepare(desk, { form }) {
    const kind = forms[form]?.kind ?? 'refused';
    const missing = { refused: late, 'pushed off': chain.slice(0, 1), 'in turns': [16] }[kind];
    for (const index of missing) desk.bench.unplug(index);
    await untilAbsent(desk, ...missing);
    // So long ago that nothing of it counts any more: the desk runs with one less.
    await desk.pass(awayMs);
    if (kind !== 'pushed off') desk.bench.limitTo(desk.phones.desk.phones.length - missing.length);
  },
  strike(desk, variation) {
    const kind = forms[variation.form]?.kind ?? 'refused';
    if (kind === 'pushed off') return pushOff(desk, variation);
    return kind === 'refused' ? refuse(desk, variation) : takeTurns(desk, variation);
  },
};

async function refuse({ bench, phoneIdOf }: FaultDesk, { random, sight }: Variation): Promise<Strike> {
  const struckMs = performance.now();
  for (const index of late) {
    bench.plug(index);
    await wait(random.between(100, 500));
  }
  const phoneIds = new Set(late.map(phoneIdOf));
  return {
    struckMs,
    cause: 'controller-limit',
    // Where another phone leaves, one of the refused ones gets its room.
    isRight: onBus('2', (told) => told.length > 0 && told.every((id) => phoneIds.has(id))),
    confidences: sight.hasLog ? ['certain'] : ['likely'],
  };
}

async function pushOff({ bench }: FaultDesk, { sight }: Variation): Promise<Strike> {
  const struckMs = performance.now();
  for (const [at, index] of chain.slice(0, -1).entries()) {
    bench.plug(index);
    await wait(300);
    bench.unplug(chain[at + 1] ?? index);
    await wait(500);
  }
  return {
    struckMs,
    cause: 'controller-limit',
    isRight: onBus(sight.showsPorts ? '1' : null, (told) => told.length > 0),
    confidences: sight.showsPorts ? ['likely'] : ['possible'],
  };
}

/** Whenever the loose one is out, the late one has its room. */
async function takeTurns({ bench, phoneIdOf }: FaultDesk, { sight }: Variation): Promise<Strike> {
  const struckMs = performance.now();
  bench.plug(16);
  await wait(turnMs);
  await flap(bench, loose, 3, turnMs);
  return {
    struckMs,
    cause: 'controller-limit',
    isRight: onBus('2', (told) => told.includes(phoneIdOf(16))),
    confidences: sight.hasTree ? ['likely'] : ['possible'],
  };
}

function onBus(bus: string | null, isRight: (phoneIds: readonly string[]) => boolean) {
  return ({ subject, phoneIds }: FaultReading): boolean =>
    subject.kind === 'controller' && subject.place === bus && isRight(phoneIds);
}
