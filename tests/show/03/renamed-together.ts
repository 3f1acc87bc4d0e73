import type { GroupRow } from '../../../electron/contract/group-book.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import type { GroupPlan } from '../../../simulator/world/world-plan.ts';
import { valueOf } from '../../support/device-layer.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';
import { exactly, type Figure, type ShowOptions } from '../show-line.ts';
import { endsOf, placesOf, placesOfRow } from './joined-places.ts';

const phoneCount = 4;
const jobTimeoutMs = 10 * 60_000;
const companyNickname = '小助手';
const companyReason = '门店群';
const setName = '一起改名';
const sizes = [14, 31, 14, 52, 77, 14] as const;
const names = ['晨跑群', '读书会', '瑜伽群', '早市群', '家长群', '车友群'] as const;

/** All are owned by the first account and seen by two more; some are as large as others. */
function planTogether(): GroupPlan[] {
  return names.map((name, at) => ({
    name,
    places: [1, 2 + (at % 3), 2 + ((at + 1) % 3)],
    owner: 1,
    size: sizes[at] ?? 14,
  }));
}

/**
 * Groups that are no more than likely one, as all own accounts are called alike, are renamed together through one account; every
 * list and page is read again; the names before are given back; and others rename some by hand. After each of these the console has
 * each group once, by its id, with what was noted of it. Judged by the world.
 */
export async function judgeRenamedTogether({ seed, say }: ShowOptions): Promise<Figure[]> {
  const console = await WorldConsole.open({ seed, phoneCount, plan: { groups: planTogether() } });
  try {
    for (const { personId } of console.desk.world.accounts) {
      console.desk.world.changeNickname(personId, companyNickname, Date.now());
    }
    await readAll(console, say);
    await readAll(console, say);
    const first = await console.groups();
    const noted = await noteAll(console, first);
    const likely = first.filter(({ strength }) => strength === 'likely');
    const jobId = await renameAll(console, noted, say);
    await readAll(console, say);
    const renamed = await compare(console, noted);
    const history = await historiesOf(console, noted, jobId);
    const restoredCount = await restoreAll(console, jobId, say);
    await readAll(console, say);
    const restored = await compare(console, noted);
    renameByHand(console);
    await readAll(console, say);
    const byHand = await compare(console, noted);
    return [
      exactly('renamed together: groups that are no more than likely one', likely.length, names.length),
      exactly('all lists and pages read again after it, and the world', renamed, 'the same'),
      exactly('histories that tell the new name with its job', history, names.length),
      exactly('rows of the plan that gives the names before back, done', restoredCount, names.length),
      exactly('all read again after that, and the world', restored, 'the same'),
      exactly('three renamed by others, all read again, and the world', byHand, 'the same'),
    ];
  } finally {
    await console.close();
  }
}

/** Each group's id as it was first known, by the group of the world. */
type Noted = ReadonlyMap<string, { readonly groupId: string; readonly city: string }>;

async function readAll(console: WorldConsole, say: (text: string) => void): Promise<void> {
  const lists = await console.run('groups.read-list', { phoneIds: await console.phoneIds() }, jobTimeoutMs);
  const groupIds = (await console.groups()).map(({ groupId }) => groupId);
  const infos = await console.run('groups.read-info', { groupIds, withMembers: false }, jobTimeoutMs);
  say(`lists: ${endsOf(lists)}; pages: ${endsOf(infos)}`);
}

/** A city for each, all in one set, one marked as the company's. */
async function noteAll(console: WorldConsole, groups: readonly GroupRow[]): Promise<Noted> {
  const noted = new Map<string, { groupId: string; city: string }>();
  for (const [at, { groupId, name }] of groups.entries()) {
    const city = `城市${at + 1}`;
    valueOf(await console.console.call('groups.setFields', { groupId, city, custodian: '小李', note: '' }));
    const own = console.desk.world.groups.find((group) => group.name === name);
    noted.set(own?.groupId ?? name, { groupId, city });
  }
  const groupIds = groups.map(({ groupId }) => groupId);
  valueOf(await console.console.call('groups.saveSet', { setId: null, name: setName, groupIds }));
  const [marked = ''] = groupIds;
  valueOf(await console.console.call('groups.markCompanyRun', { groupId: marked, reason: companyReason }));
  return noted;
}

async function renameAll(console: WorldConsole, noted: Noted, say: (text: string) => void): Promise<number> {
  const groupIds = [...noted.values()].map(({ groupId }) => groupId);
  const rule = { kind: 'affix', prefix: '新', suffix: '' };
  const jobId = await console.plan('groups.rename', { groupIds, rule });
  await carryOut(console, jobId, say);
  return jobId;
}

async function restoreAll(console: WorldConsole, jobId: number, say: (text: string) => void): Promise<number> {
  const answer = valueOf(await console.console.call('groups.planRestore', { jobId }));
  const { groupIds, rule } = procedures['groups.planRestore'].output.parse(answer);
  const restoreId = await console.plan('groups.rename', { groupIds, rule });
  await carryOut(console, restoreId, say);
  return (await console.items(restoreId)).filter(({ state }) => state === 'done').length;
}

async function carryOut(console: WorldConsole, jobId: number, say: (text: string) => void): Promise<void> {
  await console.confirm(jobId);
  await console.untilOver(jobId, jobTimeoutMs);
  say(`renamed: ${endsOf(await console.items(jobId))}`);
}

/** Three of unlike sizes get other names from somebody outside the desk. */
function renameByHand({ desk: { world } }: WorldConsole): void {
  for (const at of [1, 3, 4]) {
    const act = { kind: 'rename-group', groupId: `group-${at + 1}`, name: `大家的${names[at] ?? ''}` } as const;
    world.perform(act, { accountId: null, at: Date.now() });
  }
}

/** What the console has otherwise than the world and what was noted; `the same` where nothing. */
async function compare(console: WorldConsole, noted: Noted): Promise<string> {
  const rows = await console.groups();
  const { questions } = procedures['groups.questions'].output.parse(
    valueOf(await console.console.call('groups.questions', {})),
  );
  const wanted = console.desk.world.groups.map(({ groupId, name }) => {
    const known = noted.get(groupId);
    return lineOf({ name, places: placesOf(console, groupId), groupId: known?.groupId ?? '', city: known?.city ?? '' });
  });
  const seen = await Promise.all(rows.map(async (row) => lineOf({ ...row, places: await placesOfRow(console, row) })));
  const others = [
    ...seen.filter((line) => !wanted.includes(line)).map((line) => `there ${line}`),
    ...wanted.filter((line) => !seen.includes(line)).map((line) => `missing ${line}`),
    ...(questions.length === 0 ? [] : [`${questions.length} questions`]),
    ...(rows.every(({ setIds }) => setIds.length === 1) ? [] : ['not all in the set']),
    ...(rows.filter(({ isCompanyRun }) => isCompanyRun).length === 1 ? [] : ['not one marked']),
    ...(rows.every(({ viewCount }) => viewCount === 3) ? [] : ['not three views each']),
  ];
  return others.length === 0 ? 'the same' : others.join('; ');
}

interface Line {
  readonly name: string;
  readonly places: readonly number[];
  readonly groupId: string;
  readonly city: string;
}

function lineOf({ name, places, groupId, city }: Line): string {
  return `${name}: ${places.join(' ')} (${city}, ${groupId.slice(0, 8)})`;
}

/** Groups whose history is the name that was read and the one that the job gave, and no other. */
async function historiesOf(console: WorldConsole, noted: Noted, jobId: number): Promise<number> {
  const told = await Promise.all(
    [...noted].map(async ([worldId, { groupId }]) => {
      const answer = valueOf(await console.console.call('groups.get', { groupId }));
      const { names: history } = procedures['groups.get'].output.parse(answer);
      const [, renamed] = history;
      const isOurs = renamed?.source === 'renamed' && renamed.jobId === jobId;
      return history.length === 2 && isOurs && renamed.name === console.desk.world.group(worldId).name;
    }),
  );
  return told.filter(Boolean).length;
}
