import { migrations } from '../../../electron/database.ts';
import { PersonPlaces } from '../../../electron/groups/member-data/person-places.ts';
import { PersonRecords } from '../../../electron/groups/member-data/person-records.ts';
import { createSystemClock, pause } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { takeInSlices } from '../../../electron/runtime/slices.ts';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { LoopWatch } from '../../bench/measure/loop-watch.ts';
import { valueOf } from '../../support/device-layer.ts';
import { cellsOf, crowdedName, memberName, nameOfAll } from '../../support/groups/crowded-book.ts';
import { allMembers, GroupBench } from '../../support/groups/group-bench.ts';
import { blockFigures } from '../02/block-figures.ts';
import { exactly, told, type Figure } from '../show-line.ts';

const machineClock = createSystemClock();
const breathMs = 30;
const recordedGroups = [1, 2, 3, 4, 5];
/** Somebody else gives one another name, and a job of ours another one. */
const [renamedByOthers, renamedByUs, refused] = [6, 7, 8];
const newName = '改了名的群';
const ourName = '我们改的群';
const erasedPerson = memberName(9, 30);

export interface CrowdSize {
  readonly groupCount: number;
  readonly membersPerGroup: number;
}

/**
 * Opens a desk of so many groups, and takes in what phones read, as readings do: only the rosters show which views are one group,
 * which is the control. Each part has its own watch over the main loop.
 */
export async function recordUnderWatch(dataFolder: string, size: CrowdSize): Promise<Figure[]> {
  const file = databaseFileOf(dataFolder);
  const store = valueOf(openStore({ file, migrations, clock: machineClock, logger: silentLogger }));
  try {
    const opened = await openUnderWatch(store);
    const parts = [recordGroups, recordNames, erasePerson, refuseWrite];
    const figures = [...opened.figures];
    for (const part of parts) figures.push(...(await part(opened.bench, size)));
    return figures;
  } finally {
    store.dispose();
  }
}

async function openUnderWatch(store: Store): Promise<{ readonly bench: GroupBench; readonly figures: Figure[] }> {
  const startedAt = performance.now();
  const watched = await watch(async () => {
    const opening = performance.now();
    const bench = new GroupBench({ store });
    const openMs = performance.now() - opening;
    const isOpen = bench.desk.book.unweighedCount() > 0;
    const sureCount = countSure(bench);
    bench.clock.jump(Date.now() - bench.clock.now());
    const weighed = takeInSlices(machineClock, bench.desk.weighRest(), new AbortController().signal);
    await pause(machineClock, breathMs);
    // The first reading does not wait for it.
    listAgain(bench, 0);
    await weighed;
    return { bench, openMs, isOpen, sureCount };
  });
  const { bench, openMs, isOpen, sureCount } = watched.value;
  const tookMs = Math.round(performance.now() - startedAt);
  return {
    bench,
    figures: [
      exactly('a reading comes in while groups are still weighed', isOpen ? 'yes' : 'no', 'yes'),
      exactly('groups that are left to weigh after it', bench.desk.book.unweighedCount(), 0),
      exactly('groups of three views that are surely one, by what is stored', sureCount, 0),
      told('opening the book of groups took', `${Math.round(openMs)} ms, weighing all ${tookMs} ms`),
      ...blockFigures('the desk opens, weighs its groups and takes in a list', watched.blocks),
    ],
  };
}

/** Lists, and members that are others than before. */
async function recordGroups(bench: GroupBench, { groupCount, membersPerGroup }: CrowdSize): Promise<Figure[]> {
  const { blocks } = await watch(async () => {
    for (const group of recordedGroups) {
      bench.clock.jump(1_000);
      listAgain(bench, group);
      await pause(machineClock, breathMs);
      const [, ...stayed] = cellsOf(group, membersPerGroup);
      recordMembers(bench, group, [...stayed, `新来的${group}`]);
      await pause(machineClock, breathMs);
    }
  });
  const members = recordedGroups.filter((group) => rosterOf(bench, group).has(`新来的${group}`));
  return [
    exactly('groups that are surely one after it, by their rosters alone', countSure(bench), groupCount),
    exactly('views of the group that every account sees, joined', viewsOfAll(bench), 100),
    exactly('rosters with who came', members.length, recordedGroups.length),
    ...blockFigures('lists and groups of 500 are recorded', blocks),
  ];
}

async function recordNames(bench: GroupBench, { membersPerGroup }: CrowdSize): Promise<Figure[]> {
  const { blocks } = await watch(async () => {
    bench.clock.jump(1_000);
    const names = listedBy(bench, renamedByOthers).map((name) => {
      return name === crowdedName(renamedByOthers) ? newName : name;
    });
    bench.list(renamedByOthers, names);
    await pause(machineClock, breathMs);
    const page = { role: 'owner', memberCount: membersPerGroup, presentName: newName, mayKeepMembers: true } as const;
    bench.info(renamedByOthers, newName, { ...page, members: allMembers(cellsOf(renamedByOthers, membersPerGroup)) });
    await pause(machineClock, breathMs);
    const viewId = bench.group(crowdedName(renamedByUs)).views[0]?.groupViewId ?? 0;
    valueOf(bench.desk.recordRenamed(ourName, viewId));
    await pause(machineClock, breathMs);
  });
  const shown = (name: string): number => bench.desk.book.list().filter((group) => group.name === name).length;
  return [
    exactly('groups of the name that somebody else gave', shown(newName), 1),
    exactly('groups of the name that we gave, with its three views', bench.group(ourName).views.length, 3),
    ...blockFigures('a group goes by another name', blocks),
  ];
}

/** The book's part of an erasure; where the person is, the worker has found out before. */
async function erasePerson(bench: GroupBench, { groupCount, membersPerGroup }: CrowdSize): Promise<Figure[]> {
  const { rosterCount, cells } = new PersonPlaces(bench.store).named(erasedPerson);
  const { blocks } = await watch(async () => {
    const records = new PersonRecords(bench.store);
    const erased = bench.desk.change('', () => {
      records.erase(erasedPerson, { hasTexts: true, rosters: { cells, readSince: [] } });
      bench.desk.rosters.forgetName(erasedPerson);
    });
    valueOf(erased);
    await pause(machineClock, breathMs);
  });
  const holding = Array.from({ length: groupCount }, (_, group) => group).filter((group) => {
    return cellsOf(group, membersPerGroup).includes(erasedPerson);
  });
  const left = new PersonPlaces(bench.store).named(erasedPerson).cellCount;
  return [
    exactly('rosters that the person stood in', rosterCount, 2 * holding.length),
    exactly('cells and rosters in memory that hold the person afterwards', left + inMemory(bench), 0),
    ...blockFigures(`a person is taken out of ${rosterCount} rosters`, blocks),
  ];
}

/** The file may not grow: SQLite refuses the write as on a full disk, after everything else of it was done. */
async function refuseWrite(bench: GroupBench, { membersPerGroup }: CrowdSize): Promise<Figure[]> {
  const before = bench.desk.book.list();
  const names = rosterOf(bench, refused);
  const seen = bench.group(crowdedName(refused)).views[0];
  if (seen === undefined) throw new Error('nobody sees that group');
  const members = allMembers(cellsOf(refused, membersPerGroup).map((name) => `${name}${'长'.repeat(400)}`));
  const limit = (pages: number): void => void bench.store.prepare(`PRAGMA max_page_count = ${pages}`).get();
  const { value: outcome, blocks } = await watch(async () => {
    limit(1);
    const info = { memberCount: membersPerGroup, role: 'owner', ownAlias: null, presentName: null } as const;
    const recorded = bench.desk.recordInfo(seen, { ...info, members, mayKeepMembers: true });
    limit(2 ** 30);
    await pause(machineClock, breathMs);
    return recorded;
  });
  return [
    exactly('a reading that the disk has no room for', outcome.ok ? 'stored' : outcome.error.code, 'disk-full'),
    exactly(
      'groups that it changed',
      bench.desk.book.list().filter((group, at) => !isSame(group, before[at])).length,
      0,
    ),
    exactly(
      'members of its roster afterwards',
      [...rosterOf(bench, refused)].join(' ') === [...names].join(' ') ? 'as before' : 'others',
      'as before',
    ),
    ...blockFigures('a write is refused', blocks),
  ];
}

async function watch<T>(work: () => Promise<T>) {
  await pause(machineClock, breathMs);
  const watching = new LoopWatch();
  await pause(machineClock, breathMs);
  const value = await work();
  await pause(machineClock, breathMs);
  return { value, blocks: watching.end() };
}

function listedBy({ desk }: GroupBench, place: number): readonly string[] {
  return desk.views.read(`phone-${place}`).groups.map(({ name }) => name);
}

function listAgain(bench: GroupBench, place: number): void {
  bench.list(place, listedBy(bench, place));
}

/** As the phone of the group's owner reads them. */
function recordMembers(bench: GroupBench, group: number, members: readonly string[]): void {
  const name = crowdedName(group);
  const page = { role: 'owner', memberCount: members.length, presentName: name } as const;
  bench.info(group, name, { ...page, members: allMembers(members), mayKeepMembers: true });
}

function rosterOf(bench: GroupBench, group: number): ReadonlySet<string> {
  return bench.desk.rosters.names(bench.group(crowdedName(group)).views[0]?.groupViewId ?? 0);
}

function inMemory({ desk }: GroupBench): number {
  return [...desk.rosters.heads().keys()].filter((viewId) => desk.rosters.names(viewId).has(erasedPerson)).length;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function viewsOfAll({ desk }: GroupBench): number {
  return Math.max(0, ...desk.book.list().flatMap(({ name, views }) => (name === nameOfAll ? [views.length] : [])));
}

function countSure({ desk }: GroupBench): number {
  return desk.book.list().filter(({ strength, views }) => strength === 'certain' && views.length === 3).length;
}
