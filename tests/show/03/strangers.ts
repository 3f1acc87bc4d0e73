import type { JobAttempt, JobItem } from '../../../electron/contract/jobs.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { messengerVariants } from '../../../simulator/messenger/variant.ts';
import { trapKinds, type TrapKind } from '../../../simulator/messenger/stranger-traps.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import { planGroups } from '../../../simulator/world/world-plan.ts';
import { valueOf } from '../../support/device-layer.ts';
import { renamedGroups, submittedIn, unorderedActs, type OrderedName } from '../../support/groups/act-judge.ts';
import { walkCarelessly } from '../../support/groups/careless-hand.ts';
import {
  baitTrap,
  isDueToFail,
  isRelabelled,
  strangersOf,
  trapsOf,
  updateMessenger,
  type StrangeVersion,
} from '../../support/groups/stranger-phones.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';

const jobTimeoutMs = 12 * 60_000;
const readyTimeoutMs = 60_000;
const fullShape = { phoneCount: 6, strangers: 36, traps: trapKinds };
const shortTraps: readonly TrapKind[] = ['leave-in-known-place', 'leave-under-known-label'];
const shortShape = { phoneCount: 3, strangers: 1, traps: shortTraps };

/** Versions that nobody has seen: done through an alternate or not done at all, and nothing else is ever touched. */
export const strangers: ShowLine = {
  id: '03.3',
  title: 'strangers and traps: done through an alternate, or unknown-screen before any commit; no wrong act',
  hasShortForm: true,
  limitMs: 40 * 60_000,
  async run(options) {
    const shape = options.isShort ? shortShape : fullShape;
    const versions = [...strangersOf(options.seed, shape.strangers), ...trapsOf(shape.traps)];
    const { phoneCount } = shape;
    const plan = planGroups({ seed: options.seed, phoneCount, groupCount: versions.length });
    const console = await WorldConsole.open({ seed: options.seed, phoneCount, plan });
    try {
      return [...controlFigures(), ...(await measure(console, { versions, phoneCount }, options))];
    } finally {
      await console.close();
    }
  },
};

interface Course {
  readonly versions: readonly StrangeVersion[];
  readonly phoneCount: number;
}

/** A version on one phone, and the group that is to be renamed there. */
interface Leg {
  readonly version: StrangeVersion;
  readonly place: number;
  readonly order: OrderedName;
  readonly bookId: string;
}

interface Ended {
  readonly leg: Leg;
  readonly item: JobItem;
  readonly attempts: readonly JobAttempt[];
}

/** Of the traps, how many lead somebody who reads nothing into an act that the judge of this line then sees. */
function controlFigures(): Figure[] {
  const [base] = messengerVariants;
  if (base === undefined) return [];
  const caught = trapKinds.filter((trap) => {
    const { world, order } = walkCarelessly(base, trap);
    return unorderedActs(world.acts.read(), [order]).length > 0;
  });
  const harmless = trapKinds.filter((trap) => !caught.includes(trap));
  return [
    atLeast(
      'control: traps that lead a careless hand into a wrong act, as the judge sees it',
      caught.length,
      10,
      'traps',
    ),
    told('traps that only keep it from renaming', harmless.join(', ') || 'none'),
  ];
}

async function measure(console: WorldConsole, course: Course, { say }: ShowOptions): Promise<Figure[]> {
  await readGroups(console);
  const legs = await planLegs(console, course);
  const { world } = console.desk;
  for (const { version, place, order } of legs) baitTrap(world, place, version, order.groupId);
  const firstSeq = world.acts.read().at(-1)?.seq ?? 0;
  const ended: Ended[] = [];
  for (let first = 0; first < legs.length; first += course.phoneCount) {
    const round = legs.slice(first, first + course.phoneCount);
    ended.push(...(await runRound(console, round)));
    for (const { leg, item, attempts } of ended.slice(first)) {
      const words = item.state === 'done' ? alternatesOf(attempts).join(', ') : lastFailure(attempts);
      say(`${leg.version.what}: ${item.state} ${item.code ?? ''}; ${words}`);
    }
  }
  const acts = world.acts.read(firstSeq);
  // What a row says was not done was not ordered to be tapped for either.
  const orders = ended.filter(({ item }) => item.state !== 'failed').map(({ leg }) => leg.order);
  return [
    ...judgeEnds(ended, acts),
    exactly(
      'acts in the log that nobody ordered, anything submitted in a failed row included',
      summed(unorderedActs(acts, orders)),
      'none',
    ),
  ];
}

function summed(wrong: readonly string[]): string {
  return wrong.join('; ') || 'none';
}

async function readGroups(console: WorldConsole): Promise<void> {
  await console.run('groups.read-list', { phoneIds: await console.phoneIds() }, jobTimeoutMs);
  const groupIds = (await console.groups()).map(({ groupId }) => groupId);
  await console.run('groups.read-info', { groupIds, withMembers: false }, jobTimeoutMs);
}

/** Version by version to the next phone, each with the next group that the phone's account is in. */
async function planLegs(console: WorldConsole, { versions, phoneCount }: Course): Promise<Leg[]> {
  const { world } = console.desk;
  const book = new Map((await console.groups()).map(({ name, groupId }) => [name, groupId]));
  return versions.map((version, index) => {
    const place = (index % phoneCount) + 1;
    const own = world.groupsOf(world.accountOf(place)?.accountId ?? '');
    const group = own[Math.floor(index / phoneCount)];
    const bookId = book.get(group?.name ?? '');
    if (group === undefined || bookId === undefined) throw new Error(`no group for ${version.what}`);
    return { version, place, bookId, order: { groupId: group.groupId, name: `陌生版本${index + 1}群` } };
  });
}

/** The phones are updated over night; in the morning the console polls them, and one job renames a group on each. */
async function runRound(console: WorldConsole, round: readonly Leg[]): Promise<Ended[]> {
  const phoneIds = await console.phoneIds();
  const versionOf = new Map(round.map(({ place, version }) => [phoneIds[place - 1], version.variant.version]));
  for (const { place, version } of round) updateMessenger(console, place, version);
  await console.console.waitFor(
    ({ phones }) => phones.filter(({ phoneId }) => versionOf.has(phoneId)).every(({ state }) => state === 'ready'),
    readyTimeoutMs,
  );
  valueOf(await console.console.call('phones.recheck', { phoneIds: [...versionOf.keys()].flatMap((id) => id ?? []) }));
  const names = Object.fromEntries(round.map(({ bookId, order }) => [bookId, order.name]));
  const rule = { kind: 'table', names };
  const items = await console.run('groups.rename', { groupIds: round.map(({ bookId }) => bookId), rule }, jobTimeoutMs);
  return Promise.all(
    round.map(async (leg) => {
      const item = items.find(({ groupId }) => groupId === leg.bookId);
      if (item === undefined) throw new Error(`no row for ${leg.version.what}`);
      return { leg, item, attempts: await attemptsOf(console, item) };
    }),
  );
}

async function attemptsOf(console: WorldConsole, { itemId }: JobItem): Promise<readonly JobAttempt[]> {
  const answer = await console.console.call('jobs.attempts', { itemId });
  return procedures['jobs.attempts'].output.parse(valueOf(answer)).attempts;
}

/** Steps that were done by another way than the first choice, as the attempts' records tell. */
function alternatesOf(attempts: readonly JobAttempt[]): string[] {
  const lines = attempts.flatMap(({ log }) => log.map(({ text }) => text));
  return lines.flatMap((text) => /^(\S+): done (by alternate \d+)/u.exec(text)?.slice(1).join(' ') ?? []);
}

/** The step that an item ended at, for whoever watches. */
function lastFailure(attempts: readonly JobAttempt[]): string {
  const lines = attempts.flatMap(({ log }) => log.map(({ text }) => text));
  return lines.findLast((text) => text.includes(': failed')) ?? '';
}

function judgeEnds(ended: readonly Ended[], acts: readonly Act[]): Figure[] {
  const renamed = renamedGroups(acts);
  const done = ended.filter(({ item }) => item.state === 'done');
  const refused = ended.filter(({ item: { state, code } }) => state === 'failed' && code === 'unknown-screen');
  const others = ended.filter((each) => !done.includes(each) && !refused.includes(each));
  const untrue = ended.filter(({ leg, item }) => renamed.has(leg.order.groupId) !== (item.state === 'done'));
  const plain = done.filter(({ attempts }) => alternatesOf(attempts).length === 0);
  // The ledger notes a commit before the tap; a question that was told no after it is no commit in the world.
  const marked = refused.filter(({ attempts }) => attempts.some(({ committedAt }) => committedAt !== null));
  const sent = marked.filter(({ leg }) => submittedIn(acts, leg.order.groupId).length > 0);
  const relabelled = ended.filter(({ leg }) => isRelabelled(leg.version)).length;
  const hopeless = ended.filter(({ leg }) => isDueToFail(leg.version)).length;
  const names = (list: readonly Ended[]): string =>
    list.map(({ leg, item }) => `${leg.version.what} ${item.state} ${item.code ?? ''}`).join('; ') || 'none';
  return [
    told('rows, each on a version that nobody has seen', ended.length),
    atLeast(
      'done through an alternate; at least a third of those that are little more than relabelled',
      done.length - plain.length,
      Math.max(1, Math.ceil(relabelled / 3)),
      'rows',
    ),
    exactly('done without one', names(plain), 'none'),
    atLeast(
      'failed with unknown-screen; at least those whose button nobody knows',
      refused.length,
      Math.max(1, hopeless),
      'rows',
    ),
    exactly('ended otherwise', names(others), 'none'),
    exactly('rows that say otherwise than the world', names(untrue), 'none'),
    exactly('failed with a commit mark, and the world shows that something was submitted', names(sent), 'none'),
    told('… with a mark and nothing submitted: a question after the tap, told no', marked.length - sent.length),
  ];
}
