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
  const infos = await console.run(
    'groups.read-info',
    { groupIds: listed.map(({ groupId }) => groupId), withMembers: true },
    jobTimeoutMs,
  );
  say(`pages: ${endsOf(infos)}`);
  // Whose group it is decides whose members are read: what the first look told is used by the second.
  const known = await console.groups();
  const members = await console.run('groups.read-info', { groupIds: partly(known), withMembers: true }, jobTimeoutMs);
  say(`members: ${endsOf(members)}`);
  const joined = await console.groups();
  return [...(await judgeJoining(console, joined, phoneIds)), ...(await judgeRenaming(console, joined, options))];
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

async function judgeJoining(
  console: WorldConsole,
  groups: readonly GroupRow[],
  phoneIds: readonly string[],
): Promise<Figure[]> {
  const { world } = console.desk;
  const truth = world.groups.map(({ groupId, name }) => {
    const places = world.accounts.flatMap(({ accountId }, place) =>
      world.groupsOf(accountId).some((group) => group.groupId === groupId) ? [place] : [],
    );
    return `${name}: ${places.join(' ')}`;
  });
  const placeOf = new Map(phoneIds.map((phoneId, place) => [phoneId, place]));
  const seen = groups.map(({ name, phoneIds: own }) => {
    const places = own.map((phoneId) => placeOf.get(phoneId) ?? -1).toSorted((left, right) => left - right);
    return `${name}: ${places.join(' ')}`;
  });
  const wrong = seen.filter((group) => !truth.includes(group));
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
    told('views that a person is asked about', page.questionCount),
  ];
}

/** Renames some groups, each of which three accounts see, and counts in the world's log how often each was renamed. */
async function judgeRenaming(
  console: WorldConsole,
  groups: readonly GroupRow[],
  { isShort, say }: ShowOptions,
): Promise<Figure[]> {
  const unique = groups.filter(({ name }) => groups.filter((each) => each.name === name).length === 1);
  const chosen = unique.slice(0, isShort ? 1 : renamed).map(({ groupId }) => groupId);
  const payload = { groupIds: [...chosen, ...chosen], rule: { kind: 'affix', prefix: '新', suffix: '' } };
  const rows = await console.run('groups.rename', payload, jobTimeoutMs);
  say(`renamed: ${endsOf(rows)}`);
  const again = await console.items(await console.plan('groups.rename', { ...payload, rule: sameNames(rows) }));
  const deeds = console.desk.world.acts.deeds().filter(({ kind }) => kind === 'rename-group');
  return [
    exactly('rows of the plan, one a group', rows.length, chosen.length),
    exactly('rows done', rows.filter(({ state }) => state === 'done').length, chosen.length),
    exactly('renamings in the world’s log', deeds.length, chosen.length),
    exactly(
      'rows that a second plan leaves as they are',
      again.filter(({ verdict }) => verdict === 'skipped').length,
      rows.length,
    ),
  ];
}

function sameNames(rows: readonly { readonly groupId: string | null; readonly after: string | null }[]) {
  const names = rows.flatMap(({ groupId, after }) =>
    groupId === null || after === null ? [] : [[groupId, after] as const],
  );
  return { kind: 'table', names: Object.fromEntries(names) };
}
