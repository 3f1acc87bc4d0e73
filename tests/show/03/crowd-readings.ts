import { migrations } from '../../../electron/database.ts';
import { createSystemClock, pause } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { LoopWatch } from '../../bench/measure/loop-watch.ts';
import { valueOf } from '../../support/device-layer.ts';
import { cellsOf, crowdedName, nameOfAll } from '../../support/groups/crowded-book.ts';
import { allMembers, GroupBench } from '../../support/groups/group-bench.ts';
import { blockFigures } from '../02/block-figures.ts';
import { exactly, told, type Figure } from '../show-line.ts';

const breathMs = 30;
const rounds = 5;

/**
 * Takes in what a phone reads, as readings do, on a desk of so many groups: its list, and one group with all its members. All
 * groups are joined anew each time; that only their rosters show which views are one is the control.
 */
export async function recordUnderWatch(
  dataFolder: string,
  { groupCount, membersPerGroup }: { readonly groupCount: number; readonly membersPerGroup: number },
): Promise<Figure[]> {
  const machineClock = createSystemClock();
  const file = databaseFileOf(dataFolder);
  const store = valueOf(openStore({ file, migrations, clock: machineClock, logger: silentLogger }));
  try {
    const openedAt = performance.now();
    const bench = new GroupBench({ store });
    const openMs = performance.now() - openedAt;
    bench.clock.jump(Date.now() - bench.clock.now());
    const before = countSure(bench);
    const listed = bench.desk.views.read('phone-1').groups.map(({ name }) => name);
    const watch = new LoopWatch();
    for (let round = 0; round < rounds; round++) {
      bench.clock.jump(1_000);
      bench.list(1, listed);
      await pause(machineClock, breathMs);
      const members = allMembers(cellsOf(1, membersPerGroup));
      const name = crowdedName(1);
      const page = { role: 'owner', memberCount: membersPerGroup, presentName: name } as const;
      bench.info(1, name, { ...page, members, mayKeepMembers: true });
      await pause(machineClock, breathMs);
    }
    const blocks = watch.end();
    return [
      exactly('groups of three views that are surely one, before a reading', before, 0),
      exactly('the same after it, by their rosters alone', countSure(bench), groupCount),
      exactly('views of the group that every account sees, joined', viewsOfAll(bench), 100),
      told('opening the book of groups took', `${Math.round(openMs)} ms`),
      ...blockFigures('a list and a group of 500 are recorded', blocks),
    ];
  } finally {
    store.dispose();
  }
}

function viewsOfAll({ desk }: GroupBench): number {
  return Math.max(0, ...desk.book.list().flatMap(({ name, views }) => (name === nameOfAll ? [views.length] : [])));
}

function countSure({ desk }: GroupBench): number {
  return desk.book.list().filter(({ strength, views }) => strength === 'certain' && views.length === 3).length;
}
