import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { CabledPhones, desk16 } from '../../support/fault-desk/cabled-phones.ts';
import { openFaultDesk, untilReady, type FaultDesk } from '../../support/fault-desk/fault-desk.ts';
import type { SeenReading } from '../../support/fault-desk/reading-watch.ts';
import { atMost, exactly, type Figure, type ShowLine } from '../show-line.ts';
import { cableLoose, controllerLimit, hubDies } from './disasters/cable-disasters.ts';
import { allSights, flap, wait, type Disaster, type Noise, type Strike, type Variation } from './disasters/disaster.ts';
import { debuggingOff, hotPhone } from './disasters/phone-disasters.ts';
import { quietControls } from './disasters/quiet-controls.ts';
import { hostUnreachable, serverDown, versionsFight } from './disasters/server-disasters.ts';

const eight: readonly Disaster[] = [
  hubDies,
  cableLoose,
  versionsFight,
  serverDown,
  debuggingOff,
  controllerLimit,
  hotPhone,
  hostUnreachable,
];

const namedWithinMs = 20_000;
/** After the naming, this long for a false reading to show itself. */
const afterwardsMs = 1_500;
/** A reading ends by itself this soon after its fault, on the line's short times. */
const endsWithinMs = 12_000;
const figureLimitMs = 15_000;
const everyNoise: readonly Noise[] = ['none', 'hand', 'flapping'];

interface Round {
  readonly title: string;
  readonly isNamed: boolean;
  readonly falseReadings: readonly string[];
  readonly namedMs: number | null;
  readonly hasEnded: boolean;
}

/** What befalls a desk is named by its right cause, and nothing else is; what is over ends by itself. */
export const disasters: ShowLine = {
  id: '02.3',
  title: 'eight disasters and their variations: the right cause and subject, and no false reading',
  // Not yet: its chance variations are not named right in every seed.
  hasShortForm: false,
  limitMs: 30 * 60_000,
  async run({ isShort, seed, say, signal }) {
    const phones = await CabledPhones.open(desk16.length, seed);
    try {
      const rounds: Round[] = [];
      for (const disaster of eight) {
        for (const variation of variationsOf(disaster, isShort, seed)) {
          signal.throwIfAborted();
          const round = await play(phones, disaster, variation);
          say(`${round.title}: ${wordsOf(round)}`);
          rounds.push(round);
        }
      }
      const quiet = await playQuiet(phones, isShort, say);
      return figuresOf(rounds, quiet);
    } finally {
      await phones.close();
    }
  },
};

/** Every form of a disaster, each with every sight on which it shows, the noise changing from one to the next. */
function variationsOf(disaster: Disaster, isShort: boolean, seed: number): Variation[] {
  const random = new SeededRandom(`${seed}/${disaster.name}`);
  const all = disaster.forms.flatMap(({ sights }, form) => sights.map((sight) => ({ form, sight })));
  const chosen = isShort ? [random.pick(all)] : all;
  const { noises = everyNoise } = disaster;
  return chosen.map(({ form, sight }, at) => ({
    form,
    sight,
    noise:
      disaster.bystanders.length === 0
        ? 'none'
        : (noises[(at + form + (isShort ? seed : 0)) % noises.length] ?? 'none'),
    random: random.fork(String(at)),
  }));
}

async function play(phones: CabledPhones, disaster: Disaster, variation: Variation): Promise<Round> {
  const { sight, noise, form } = variation;
  const seen = `${sight.hasTree ? 'sysfs' : 'no sysfs'}, ${sight.hasLog ? 'kernel log' : 'no kernel log'}`;
  const title = `${disaster.name} (${disaster.forms[form]?.name ?? form}; ${seen}; noise ${noise})`;
  const desk = await openFaultDesk(phones, { ports: desk16, sight });
  let strike: Strike | null = null;
  try {
    const noisy = makeNoise(desk, disaster, variation);
    strike = await disaster.strike(desk, variation);
    const { cause, isRight, confidences } = strike;
    const right = ({ last }: SeenReading): boolean =>
      last.cause === cause && isRight(last) && confidences.includes(last.confidence);
    const found = await desk.watch.until((watch) => watch.seen.find(right) ?? null, namedWithinMs);
    const bystander = await noisy;
    await wait(afterwardsMs);
    const wrong = desk.watch.seen.filter((each) => !right(each) && !isOfNoise(each, bystander));
    return {
      title,
      isNamed: found !== null,
      falseReadings: wrong.map(({ last }) => `${last.cause} (${last.confidence}) ${JSON.stringify(last.subject)}`),
      namedMs: found === null ? null : found.firstMs - strike.struckMs,
      hasEnded: await heal(desk, strike),
    };
  } finally {
    await desk.close();
  }
}

/** Answers the phone whose cable really is bad, if one is. */
async function makeNoise(
  desk: FaultDesk,
  { bystanders }: Disaster,
  { noise, random }: Variation,
): Promise<string | null> {
  if (noise === 'none') return null;
  const index = random.pick(bystanders);
  await wait(random.between(0, 600));
  if (noise === 'flapping') {
    await flap(desk, index, 3, 400);
    return desk.phoneIdOf(index);
  }
  desk.bench.unplug(index);
  return null;
}

function isOfNoise({ last }: SeenReading, bystander: string | null): boolean {
  return bystander !== null && last.cause === 'cable-loose' && last.subject.phoneId === bystander;
}

/** Mends everything and waits until nothing is read any more. */
async function heal(desk: FaultDesk, strike: Strike): Promise<boolean> {
  desk.bench.heal();
  await strike.undo?.();
  if (strike.cause === 'host-unreachable') {
    const { devices } = desk.layer;
    const gone = devices.hosts.list().find(({ kind }) => kind === 'remote');
    if (gone !== undefined)
      await devices.handlers['hosts.remove']({ hostId: gone.hostId }, new AbortController().signal);
  }
  await untilReady(desk.layer, desk16.length);
  return (await desk.watch.until(({ open }) => (open.length === 0 ? true : null), endsWithinMs)) === true;
}

async function playQuiet(phones: CabledPhones, isShort: boolean, say: (text: string) => void): Promise<string[]> {
  const found: string[] = [];
  const sights = isShort ? allSights.slice(0, 1) : allSights;
  for (const sight of sights) {
    for (const control of isShort ? quietControls.slice(0, 3) : quietControls) {
      const desk = await openFaultDesk(phones, { ports: desk16, sight });
      try {
        await control.run(desk);
        await wait(afterwardsMs * 2);
        const read = desk.watch.seen.map(({ last }) => `${last.cause} ${JSON.stringify(last.subject)}`);
        say(`quiet: ${control.name}: ${read.length === 0 ? 'nothing read' : read.join('; ')}`);
        found.push(...read);
      } finally {
        await desk.close();
      }
    }
  }
  return found;
}

function figuresOf(rounds: readonly Round[], quiet: readonly string[]): Figure[] {
  const named = rounds.filter(({ isNamed }) => isNamed).length;
  const times = rounds
    .flatMap(({ namedMs }) => (namedMs === null ? [] : [namedMs]))
    .toSorted((left, right) => left - right);
  const falseCount = rounds.reduce((sum, { falseReadings }) => sum + falseReadings.length, 0);
  return [
    exactly('disasters named right', `${named} of ${rounds.length}`, `${rounds.length} of ${rounds.length}`),
    exactly('false readings beside them', falseCount, 0),
    exactly('false readings on a quiet desk', quiet.length, 0),
    exactly('readings that ended by themselves', rounds.filter(({ hasEnded }) => hasEnded).length, rounds.length),
    atMost('from the fault to its name, median', times[Math.floor(times.length / 2)] ?? Infinity, figureLimitMs, 'ms'),
    atMost('from the fault to its name, longest', times.at(-1) ?? Infinity, figureLimitMs, 'ms'),
  ];
}

function wordsOf({ isNamed, namedMs, falseReadings, hasEnded }: Round): string {
  const said = isNamed ? `named after ${Math.round(namedMs ?? 0)} ms` : 'NOT NAMED';
  const wrong = falseReadings.length === 0 ? '' : `; FALSE: ${falseReadings.join('; ')}`;
  return `${said}${hasEnded ? '' : '; NOT ENDED'}${wrong}`;
}
