import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { procedures, type ProcedureInput } from '../../../electron/contract/procedures.ts';
import { LoopWatch } from '../../bench/measure/loop-watch.ts';
import { valueOf } from '../../support/device-layer.ts';
import { cellsOf, crowdedName, memberName, writeCrowd } from '../../support/groups/crowded-book.ts';
import { openTestConsole, type TestConsole } from '../../support/services.ts';
import { blockFigures, plantedBlocks } from '../02/block-figures.ts';
import { exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { recordUnderWatch } from './crowd-readings.ts';
import { readRosters } from './honest-rosters.ts';

const membersPerGroup = 500;

export const crowdedGroups: ShowLine = {
  id: '03.11',
  title:
    'a roster of 500 read whole or said to be partial; 600 groups x 500 members listed and searched, the main loop free',
  hasShortForm: true,
  limitMs: 20 * 60_000,
  async run(options) {
    return [...(await readRosters(options)), ...(await searchCrowd(options)), ...(await plantedBlocks())];
  },
};

async function searchCrowd({ isShort, say }: ShowOptions): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-crowd-'));
  try {
    const dataFolder = join(folder, 'data');
    const groupCount = isShort ? 200 : 600;
    writeCrowd(dataFolder, { phoneCount: 30, groupCount, membersPerGroup, readAt: Date.now() });
    say(`${groupCount} groups of ${membersPerGroup} members written, each with two rosters`);
    const searched = await searchWholly(dataFolder, groupCount);
    // The console that searched has changed groups, and thereby joined what their rosters prove.
    const unreadFolder = join(folder, 'unread');
    writeCrowd(unreadFolder, { phoneCount: 100, groupCount, membersPerGroup, readAt: Date.now(), hasGroupOfAll: true });
    return [...searched, ...(await recordUnderWatch(unreadFolder, { groupCount, membersPerGroup }))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The console that searches is closed again before another one opens the same folder. */
async function searchWholly(dataFolder: string, groupCount: number): Promise<Figure[]> {
  const console = valueOf(await openTestConsole({ dataFolder, phones: 0 }));
  try {
    return await watchSearches(console, groupCount);
  } finally {
    await console.services.dispose();
  }
}

type Filter = ProcedureInput<'groups.page'>['filter'];
const everything: Filter = { text: '', role: null, phoneId: null, setId: null, isQuestioned: false, order: 'name' };
const partOfName = '购19';

async function watchSearches(console: TestConsole, groupCount: number): Promise<Figure[]> {
  await console.call('operators.create', { name: '小王' });
  const list = async (filter: Partial<Filter>) =>
    procedures['groups.page'].output.parse(
      valueOf(await console.call('groups.page', { filter: { ...everything, ...filter }, after: 0, limit: 60 })),
    );
  const somebody = memberName(30, 7);
  const watch = new LoopWatch();
  const all = await list({});
  const some = await list({ text: partOfName, order: 'size' });
  const startedAt = performance.now();
  const found = procedures['groups.findMembers'].output.parse(
    valueOf(await console.call('groups.findMembers', { text: somebody, limit: 500 })),
  );
  const searchMs = performance.now() - startedAt;
  const firstId = all.rows[0]?.groupId ?? '';
  valueOf(await console.call('groups.get', { groupId: firstId }));
  valueOf(await console.call('groups.setFields', { groupId: firstId, city: '杭州', custodian: '', note: '' }));
  const blocks = watch.end();
  const names = Array.from({ length: groupCount }, (_, group) => crowdedName(group));
  const cells = found.found.map(({ groupName, position, name }) => `${groupName} ${position} ${name}`);
  return [
    exactly('groups listed', all.totalCount, groupCount),
    exactly(
      `groups whose name holds ${partOfName}`,
      sorted(some.rows.map(({ name }) => name)),
      sorted(names.filter((name) => name.includes(partOfName))),
    ),
    exactly(`cells that hold ${somebody}`, cells.length, findCells(somebody, groupCount).length),
    exactly('of these, other cells than were written', differing(cells, findCells(somebody, groupCount)), 'none'),
    told('searching all members took', `${Math.round(searchMs)} ms`),
    ...blockFigures('listing, searching and changing groups', blocks),
  ];
}

/** Where a text stands in what was written. */
function findCells(text: string, groupCount: number): string[] {
  return Array.from({ length: groupCount }, (_, group) => group).flatMap((group) =>
    cellsOf(group, membersPerGroup).flatMap((name, place) =>
      name.includes(text) ? [`${crowdedName(group)} ${place} ${name}`] : [],
    ),
  );
}

function differing(left: readonly string[], right: readonly string[]): string {
  const [one, other] = [new Set(left), new Set(right)];
  const apart = [...left.filter((text) => !other.has(text)), ...right.filter((text) => !one.has(text))];
  return apart.slice(0, 5).join('; ') || 'none';
}

function sorted(texts: readonly string[]): string {
  return texts.toSorted().join(' ');
}
