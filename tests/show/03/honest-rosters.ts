import { AndroidDevice } from '../../../simulator/android/android-device.ts';
import { cutName } from '../../../simulator/messenger/wording.ts';
import { evenOut } from '../../../electron/automation/selectors/even-text.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { createSystemClock, pause } from '../../../electron/runtime/clock.ts';
import { valueOf } from '../../support/device-layer.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';
import { atLeast, exactly, told, type Figure, type ShowOptions } from '../show-line.ts';

const fullSize = 500;
const shortSize = 60;
const jobTimeoutMs = 10 * 60_000;
const lookMs = 20;
const mostLeavers = 12;
/** A small group is read in a fraction of a second. */
const laterByMs = { full: 40, short: 6 };
const worldGroup = 'group-1';

interface ReadRoster {
  readonly names: readonly string[];
  readonly statedCount: number | null;
  readonly isComplete: boolean;
  readonly why: string | null;
}

/**
 * One phone, one group that its account owns, read over a real adb server: once while nothing happens, once while somebody leaves
 * it. What was read is compared with the world's members, name by name.
 */
export async function readRosters({ seed, isShort }: ShowOptions): Promise<Figure[]> {
  const size = isShort ? shortSize : fullSize;
  const plan = { groups: [{ name: '社区团购总群', places: [1], size }] };
  const console = await WorldConsole.open({ seed, phoneCount: 1, plan });
  try {
    await console.run('groups.read-list', { phoneIds: await console.phoneIds() }, jobTimeoutMs);
    const groupIds = (await console.groups()).map(({ groupId }) => groupId);
    // The first look tells whose group it is; members are read from then on.
    await console.run('groups.read-info', { groupIds, withMembers: false }, jobTimeoutMs);
    const startedAt = performance.now();
    const rows = await console.run('groups.read-info', { groupIds, withMembers: true }, jobTimeoutMs);
    const tookMs = performance.now() - startedAt;
    const quiet = await rosterOf(console, groupIds[0] ?? '');
    return [
      exactly('rows done', rows.filter(({ state }) => state === 'done').length, rows.length),
      exactly('members that the title says', quiet.statedCount ?? 'not read', size),
      exactly(`cells of a group of ${size} in which nothing happened`, quiet.names.length, size),
      exactly('whole or partial', quiet.isComplete ? 'whole' : `partial: ${quiet.why ?? 'no reason'}`, 'whole'),
      exactly('names that the world has otherwise', differing(quiet.names, worldNames(console)), 'none'),
      told('reading it took', `${Math.round(tookMs / 1000)} s`),
      ...(await readWhileOneLeaves(console, groupIds, isShort ? laterByMs.short : laterByMs.full)),
    ];
  } finally {
    await console.close();
  }
}

interface Leaving {
  readonly said: string;
  readonly isPartial: boolean;
  readonly isHonest: boolean;
  readonly leftCount: number;
}

/** Somebody leaves later and later in a reading, until one is seen that missed them. */
async function readWhileOneLeaves(
  console: WorldConsole,
  groupIds: readonly string[],
  laterBy: number,
): Promise<Figure[]> {
  const readings: Leaving[] = [];
  for (let round = 1; round <= mostLeavers && !readings.some(({ isPartial }) => isPartial); round++) {
    readings.push(await leaveMeanwhile(console, groupIds, round * laterBy));
  }
  const said = readings.map((reading) => reading.said).join('; ');
  const leftCount = readings.reduce((sum, reading) => sum + reading.leftCount, 0);
  return [
    exactly('members that left while they were read, one in each reading', leftCount, readings.length),
    exactly(
      'readings that are neither whole as the world was before or after, nor partial with a reason',
      readings.filter(({ isHonest }) => !isHonest).length,
      0,
    ),
    atLeast(
      'readings that are told as partial, with other cells than the title says',
      readings.filter(({ isPartial }) => isPartial).length,
      1,
      'readings',
    ),
    told('these readings', said),
  ];
}

/** Whole only when it is one of the two rosters that the world had; partial with the reason that the title says more. */
async function leaveMeanwhile(console: WorldConsole, groupIds: readonly string[], afterMs: number): Promise<Leaving> {
  const { world } = console.desk;
  const before = worldNames(console);
  const from = world.acts.read().length;
  const jobId = await console.plan('groups.read-info', { groupIds: [...groupIds], withMembers: true });
  await console.confirm(jobId);
  await untilOnPage(console, from);
  await pause(createSystemClock(), afterMs);
  const leaver = world.membersOf(worldGroup).at(-1);
  if (leaver === undefined) throw new Error('the group has no members');
  world.perform(
    { kind: 'remove-member', groupId: worldGroup, personId: leaver.personId },
    { accountId: null, at: Date.now() },
  );
  await console.untilOver(jobId, jobTimeoutMs);
  const { names, statedCount, isComplete, why } = await rosterOf(console, groupIds[0] ?? '');
  const isOneOfBoth = [before, worldNames(console)].some((each) => differing(names, each) === 'none');
  const isPartial = !isComplete && why !== null && names.length !== statedCount;
  return {
    said: `${names.length} cells of ${statedCount ?? '?'}, ${isComplete ? 'whole' : `partial: ${why ?? 'no reason'}`}`,
    isPartial,
    isHonest: isComplete ? isOneOfBoth : why !== null,
    leftCount: before.length - worldNames(console).length,
  };
}

async function untilOnPage({ desk: { world } }: WorldConsole, from: number): Promise<void> {
  const isThere = (): boolean =>
    world.acts
      .read()
      .slice(from)
      .some(({ kind }) => kind === 'open-member-list');
  while (!isThere()) await pause(createSystemClock(), lookMs);
}

async function rosterOf({ console }: WorldConsole, groupId: string): Promise<ReadRoster> {
  const { output } = procedures['groups.members'];
  const ask = async (afterPosition: number) =>
    output.parse(valueOf(await console.call('groups.members', { groupId, text: '', afterPosition, limit: 500 })));
  const first = await ask(-1);
  const rest = first.cells.length < 500 ? [] : (await ask(first.cells.at(-1)?.position ?? -1)).cells;
  const { roster } = first;
  return {
    names: [...first.cells, ...rest].map(({ name }) => name),
    statedCount: roster?.statedCount ?? null,
    isComplete: roster?.isComplete ?? false,
    why: roster?.why ?? null,
  };
}

/** What the phone's account sees for each member, as its version cuts it. */
function worldNames({ desk }: WorldConsole): string[] {
  const { device } = desk.phone(1);
  const messenger = device instanceof AndroidDevice ? device.phone.display.messenger : null;
  if (messenger === null) throw new Error('the phone has no messenger');
  const accountId = desk.world.accounts[0]?.accountId ?? '';
  return desk.world
    .membersOf(worldGroup)
    .map((member) => cutName(desk.world.nameFor(accountId, member), messenger.variant.members.longestName));
}

/** Names that stand in one list more often than in the other; two members may share one. */
function differing(left: readonly string[], right: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of left) counts.set(evenOut(name), (counts.get(evenOut(name)) ?? 0) + 1);
  for (const name of right) counts.set(evenOut(name), (counts.get(evenOut(name)) ?? 0) - 1);
  const apart = [...counts].filter(([, count]) => count !== 0);
  const first = apart.slice(0, 4).map(([name]) => name);
  return apart.length === 0 ? 'none' : `${apart.length}: ${first.join('; ')}`;
}
