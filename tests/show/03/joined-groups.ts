import type { JobItem } from '../../../electron/contract/jobs.ts';
import type { GroupRow } from '../../../electron/contract/group-book.ts';
import type { GroupPlan } from '../../../simulator/world/world-plan.ts';
import { planGroups } from '../../../simulator/world/world-plan.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';
import { valueOf } from '../../support/device-layer.ts';
import { exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';

const phoneCount = 6;
const viewsPerGroup = 3;
const renamed = 3;
const jobTimeoutMs = 15 * 60_000;

export const joinedGroups: ShowLine = {
  id: '03.6',
  title: 'groups seen by three own accounts each, two of one name: joined and kept apart as the world says',
  hasShortForm: true,
  limitMs: 30 * 60_000,
  async run(options) {
    const { isShort, seed } = options;
    const groups = planNamed(seed, isShort ? 4 : 30);
    const console = await WorldConsole.open({ seed, phoneCount, plan: { groups } });
    try {
      return await measure(console, options);
    } finally {
      await console.close();
    }
  },
};

/**
 * Every group is seen by three accounts, the first of which owns it. The last one is called as the first and has as many members,
 * and no account is in both.
 */
function planNamed(seed: number, groupCount: number): GroupPlan[] {
  const { groups } = planGroups({ seed, phoneCount, groupCount, viewsPerGroup, sizes: [14, 9, 20] });
  const [first] = groups;
  if (first === undefined) return [];
  return [...groups.slice(0, -1), { ...first, places: [4, 5, 6], owner: 4 }];
}

async function measure(console: WorldConsole, options: ShowOptions): Promise<Figure[]> {
  const { say } = options;
  const phoneIds = await console.phoneIds();
  const lists = await console.run('groups.read-list', { phoneIds }, jobTimeoutMs);
  say(`lists: ${endsOf(lists)}`);
  const listed = await console.groups();
  const early = await plannedTwice(console, listed);
  const infos = await console.run(
    'groups.read-info',
    { groupIds: listed.map(({ groupId }) => groupId), withMembers: true },
    jobTimeoutMs,
  );
  say(`pages: ${endsOf(infos)}`);
  // Whose group it is decides whose members are read: what the first look told is used by the second.
  const known = await console.groups();
  early.push(...(await plannedTwice(console, known)));
  const members = await console.run('groups.read-info', { groupIds: partly(known), withMembers: true }, jobTimeoutMs);
  say(`members: ${endsOf(members)}`);
  const joined = await console.groups();
  return [
    exactly('groups that a plan over views read in part would rename twice', early.join('; ') || 'none', 'none'),
    ...(await judgeJoining(console, joined)),
    ...(await judgeRenaming(console, joined, options)),
    ...(await judgeTwins(console, joined, options)),
  ];
}

/** Groups of the world that a plan over all rows of the console would rename through more than one view. */
async function plannedTwice(console: WorldConsole, groups: readonly GroupRow[]): Promise<string[]> {
  const phoneIds = await console.phoneIds();
  const rule = { kind: 'affix', prefix: '早', suffix: '' };
  const groupIds = groups.map(({ groupId }) => groupId);
  const rows = await console.items(await console.plan('groups.rename', { groupIds, rule }));
  const ready = rows.filter(({ verdict }) => verdict === 'ready');
  const byGroup = Map.groupBy(ready, ({ phoneId, name }) => {
    const account = console.desk.world.accounts[phoneIds.indexOf(phoneId)];
    const own = account === undefined ? [] : console.desk.world.groupsOf(account.accountId);
    return own.find((group) => group.name === name)?.groupId ?? name;
  });
  return [...byGroup].flatMap(([groupId, all]) => (all.length > 1 ? [groupId] : []));
}

/** How many rows ended in which way. */
function endsOf(items: readonly JobItem[]): string {
  const counts = new Map<string, number>();
  for (const { state, code } of items)
    counts.set(`${state} ${code ?? ''}`, (counts.get(`${state} ${code ?? ''}`) ?? 0) + 1);
  return [...counts].map(([end, count]) => `${count} ${end}`).join(', ');
}

/** Groups that are not surely joined yet. */
function partly(groups: readonly GroupRow[]): string[] {
  const chosen = groups.filter(({ viewCount, strength }) => viewCount !== viewsPerGroup || strength !== 'certain');
  return (chosen.length === 0 ? groups.slice(0, 1) : chosen).map(({ groupId }) => groupId);
}

/** Places of the phones whose accounts are in the group, from 0. */
function placesOf({ desk: { world } }: WorldConsole, groupId: string): number[] {
  return world.accounts.flatMap(({ accountId }, place) =>
    world.groupsOf(accountId).some((group) => group.groupId === groupId) ? [place] : [],
  );
}

/** The same, as the console has it. */
async function placesOfRow(console: WorldConsole, { phoneIds }: GroupRow): Promise<number[]> {
  const all = await console.phoneIds();
  return phoneIds.map((phoneId) => all.indexOf(phoneId)).toSorted((left, right) => left - right);
}

async function judgeJoining(console: WorldConsole, groups: readonly GroupRow[]): Promise<Figure[]> {
  const { world } = console.desk;
  const truth = world.groups.map(({ groupId, name }) => `${name}: ${placesOf(console, groupId).join(' ')}`);
  const seen = await Promise.all(
    groups.map(async (group) => `${group.name}: ${(await placesOfRow(console, group)).join(' ')}`),
  );
  const wrong = seen.filter((group) => !truth.includes(group));
  const missing = truth.filter((group) => !seen.includes(group));
  const page = procedures['groups.page'].output.parse(
    valueOf(
      await console.console.call('groups.page', {
        filter: { text: '', role: null, phoneId: null, setId: null, isQuestioned: false, order: 'name' },
        after: 0,
        limit: 1,
      }),
    ),
  );
  return [
    exactly('groups of the world', seen.length, truth.length),
    exactly('groups that are not as the world says', wrong.join('; ') || 'none', 'none'),
    exactly('groups of the world that are not so in the console', missing.join('; ') || 'none', 'none'),
    told('views that a person is asked about', page.questionCount),
  ];
}

/** Renames some groups, each of which three accounts see, and counts in the world's log how often each was renamed. */
async function judgeRenaming(
  console: WorldConsole,
  groups: readonly GroupRow[],
  { isShort, say }: ShowOptions,
): Promise<Figure[]> {
  const { phoneId, groupIds } = await chooseOfOnePhone(console, groups, isShort ? 1 : renamed);
  const payload = { groupIds: [...groupIds, ...groupIds], rule: { kind: 'affix', prefix: '新', suffix: '' } };
  const first = await console.plan('groups.rename', payload);
  // With that phone away the same groups are planned through another account's view, twice.
  const place = (await console.phoneIds()).indexOf(phoneId) + 1;
  console.desk.phone(place).startFault({ kind: 'unplugged' });
  await untilState(console, phoneId, (state) => state !== 'ready' && state !== 'busy');
  const [meanwhile, afterwards] = [
    await console.plan('groups.rename', payload),
    await console.plan('groups.rename', payload),
  ];
  console.desk.phone(place).clearFaults('unplugged');
  await untilState(console, phoneId, (state) => state === 'ready');
  await console.confirm(first);
  const overlapping = await console.console.call('jobs.confirm', { jobId: meanwhile, isConfirmed: true });
  say(`the same while it runs: ${overlapping.ok ? 'confirmed' : overlapping.error.code}`);
  await console.untilOver(first, jobTimeoutMs);
  if (overlapping.ok) await console.untilOver(meanwhile, jobTimeoutMs);
  await console.confirm(afterwards);
  await console.untilOver(afterwards, jobTimeoutMs);
  const [rows, overlap, later] = [
    await console.items(first),
    await console.items(meanwhile),
    await console.items(afterwards),
  ];
  say(`renamed: ${endsOf(rows)}; meanwhile: ${endsOf(overlap)}; afterwards: ${endsOf(later)}`);
  const again = await console.items(await console.plan('groups.rename', { ...payload, rule: sameNames(rows) }));
  const isOther = ({ groupId, accountId }: JobItem): boolean =>
    rows.some((row) => row.groupId === groupId && row.accountId !== accountId);
  const deeds = renamings(console);
  return [
    exactly('rows of the plan, one a group', rows.length, groupIds.length),
    exactly('rows done', rows.filter(({ state }) => state === 'done').length, groupIds.length),
    exactly('of the same planned through another account’s view', later.filter(isOther).length, groupIds.length),
    exactly(
      'of these begun while the first were under way',
      overlap.filter(({ attemptCount }) => attemptCount > 0).length,
      0,
    ),
    exactly('of these begun afterwards, and found done', later.filter(isSkipped).length, groupIds.length),
    exactly('renamings in the world’s log', deeds.length, groupIds.length),
    exactly('groups renamed in the world', new Set(deeds.map(({ groupId }) => groupId)).size, groupIds.length),
    exactly(
      'rows that a plan made anew leaves as they are',
      again.filter(({ verdict }) => verdict === 'skipped').length,
      rows.length,
    ),
  ];
}

/** Of two groups of one name, which no account sees both of, one is renamed: it, and not the other. */
async function judgeTwins(console: WorldConsole, groups: readonly GroupRow[], { say }: ShowOptions): Promise<Figure[]> {
  const [twin, other] = groups.filter(({ name }) => groups.filter((each) => each.name === name).length > 1);
  if (twin === undefined || other === undefined) return [exactly('two groups of one name', 'none', 'there')];
  const before = renamings(console).length;
  const rule = { kind: 'affix', prefix: '独', suffix: '' };
  const planned = await console.plan('groups.rename', { groupIds: [twin.groupId], rule });
  const rows = await console.items(planned);
  if (rows.some(({ verdict }) => verdict !== 'ready')) {
    const verdicts = rows.map(({ verdict, code }) => `${verdict} ${code ?? ''}`);
    return [exactly('of two groups of one name, the one renamed', verdicts.join('; '), 'one')];
  }
  await console.confirm(planned);
  await console.untilOver(planned, jobTimeoutMs);
  say(`one of two: ${endsOf(await console.items(planned))}`);
  const deeds = renamings(console).slice(before);
  const { world } = console.desk;
  const insiders = deeds.map(({ groupId }) => placesOf(console, groupId ?? '').join(' '));
  const places = await placesOfRow(console, twin);
  const left = world.groups.filter(({ name }) => name === twin.name);
  return [
    exactly('of two groups of one name, the one renamed', insiders.join('; '), places.join(' ')),
    exactly('of two groups of one name, those that keep it', left.length, 1),
  ];
}

function renamings(console: WorldConsole) {
  return console.desk.world.acts.deeds().filter(({ kind }) => kind === 'rename-group');
}

/** Groups with a name of their own that would be renamed through one and the same phone. */
async function chooseOfOnePhone(
  console: WorldConsole,
  groups: readonly GroupRow[],
  count: number,
): Promise<{ readonly phoneId: string; readonly groupIds: readonly string[] }> {
  const unique = groups.filter(({ name }) => groups.filter((each) => each.name === name).length === 1);
  const rule = { kind: 'affix', prefix: '试', suffix: '' };
  const groupIds = unique.map(({ groupId }) => groupId);
  const rows = await console.items(await console.plan('groups.rename', { groupIds, rule }));
  const ready = rows.filter(({ verdict }) => verdict === 'ready');
  const byPhone = [...Map.groupBy(ready, (row) => row.phoneId)];
  const [most] = byPhone.toSorted(([, left], [, right]) => right.length - left.length);
  if (most === undefined) throw new Error('no group can be renamed');
  const [phoneId, own] = most;
  return { phoneId, groupIds: own.slice(0, count).flatMap((row) => row.groupId ?? []) };
}

async function untilState(console: WorldConsole, phoneId: string, isWanted: (state: string) => boolean): Promise<void> {
  await console.console.waitFor(
    ({ phones }) => phones.some((phone) => phone.phoneId === phoneId && isWanted(phone.state)),
    60_000,
  );
}

function sameNames(rows: readonly { readonly groupId: string | null; readonly after: string | null }[]) {
  const names = rows.flatMap(({ groupId, after }) =>
    groupId === null || after === null ? [] : [[groupId, after] as const],
  );
  return { kind: 'table', names: Object.fromEntries(names) };
}

function isSkipped({ state, code }: JobItem): boolean {
  return state === 'skipped' && code === 'already-so';
}
