import type { GroupRow } from '../../../electron/contract/group-book.ts';
import type { GroupPlan } from '../../../simulator/world/world-plan.ts';
import { planGroups } from '../../../simulator/world/world-plan.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';
import { valueOf } from '../../support/device-layer.ts';
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { answerQuestions } from './join-answers.ts';
import { endsOf, joinedApart, placesOf, placesOfRow } from './joined-places.ts';
import { judgeRenaming, judgeTwins } from './joined-renames.ts';
import { judgeOddGroups } from './odd-groups.ts';
import { judgeRenamedTogether } from './renamed-together.ts';

const phoneCount = 6;
const viewsPerGroup = 3;
const jobTimeoutMs = 15 * 60_000;
/** A remark on a colleague hides that account from who made it: then only a person knows. */
const surelyShare = 0.8;

export const joinedGroups: ShowLine = {
  id: '03.6',
  title: 'groups seen by three own accounts each, two of one name: joined and kept apart as the world says',
  hasShortForm: true,
  limitMs: 30 * 60_000,
  async run(options) {
    const { isShort, seed } = options;
    const groups = planNamed(seed, isShort ? 4 : 30);
    const console = await WorldConsole.open({ seed, phoneCount, plan: { groups } });
    const figures: Figure[] = [];
    try {
      figures.push(...(await measure(console, options)));
    } finally {
      await console.close();
    }
    return [...figures, ...(await judgeOddGroups(options)), ...(await judgeRenamedTogether(options))];
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
  const alone = await console.groups();
  const mixed = await joinedApart(console, alone);
  const answered = await answerQuestions(console);
  const joined = await console.groups();
  return [
    exactly('groups that a plan over views read in part would rename twice', early.join('; ') || 'none', 'none'),
    exactly(
      'views joined that the world has apart, before a person answered anything',
      mixed.join('; ') || 'none',
      'none',
    ),
    atLeast(
      'groups of three views that are surely one by then',
      surely(alone),
      Math.floor(console.desk.world.groups.length * surelyShare),
      'groups',
    ),
    told('questions that a person who knows the groups answers', answered),
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

/** Groups that are not surely joined yet. */
function partly(groups: readonly GroupRow[]): string[] {
  const chosen = groups.filter(({ viewCount, strength }) => viewCount !== viewsPerGroup || strength !== 'certain');
  return (chosen.length === 0 ? groups.slice(0, 1) : chosen).map(({ groupId }) => groupId);
}

function surely(groups: readonly GroupRow[]): number {
  return groups.filter(({ viewCount, strength }) => viewCount === viewsPerGroup && strength === 'certain').length;
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
