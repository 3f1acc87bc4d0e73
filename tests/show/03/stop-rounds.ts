import type { JobItem } from '../../../electron/contract/jobs.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import type { HeldDesk } from '../../support/operator-desk/held-desk.ts';
import type { OperatorAtPage } from '../../support/operator-desk/operator-at-page.ts';
import { stopHotkey } from '../../../electron/contract/jobs.ts';
import { atLeast, atMost, exactly, told, type Figure, type ShowOptions } from '../show-line.ts';

const stopText = '全停群';
const prefix = '改';
const laneCount = 8;
/** After 全部停止 nothing is committed later than this. */
const barMs = 1_000;
/** For so long the log is watched after a stop. */
const watchedMs = 2_000;
const lookEveryMs = 3;

/** A tap that was sent so shortly before the stop is under way when that comes. */
const underWayMs = 250;
/** By then what a stop waits for must have come. */
const patienceMs = 60_000;

/** When the stop comes: at any time, while a lane is about to commit, or the moment that one has. */
const moments = ['brink', 'commit', 'anywhere'] as const;
type Moment = (typeof moments)[number];
const latest: Readonly<Record<Moment, number>> = { anywhere: 1_500, brink: 700, commit: 25 };

export function stopGroupNames(perPhone: number): readonly string[] {
  return Array.from({ length: laneCount * perPhone }, (_, index) => `${stopText}${String(index + 1).padStart(3, '0')}`);
}

interface Round {
  readonly moment: Moment;
  readonly by: 'button' | 'keys';
  /** Lanes that were on the page of the commit, opened since the job went on, when the stop came. */
  readonly atBrink: number;
  /** Taps that commit, sent right before the stop. */
  readonly underWay: number;
  /** How long after the click or the key the last commit came, milliseconds; null: none came. */
  readonly lastMs: number | null;
  /** Until nothing ran and every phone was free again, milliseconds. */
  readonly freeMs: number;
  /** Rows that say of their group what is not so, in words. */
  readonly untrue: readonly string[];
}

/** 全部停止 from the window over eight running lanes, again and again, each time followed by the act log of the world. */
export async function measureStops(
  held: HeldDesk,
  operator: OperatorAtPage,
  { seed, say, isShort }: ShowOptions,
): Promise<Figure[]> {
  const random = new SeededRandom(seed).fork('stops');
  const roundCount = isShort ? moments.length : 12;
  await operator.setModes('auto');
  await operator.planPrefix(stopText, prefix);
  let sinceSeq = lastSeq(held);
  const jobId = await operator.confirmPlan();
  await operator.openJob(jobId);
  const rounds: Round[] = [];
  for (let index = 0; index < roundCount; index++) {
    const moment = moments[index % moments.length] ?? 'anywhere';
    const by = index % 2 === 0 ? 'button' : 'keys';
    const delayMs = random.between(0, latest[moment]);
    const round = await playRound(held, operator, { jobId, moment, by, delayMs, sinceSeq });
    rounds.push(round);
    say(tell(round, index));
    sinceSeq = lastSeq(held);
    await operator.act('job-resume').click();
  }
  await untilAllRun(held, jobId);
  const unstoppedAt = Date.now();
  await held.console.until(
    'all is renamed',
    ({ jobs }) => jobs.some((job) => job.jobId === jobId && job.state === 'over'),
    600_000,
  );
  return [
    exactly('stops of eight running lanes, by the button and by the keys', rounds.length, roundCount),
    ...judgeRounds(rounds),
    atLeast(
      'control: commits later than 1 s where nobody stops',
      commitsAfter(held, unstoppedAt + barMs).length,
      1,
      '',
    ),
    ...(await judgeEnd(held, operator, jobId)),
  ];
}

function tell({ moment, by, atBrink, underWay, lastMs, freeMs }: Round, index: number): string {
  const last = lastMs === null ? 'no commit after it' : `last commit ${lastMs} ms after it`;
  const lanes = `${atBrink} at the brink, ${underWay} just tapped`;
  return `round ${index + 1}, ${by}, ${moment}, ${lanes}: ${last}; all free after ${freeMs} ms`;
}

function judgeRounds(rounds: readonly Round[]): Figure[] {
  const after = rounds.flatMap(({ lastMs }) => (lastMs === null ? [] : [lastMs]));
  const of = (wanted: Moment): readonly Round[] => rounds.filter(({ moment }) => moment === wanted);
  return [
    ...moments.map((moment) => atLeast(`stops meant for the moment: ${moment}`, of(moment).length, 1, 'stops')),
    atLeast(
      'lanes at the brink of a commit at each stop that is meant for it, fewest',
      Math.min(...of('brink').map(({ atBrink }) => atBrink)),
      1,
      'lanes',
    ),
    atLeast(
      'commits tapped right before each stop that is meant for one, fewest',
      Math.min(...of('commit').map(({ underWay }) => underWay)),
      1,
      'taps',
    ),
    atMost('latest commit after the stop', Math.max(0, ...after), barMs, 'ms'),
    told('stops after which a commit that was under way still came', after.length),
    told('lanes at the brink of a commit when a stop came, all told', sum(rounds.map(({ atBrink }) => atBrink))),
    exactly(
      'rows that say what is not so after a stop',
      rounds.flatMap(({ untrue }) => untrue).join('; ') || 'none',
      'none',
    ),
    told('slowest until every phone was free', `${Math.max(0, ...rounds.map(({ freeMs }) => freeMs))} ms`),
  ];
}

async function judgeEnd(held: HeldDesk, operator: OperatorAtPage, jobId: number): Promise<Figure[]> {
  const items = await operator.items(jobId);
  const open = items.filter(({ state, verifiedBy }) => state !== 'done' || verifiedBy === null);
  const deeds = held.world.acts.deeds().filter(({ kind }) => kind === 'rename-group');
  const twice = items.filter(({ after }) => deeds.filter((deed) => deed.after === after).length !== 1);
  return [
    exactly(
      `rows of ${items.length} not done and proven after the last resume`,
      open.map(({ name, state, code }) => `${name} ${state} ${code ?? ''}`).join('; ') || 'none',
      'none',
    ),
    exactly('groups renamed otherwise than once', twice.length, 0),
  ];
}

interface RoundOrder extends Pick<Round, 'moment' | 'by'> {
  readonly jobId: number;
  readonly delayMs: number;
  /** The last act before the job went on. */
  readonly sinceSeq: number;
}

async function playRound(
  held: HeldDesk,
  operator: OperatorAtPage,
  { jobId, moment, by, delayMs, sinceSeq }: RoundOrder,
): Promise<Round> {
  const { console, world } = held;
  const box = await operator.act('stop-all').boundingBox();
  if (box === null) throw new Error('there is no button to stop');
  await untilAllRun(held, jobId);
  await reach(held, { moment, delayMs, sinceSeq });
  const acts = world.acts.read(sinceSeq);
  const stoppedAt = Date.now();
  if (by === 'button') await console.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  else await console.page.keyboard.press(stopHotkey.replace('CommandOrControl', 'Control'));
  await console.until('nothing runs and every phone is free', ({ jobs, phones }) => {
    const job = jobs.find((each) => each.jobId === jobId);
    const isStopped = job?.state === 'paused' && job.pauseReason === 'stop-all' && job.counts.running === 0;
    return isStopped && phones.every(({ state }) => state === 'ready');
  });
  const freeMs = Date.now() - stoppedAt;
  await console.page.waitForTimeout(Math.max(0, watchedMs - freeMs));
  const after = commitsAfter(held, stoppedAt);
  const lastMs = after.length === 0 ? null : Math.max(...after.map(({ at }) => at)) - stoppedAt;
  const atBrink = lanesAtBrink(acts);
  const underWay = tapsOf(acts).filter(({ at }) => at >= stoppedAt - underWayMs).length;
  return { moment, by, atBrink, underWay, lastMs, freeMs, untrue: untrueRows(held, await operator.items(jobId)) };
}

function untilAllRun({ console }: HeldDesk, jobId: number): Promise<unknown> {
  return console.until(
    'eight lanes run',
    ({ jobs }) => jobs.some((job) => job.jobId === jobId && job.counts.running === laneCount),
    120_000,
  );
}

/** Waits for what the moment is named for, and then so long; at the brink, until a lane stands there still or again. */
async function reach(
  { world }: HeldDesk,
  { moment, delayMs, sinceSeq }: Pick<RoundOrder, 'moment' | 'delayMs' | 'sinceSeq'>,
): Promise<void> {
  const seq = world.acts.read().at(-1)?.seq ?? 0;
  if (moment === 'commit') await untilSo('a commit', () => tapsOf(world.acts.read(seq)).length > 0);
  await sleep(delayMs);
  if (moment === 'brink') await untilSo('a brink', () => lanesAtBrink(world.acts.read(sinceSeq)) > 0);
}

async function untilSo(what: string, isThere: () => boolean): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!isThere()) {
    if (performance.now() > deadline) throw new Error(`${what} did not come`);
    await sleep(lookEveryMs);
  }
}

/** Accounts whose newest act opened the page of the commit. Of acts since the job went on: no act tells that a page was left. */
function lanesAtBrink(acts: readonly Act[]): number {
  const newest = new Map(acts.map(({ accountId, kind }) => [accountId, kind]));
  return [...newest.values()].filter((kind) => kind === 'open-editor').length;
}

function tapsOf(acts: readonly Act[]): readonly Act[] {
  return acts.filter(({ kind }) => kind === 'submit-rename-group');
}

function lastSeq({ world }: HeldDesk): number {
  return world.acts.read().at(-1)?.seq ?? 0;
}

/** Taps that commit a renaming, and renamings, from that moment on. */
function commitsAfter({ world }: HeldDesk, fromAt: number): Act[] {
  const commits = world.acts.read().filter(({ kind }) => kind === 'submit-rename-group' || kind === 'rename-group');
  return commits.filter(({ at }) => at >= fromAt);
}

/**
 * A row that counts as done is done, and one that was done counts as done or as still to be looked at; so does one whose tap was sent
 * and may yet come into effect.
 */
function untrueRows({ world }: HeldDesk, items: readonly JobItem[]): string[] {
  const names = new Set(world.groups.map(({ name }) => name));
  return items.flatMap(({ name, after, state, code, isVerifyDue }) => {
    const isDone = after !== null && names.has(after);
    const isOpen = state === 'ready' || (state === 'held' && code === 'may-still-land');
    const isLookedAt = state === 'held' || isDone;
    const isTrue = state === 'done' ? isDone : isOpen && (!isLookedAt || isVerifyDue);
    return isTrue ? [] : [`${name} ${state} ${code ?? ''}${isDone ? ', is renamed' : ', is not renamed'}`];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function sleep(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
