import type { FaultReading } from '../../../../electron/contract/faults.ts';
import { desk16, type CabledPhones } from '../../../support/fault-desk/cabled-phones.ts';
import { openFaultDesk, shortTiming, untilReady, type FaultDesk } from '../../../support/fault-desk/fault-desk.ts';
import { flap } from '../../../support/fault-desk/loose-cable.ts';
import { isSurer, type SeenReading } from '../../../support/fault-desk/reading-watch.ts';
import { wait, type Disaster, type Noise, type Strike, type Variation } from './disaster.ts';

const namedWithinMs = 20_000;
/** After the naming, this long for a false reading to show itself; then the time passes faster. */
const afterwardsMs = 300;
/** A reading ends by itself this soon after its fault, on the line's short times. */
const endsWithinMs = 12_000;
/** What counts together is forgotten, and what is quiet is over, well before this. */
export const heldMs = Math.max(2 * shortTiming.quietMs, shortTiming.flapWindowMs) + 4_000;
const settledMs = 5_000;
const noiseMs = 300;
/** Between two showings of a fault that shows in drops. */
const againMs = 3_000;

export interface Round {
  readonly title: string;
  readonly isNamed: boolean;
  readonly falseReadings: readonly string[];
  readonly namedMs: number | null;
  /** Did the reading end before the fault did? Null where the fault was not kept that long. */
  readonly endedEarly: boolean | null;
  readonly hasEnded: boolean;
}

export interface RoundOptions {
  readonly disaster: Disaster;
  readonly variation: Variation;
  /** Which faults are kept for longer than everything by which a reading could end: those that stand by themselves, or all. */
  readonly held: 'standing' | 'all';
}

/** One disaster on a desk that was just set up: what is read, whether it holds as long as the fault, and ends with it. */
export async function playRound(phones: CabledPhones, { disaster, variation, held }: RoundOptions): Promise<Round> {
  const desk = await openFaultDesk(phones, { ports: desk16, sight: variation.sight });
  let undo: Strike['undo'];
  try {
    // A desk that has been running: all of it was seen to be well at the same time.
    await desk.pass(settledMs);
    await disaster.prepare?.(desk, variation);
    // What was read of hands that made the desk ready.
    const before = new Set(desk.watch.seen);
    const noisy = makeNoise(desk, disaster, variation);
    const strike = await disaster.strike(desk, variation);
    undo = once(strike.undo);
    const { isRight, struckMs } = strike;
    const right = judgeOf(strike);
    const found = await desk.watch.until((watch) => watch.seen.find(right) ?? null, namedWithinMs);
    const bystander = await noisy;
    await wait(afterwardsMs);
    const isHeld = found !== null && (held === 'all' || strike.again === undefined);
    const endedEarly = isHeld ? await hold(desk, strike, isRight) : null;
    const fresh = desk.watch.seen.filter((each) => !before.has(each));
    const wrong = fresh.filter((each) => !right(each) && !isOfNoise(each, bystander, variation));
    const round = {
      title: titleOf(disaster, variation),
      isNamed: found !== null,
      falseReadings: wrong.map(({ last, surest }) => `${last.cause} (${surest}) ${JSON.stringify(last.subject)}`),
      namedMs: found === null ? null : found.firstMs - struckMs,
      endedEarly,
    };
    return { ...round, hasEnded: await heal(desk, undo) };
  } finally {
    await undo?.();
    await desk.close();
  }
}

/** The right cause on the right subject, and never surer than anybody can be. */
function judgeOf({ cause, isRight, confidences }: Strike): (seen: SeenReading) => boolean {
  return ({ last, surest }) => {
    const isTooSure = !confidences.some((confidence) => !isSurer(surest, confidence));
    return last.cause === cause && isRight(last) && confidences.includes(last.confidence) && !isTooSure;
  };
}

/** Answers whether the reading was gone at some time while the fault was there. */
async function hold(desk: FaultDesk, strike: Strike, isRight: Strike['isRight']): Promise<boolean> {
  let isGone = false;
  const isOpen = (): boolean =>
    desk.watch.open.some((reading: FaultReading) => reading.cause === strike.cause && isRight(reading));
  const stop = desk.part.readings.subscribe(() => (isGone ||= !isOpen()));
  const { again } = strike;
  if (again === undefined) await desk.pass(heldMs);
  else {
    for (let passedMs = 0; passedMs < heldMs; passedMs += againMs) {
      await again();
      await desk.pass(againMs);
    }
  }
  stop();
  return isGone || !isOpen();
}

interface Bystander {
  readonly phoneId: string;
  readonly noise: Noise;
}

/** Answers the phone that was touched, if one was. */
async function makeNoise(
  desk: FaultDesk,
  { forms, bystanders }: Disaster,
  { noise, form, random }: Variation,
): Promise<Bystander | null> {
  if (noise === 'none') return null;
  const index = random.pick(forms[form]?.bystanders ?? bystanders);
  await wait(random.between(0, 600));
  if (noise === 'flapping') await flap(desk.bench, index, 3, noiseMs);
  else desk.bench.unplug(index);
  return { phoneId: desk.phoneIdOf(index), noise };
}

/** A cable that is bad really is; a phone that hands took away is, where nothing is told of USB, no more than a guess. */
function isOfNoise({ last, surest }: SeenReading, bystander: Bystander | null, { sight }: Variation): boolean {
  if (bystander === null || last.subject.phoneId !== bystander.phoneId) return false;
  if (bystander.noise === 'flapping') return last.cause === 'cable-loose' && surest !== 'certain';
  return last.cause === 'debugging-off' && surest === 'possible' && !sight.hasTree && !sight.hasLog;
}

function once(work: Strike['undo']): Strike['undo'] {
  let isDone = false;
  return async () => {
    if (isDone) return;
    isDone = true;
    await work?.();
  };
}

/** Mends everything and waits until nothing is read any more. */
async function heal(desk: FaultDesk, undo: Strike['undo']): Promise<boolean> {
  desk.bench.heal();
  await undo?.();
  await untilReady(desk.layer, desk16.length);
  await desk.pass(endsWithinMs);
  return desk.watch.open.length === 0;
}

function titleOf({ name, forms }: Disaster, { sight, noise, form }: Variation): string {
  const tree = sight.hasTree ? 'sysfs' : 'no sysfs';
  const log = sight.hasLog ? 'kernel log' : 'no kernel log';
  const ports = sight.showsPorts ? '' : ', no ports';
  return `${name} (${forms[form]?.name ?? form}; ${tree}, ${log}${ports}; noise ${noise})`;
}
