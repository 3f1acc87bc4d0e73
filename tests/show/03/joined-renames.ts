import type { GroupRow } from '../../../electron/contract/group-book.ts';
import type { JobItem } from '../../../electron/contract/jobs.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import type { WorldConsole } from '../../support/groups/world-console.ts';
import { exactly, type Figure, type ShowOptions } from '../show-line.ts';
import { endsOf, placesOf, placesOfRow } from './joined-places.ts';

const renamed = 3;
const rereadings = 2;
const jobTimeoutMs = 15 * 60_000;

/**
 * Renames some groups, each of which three accounts see, and plans the same through another account of theirs: confirmed while
 * the first is under way, and after it. Judged by the world's log.
 */
export async function judgeRenaming(
  console: WorldConsole,
  groups: readonly GroupRow[],
  { isShort, say }: ShowOptions,
): Promise<Figure[]> {
  const chosen = await chooseOfOnePhone(console, groups, isShort ? 1 : renamed);
  const plans = await planThroughTwo(console, chosen);
  await console.confirm(plans.first);
  const overlapping = await console.console.call('jobs.confirm', { jobId: plans.meanwhile, isConfirmed: true });
  say(`the same while it runs: ${overlapping.ok ? 'confirmed' : overlapping.error.code}`);
  await console.untilOver(plans.first, jobTimeoutMs);
  if (overlapping.ok) await console.untilOver(plans.meanwhile, jobTimeoutMs);
  await console.confirm(plans.afterwards);
  await console.untilOver(plans.afterwards, jobTimeoutMs);
  const rows = await console.items(plans.first);
  const overlap = await console.items(plans.meanwhile);
  const later = await console.items(plans.afterwards);
  say(`renamed: ${endsOf(rows)}; meanwhile: ${endsOf(overlap)}; afterwards: ${endsOf(later)}`);
  const { groupIds } = chosen;
  const again = await console.items(await console.plan('groups.rename', { groupIds, rule: sameNames(rows) }));
  return judgeRows({ rows, overlap, later, again }, { groupCount: groupIds.length, deeds: renamings(console) });
}

interface Plans {
  readonly first: number;
  readonly meanwhile: number;
  readonly afterwards: number;
}

/** The same three times: through the fittest account, and twice with its phone away, through another one. */
async function planThroughTwo(console: WorldConsole, { phoneId, groupIds }: Chosen): Promise<Plans> {
  const payload = { groupIds: [...groupIds, ...groupIds], rule: { kind: 'affix', prefix: '新', suffix: '' } };
  const first = await console.plan('groups.rename', payload);
  const phone = console.desk.phone((await console.phoneIds()).indexOf(phoneId) + 1);
  phone.startFault({ kind: 'unplugged' });
  await untilState(console, phoneId, (state) => state !== 'ready' && state !== 'busy');
  const meanwhile = await console.plan('groups.rename', payload);
  const afterwards = await console.plan('groups.rename', payload);
  phone.clearFaults('unplugged');
  await untilState(console, phoneId, (state) => state === 'ready');
  return { first, meanwhile, afterwards };
}

interface RenamedRows {
  readonly rows: readonly JobItem[];
  readonly overlap: readonly JobItem[];
  readonly later: readonly JobItem[];
  readonly again: readonly JobItem[];
}

function judgeRows(
  { rows, overlap, later, again }: RenamedRows,
  { groupCount, deeds }: { readonly groupCount: number; readonly deeds: readonly Act[] },
): Figure[] {
  const isOther = ({ groupId, accountId }: JobItem): boolean =>
    rows.some((row) => row.groupId === groupId && row.accountId !== accountId);
  const done = rows.filter(({ state }) => state === 'done');
  const begun = overlap.filter(({ attemptCount }) => attemptCount > 0);
  const same = again.filter(({ verdict }) => verdict === 'skipped');
  return [
    exactly('rows of the plan, one a group', rows.length, groupCount),
    exactly('rows done', done.length, groupCount),
    exactly('of the same planned through another account’s view', later.filter(isOther).length, groupCount),
    exactly('of these begun while the first were under way', begun.length, 0),
    exactly('of these begun afterwards, and found done', later.filter(isSkipped).length, groupCount),
    exactly('renamings in the world’s log', deeds.length, groupCount),
    exactly('groups renamed in the world', new Set(deeds.map(({ groupId }) => groupId)).size, groupCount),
    exactly('rows that a plan made anew leaves as they are', same.length, groupCount),
  ];
}

/** Of two groups of one name, which no account sees both of, one is renamed: it, and not the other. */
export async function judgeTwins(
  console: WorldConsole,
  groups: readonly GroupRow[],
  { say }: ShowOptions,
): Promise<Figure[]> {
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
  const books = [];
  for (let round = 1; round <= rereadings; round++) {
    await readAgain(console, twin, other);
    books.push(await tellTwins(console, twin.name));
  }
  const insiders = deeds.map(({ groupId }) => placesOf(console, groupId ?? '').join(' '));
  const places = await placesOfRow(console, twin);
  const left = world.groups.filter(({ name }) => name === twin.name);
  return [
    exactly('of two groups of one name, the one renamed', insiders.join('; '), places.join(' ')),
    exactly('of two groups of one name, those that keep it', left.length, 1),
    exactly(
      'what the console calls both after each of two more readings',
      books.join(' | '),
      [books[0], books[0]].join(' | '),
    ),
    exactly('the same, and the world', books[0] ?? '', tellWorld(console, twin.name)),
  ];
}

/** Lists and pages of everybody who sees one of the two. */
async function readAgain(console: WorldConsole, twin: GroupRow, other: GroupRow): Promise<void> {
  const phoneIds = [...new Set([...twin.phoneIds, ...other.phoneIds])];
  await console.run('groups.read-list', { phoneIds }, jobTimeoutMs);
  const groupIds = (await console.groups()).filter(isSeenBy(phoneIds)).map(({ groupId }) => groupId);
  await console.run('groups.read-info', { groupIds, withMembers: false }, jobTimeoutMs);
}

function isSeenBy(phoneIds: readonly string[]): (group: GroupRow) => boolean {
  return (group) => group.phoneIds.some((phoneId) => phoneIds.includes(phoneId));
}

/** Both groups as the console has them: name and places. */
async function tellTwins(console: WorldConsole, name: string): Promise<string> {
  const rows = (await console.groups()).filter((row) => row.name === name || row.name === `独${name}`);
  const told = await Promise.all(
    rows.map(async (row) => `${row.name}: ${(await placesOfRow(console, row)).join(' ')}`),
  );
  return told.toSorted().join('; ');
}

function tellWorld(console: WorldConsole, name: string): string {
  const groups = console.desk.world.groups.filter((group) => group.name === name || group.name === `独${name}`);
  return groups
    .map((group) => `${group.name}: ${placesOf(console, group.groupId).join(' ')}`)
    .toSorted()
    .join('; ');
}

function renamings(console: WorldConsole): readonly Act[] {
  return console.desk.world.acts.deeds().filter(({ kind }) => kind === 'rename-group');
}

interface Chosen {
  readonly phoneId: string;
  readonly groupIds: readonly string[];
}

/** Groups with a name of their own that would be renamed through one and the same phone. */
async function chooseOfOnePhone(console: WorldConsole, groups: readonly GroupRow[], count: number): Promise<Chosen> {
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
