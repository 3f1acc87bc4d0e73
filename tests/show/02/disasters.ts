import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { CabledPhones, desk16 } from '../../support/fault-desk/cabled-phones.ts';
import { atMost, exactly, told, type Figure, type ShowLine } from '../show-line.ts';
import { cableLoose } from './disasters/cable-disasters.ts';
import { allSights, portless, type Disaster, type Noise, type Variation } from './disasters/disaster.ts';
import { hubDies } from './disasters/hub-disasters.ts';
import { controllerLimit } from './disasters/limit-disasters.ts';
import { debuggingOff, hotPhone } from './disasters/phone-disasters.ts';
import { quietControls } from './disasters/quiet-controls.ts';
import { playQuiet } from './disasters/quiet-desk.ts';
import { heldMs, playRound, type Round, type RoundOptions } from './disasters/round.ts';
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

const figureLimitMs = 15_000;
const everyNoise: readonly Noise[] = ['none', 'hand', 'flapping'];
const shortControls = new Set(['one phone unplugged by hand', 'the adb server restarted']);

/** What befalls a desk is named by its right cause, and nothing else is; it holds as long as it is so, and then ends. */
export const disasters: ShowLine = {
  id: '02.3',
  title: 'eight disasters and their variations: the right cause and subject, and no false reading',
  hasShortForm: true,
  limitMs: 12 * 60_000,
  async run({ isShort, seed, say, signal }) {
    const phones = await CabledPhones.open(desk16.length, seed);
    try {
      const rounds: Round[] = [];
      for (const options of eight.flatMap((disaster) => roundsOf(disaster, isShort, seed))) {
        signal.throwIfAborted();
        const round = await playRound(phones, options);
        say(`${round.title}: ${wordsOf(round)}`);
        rounds.push(round);
      }
      const quiet: string[] = [];
      const controls = quietControls.filter(({ name }) => !isShort || shortControls.has(name));
      for (const sight of isShort ? portless : [...allSights, ...portless]) {
        signal.throwIfAborted();
        quiet.push(...(await playQuiet(phones, { sight, controls, say })));
      }
      for (const each of quiet) say(`FALSE on a quiet desk: ${each}`);
      return figuresOf(rounds, quiet);
    } finally {
      await phones.close();
    }
  },
};

/**
 * Every form of a disaster, each with every sight on which it shows, the noise changing from one to the next; of a fault that
 * has to be made to show again and again, one variation of each form is kept for long. In short one that shows soon.
 */
function roundsOf(disaster: Disaster, isShort: boolean, seed: number): RoundOptions[] {
  const random = new SeededRandom(`${seed}/${disaster.name}`);
  const all = disaster.forms.flatMap(({ sights, isQuick = false }, form) =>
    sights.map((sight, at) => ({ form, sight, isQuick, isFirst: at === 0 })),
  );
  const quick = all.filter(({ isQuick }) => isQuick);
  const chosen = isShort ? [random.pick(quick.length > 0 ? quick : all)] : all;
  return chosen.map(({ form, sight, isFirst }, at) => {
    const noise = noiseOf(disaster, form, isShort ? seed : at);
    const variation: Variation = { form, sight, noise, random: random.fork(String(at)) };
    return { disaster, variation, held: isFirst && !isShort ? 'all' : 'standing' };
  });
}

function noiseOf({ forms, bystanders }: Disaster, form: number, at: number): Noise {
  const { noises = everyNoise } = forms[form] ?? {};
  return bystanders.length === 0 ? 'none' : (noises[(at + form) % noises.length] ?? 'none');
}

function figuresOf(rounds: readonly Round[], quiet: readonly string[]): Figure[] {
  const named = rounds.filter(({ isNamed }) => isNamed).length;
  const held = rounds.filter(({ endedEarly }) => endedEarly !== null);
  const times = rounds
    .flatMap(({ namedMs }) => (namedMs === null ? [] : [namedMs]))
    .toSorted((left, right) => left - right);
  const falseCount = rounds.reduce((sum, { falseReadings }) => sum + falseReadings.length, 0);
  return [
    exactly('disasters named right', `${named} of ${rounds.length}`, `${rounds.length} of ${rounds.length}`),
    exactly('false readings beside them', falseCount, 0),
    exactly('false readings on a quiet desk', quiet.length, 0),
    told(`faults kept for ${heldMs / 1000} s, longer than all by which a reading ends`, held.length),
    exactly('readings that ended before the fault did', held.filter(({ endedEarly }) => endedEarly === true).length, 0),
    exactly('readings that ended by themselves', rounds.filter(({ hasEnded }) => hasEnded).length, rounds.length),
    atMost('from the fault to its name, median', times[Math.floor(times.length / 2)] ?? Infinity, figureLimitMs, 'ms'),
    atMost('from the fault to its name, longest', times.at(-1) ?? Infinity, figureLimitMs, 'ms'),
  ];
}

function wordsOf({ isNamed, namedMs, falseReadings, endedEarly, hasEnded }: Round): string {
  const said = isNamed ? `named after ${Math.round(namedMs ?? 0)} ms` : 'NOT NAMED';
  const kept = { true: '; ENDED EARLY', false: ', held', null: '' }[`${endedEarly}`];
  const wrong = falseReadings.length === 0 ? '' : `; FALSE: ${falseReadings.join('; ')}`;
  return `${said}${kept}${hasEnded ? '' : '; NOT ENDED'}${wrong}`;
}
