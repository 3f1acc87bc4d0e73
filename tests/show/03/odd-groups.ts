import type { GroupRow } from '../../../electron/contract/group-book.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import type { GroupPlan } from '../../../simulator/world/world-plan.ts';
import { valueOf } from '../../support/device-layer.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';
import { exactly, told, type Figure, type ShowOptions } from '../show-line.ts';
import { endsOf, joinedApart } from './joined-places.ts';

const phoneCount = 5;
const jobTimeoutMs = 10 * 60_000;
const companyNickname = '小助手';
const remark = '我的早市';
const [oldName, newName] = ['夜跑群', '夜骑群'] as const;

/** Two groups of one name on unlike accounts, two of one name on the same account, one with a remark, one to be renamed by others. */
const groups: readonly GroupPlan[] = [
  { name: '读书会', places: [1, 2], owner: 1 },
  { name: '读书会', places: [3, 4], owner: 3 },
  { name: '瑜伽群', places: [1] },
  { name: '瑜伽群', places: [1, 2] },
  { name: '早市群', places: [3, 4], owner: 3 },
  { name: oldName, places: [5], owner: 5 },
];

/** What is hard to tell apart, on accounts that all have the company's one nickname. Judged by the world. */
export async function judgeOddGroups({ seed, say }: ShowOptions): Promise<Figure[]> {
  const console = await WorldConsole.open({ seed, phoneCount, plan: { groups } });
  try {
    const { world } = console.desk;
    for (const { personId } of world.accounts) world.changeNickname(personId, companyNickname, Date.now());
    const own = world.accountOf(4)?.accountId ?? '';
    world.perform({ kind: 'set-remark', groupId: 'group-5', text: remark }, { accountId: own, at: Date.now() });
    await readAll(console, say);
    const ends = await readAll(console, say);
    const rows = await console.groups();
    const apart = await joinedApart(console, rows);
    const remarked = rows.filter(({ name }) => name === '早市群');
    return [
      exactly(
        'views joined that the world has apart',
        apart.length === 0 ? 'none' : `${apart.join('; ')} (${ends})`,
        'none',
      ),
      exactly('groups that go by a remark', rows.filter(({ name }) => name === remark).length, 0),
      exactly('views of the group with a remark', remarked.map(({ viewCount }) => viewCount).join(' '), '2'),
      told('rows of groups of two names', rows.map(({ name, viewCount }) => `${name} ${viewCount}`).join(', ')),
      ...(await judgePlan(console, rows)),
      ...(await judgeRenamedByOthers(console, rows, say)),
    ];
  } finally {
    await console.close();
  }
}

async function readAll(console: WorldConsole, say: (text: string) => void): Promise<string> {
  const lists = await console.run('groups.read-list', { phoneIds: await console.phoneIds() }, jobTimeoutMs);
  const groupIds = (await console.groups()).map(({ groupId }) => groupId);
  const infos = await console.run('groups.read-info', { groupIds, withMembers: true }, jobTimeoutMs);
  const ends = `lists: ${endsOf(lists)}; pages: ${endsOf(infos)}`;
  say(ends);
  return ends;
}

/** Of groups that cannot be told apart, a plan renames none; of the one with a remark it knows the own name. */
async function judgePlan(console: WorldConsole, rows: readonly GroupRow[]): Promise<Figure[]> {
  const rule = { kind: 'affix', prefix: '新', suffix: '' };
  const items = await console.items(
    await console.plan('groups.rename', { groupIds: rows.map(({ groupId }) => groupId), rule }),
  );
  const ready = items.filter(({ verdict }) => verdict === 'ready');
  return [
    exactly('ready rows of groups of one name on one account', ready.filter(({ name }) => name === '瑜伽群').length, 0),
    exactly('new names made of a remark', items.filter(({ after }) => after?.includes(remark) === true).length, 0),
  ];
}

/** Somebody else renames a group: it stays itself, with what an operator noted of it. */
async function judgeRenamedByOthers(
  console: WorldConsole,
  rows: readonly GroupRow[],
  say: (text: string) => void,
): Promise<Figure[]> {
  const before = rows.find(({ name }) => name === oldName);
  if (before === undefined) return [exactly('the group to be renamed by others', 'none', 'there')];
  const fields = { groupId: before.groupId, city: '杭州', custodian: '小李', note: '' };
  procedures['groups.setFields'].output.parse(valueOf(await console.console.call('groups.setFields', fields)));
  const { world } = console.desk;
  world.perform({ kind: 'rename-group', groupId: 'group-6', name: newName }, { accountId: null, at: Date.now() });
  await readAll(console, say);
  const after = await console.groups();
  const renamed = after.find(({ name }) => name === newName);
  return [
    exactly('the group that others renamed is the same one', renamed?.groupId ?? 'none', before.groupId),
    exactly('its city after that', renamed?.city ?? 'none', '杭州'),
    exactly('rows that still go by its name before', after.filter(({ name }) => name === oldName).length, 0),
  ];
}
