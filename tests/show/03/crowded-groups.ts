import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { procedures, type ProcedureInput } from '../../../electron/contract/procedures.ts';
import { LoopWatch } from '../../bench/measure/loop-watch.ts';
import { valueOf } from '../../support/device-layer.ts';
import { memberName, writeCrowd } from '../../support/groups/crowded-book.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';
import { openTestConsole, type TestConsole } from '../../support/services.ts';
import { blockFigures } from '../02/block-figures.ts';
import { exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';

const membersPerGroup = 500;
const jobTimeoutMs = 10 * 60_000;

export const crowdedGroups: ShowLine = {
  id: '03.11',
  title:
    'a roster of 500 read whole or said to be partial; 600 groups x 500 members listed and searched, the main loop free',
  hasShortForm: true,
  limitMs: 20 * 60_000,
  async run(options) {
    return [...(await readRoster(options)), ...(await searchCrowd(options))];
  },
};

/** One phone, one group of 500 that its account owns, read over a real adb server. */
async function readRoster({ seed, isShort }: ShowOptions): Promise<Figure[]> {
  const size = isShort ? 60 : membersPerGroup;
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
    const [group] = await console.groups();
    const roster = group?.roster ?? null;
    return [
      exactly('rows done', rows.filter(({ state }) => state === 'done').length, rows.length),
      exactly('members that the title says', roster?.statedCount ?? 'not read', size),
      honestRoster(roster, size),
      told('reading it took', `${Math.round(tookMs / 1000)} s`),
    ];
  } finally {
    await console.close();
  }
}

/** Whole, or partial with a reason: never a part that passes for the whole. */
function honestRoster(
  roster: { readonly cellCount: number; readonly isComplete: boolean; readonly why: string | null } | null,
  size: number,
): Figure {
  const value =
    roster === null
      ? 'no roster'
      : `${roster.cellCount} cells, ${roster.isComplete ? 'whole' : `partial: ${roster.why ?? 'no reason'}`}`;
  const isMet = roster !== null && (roster.isComplete ? roster.cellCount === size : roster.why !== null);
  return { name: `roster of ${size}`, value, bar: `${size} cells, or partial with its reason`, isMet };
}

async function searchCrowd({ isShort, say }: ShowOptions): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-crowd-'));
  try {
    const dataFolder = join(folder, 'data');
    const groupCount = isShort ? 200 : 600;
    writeCrowd(dataFolder, { phoneCount: 30, groupCount, membersPerGroup, readAt: Date.now() });
    say(`${groupCount * membersPerGroup} members written`);
    const console = valueOf(await openTestConsole({ dataFolder, phones: 0 }));
    try {
      return await watchSearches(console, groupCount);
    } finally {
      await console.services.dispose();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Filter = ProcedureInput<'groups.page'>['filter'];
const everything: Filter = { text: '', role: null, phoneId: null, setId: null, isQuestioned: false, order: 'name' };

async function watchSearches(console: TestConsole, groupCount: number): Promise<Figure[]> {
  await console.call('operators.create', { name: '小王' });
  const list = async (filter: Partial<Filter>) =>
    procedures['groups.page'].output.parse(
      valueOf(await console.call('groups.page', { filter: { ...everything, ...filter }, after: 0, limit: 60 })),
    );
  const watch = new LoopWatch();
  const all = await list({});
  const some = await list({ text: '购19', order: 'size' });
  const startedAt = performance.now();
  const found = procedures['groups.findMembers'].output.parse(
    valueOf(await console.call('groups.findMembers', { text: memberName(3, 7), limit: 500 })),
  );
  const searchMs = performance.now() - startedAt;
  const firstId = all.rows[0]?.groupId ?? '';
  valueOf(await console.call('groups.get', { groupId: firstId }));
  valueOf(await console.call('groups.setFields', { groupId: firstId, city: '杭州', custodian: '', note: '' }));
  const blocks = watch.end();
  return [
    exactly('groups listed', all.totalCount, groupCount),
    exactly('groups whose name holds a text', some.rows.length > 0 ? 'some' : 'none', 'some'),
    exactly('members found by name', found.found.length > 0 ? 'some' : 'none', 'some'),
    told('searching all members took', `${Math.round(searchMs)} ms`),
    ...blockFigures('listing, searching and changing groups', blocks),
  ];
}
