import { describe, expect, test } from 'vitest';
import { PersonPlaces } from '../../../electron/groups/member-data/person-places.ts';
import { PersonRecords } from '../../../electron/groups/member-data/person-records.ts';
import { MemberDataStore } from '../../../electron/groups/member-data/member-data-store.ts';
import type { GroupDesk } from '../../../electron/groups/group-desk.ts';
import { StoreError } from '../../../electron/store/store-error.ts';
import { allMembers, GroupBench } from '../../support/groups/group-bench.ts';

const people = Array.from({ length: 20 }, (_, place) => `群友${place + 1}`);
const full = { code: 'disk-full', message: 'no room', params: {} } as const;

/** Two groups, each seen and owned by two accounts, with four rosters. */
function openRead(): GroupBench {
  const bench = new GroupBench({ phoneCount: 2 });
  for (const place of [1, 2]) {
    bench.list(place, ['晨跑群', '读书会']);
    for (const name of ['晨跑群', '读书会']) {
      bench.info(place, name, {
        role: place === 1 ? 'owner' : 'admin',
        members: allMembers([name, ...people]),
        mayKeepMembers: true,
      });
    }
  }
  return bench;
}

const viewOf = (bench: GroupBench, name: string, at = 0): number => bench.group(name).views[at]?.groupViewId ?? 0;

/** How often a roster was loaded from the database meanwhile. */
function countLoads(desk: GroupDesk, work: () => void): number {
  const known = [...desk.rosters.heads().keys()].map((viewId) => desk.rosters.names(viewId));
  work();
  const after = new Set([...desk.rosters.heads().keys()].map((viewId) => desk.rosters.names(viewId)));
  return known.filter((names) => !after.has(names)).length;
}

/** A change that the store refuses after the work was done. */
function refuse(bench: GroupBench, work: () => void): void {
  const refused = bench.desk.change('', () => {
    work();
    bench.desk.book.refresh(bench.clock.now());
    throw new StoreError(full, null);
  });
  expect(refused.ok).toBe(false);
}

describe('rosters in memory', () => {
  test('go with the rosters that were purged', () => {
    const bench = openRead();
    const viewId = viewOf(bench, '晨跑群');
    const readAt = bench.desk.rosters.heads().get(viewId)?.readAt ?? 0;
    expect(bench.desk.rosters.names(viewId).size).toBe(21);
    bench.desk.change('', () => void new MemberDataStore(bench.store).purge(bench.clock.now() + 1));
    // One of the same moment shows that nothing of the other one is left.
    bench.store.prepare<[number, number]>('INSERT INTO roster VALUES (?, ?, 1, 1, NULL)').run(viewId, readAt);
    bench.store.prepare<[number]>("INSERT INTO rosterCell VALUES (?, 0, '别人')").run(viewId);
    expect([...bench.desk.rosters.names(viewId)]).toEqual(['别人']);
  });

  test('stay where a change of another group is refused, and so does what they proved', () => {
    const bench = openRead();
    const before = bench.desk.book.list();
    const loads = countLoads(bench.desk, () => {
      refuse(bench, () =>
        bench.desk.records.setFields(before[0]?.groupId ?? '', { city: '杭州', custodian: '', note: '' }),
      );
    });
    expect(loads).toBe(0);
    expect(bench.desk.book.list()).toEqual(before);
  });

  test('are those before where the change of one is refused', () => {
    const bench = openRead();
    const viewId = viewOf(bench, '晨跑群');
    const roster = { groupViewId: viewId, readAt: bench.clock.now(), statedCount: 1, isComplete: true, why: null };
    refuse(bench, () => bench.desk.rosters.replace(roster, ['别人']));
    expect([...bench.desk.rosters.names(viewId)]).toEqual(['晨跑群', ...people]);
    expect(bench.group('晨跑群').strength).toBe('certain');
  });

  test('hold the person again where an erasure is refused, and do not where it went through', () => {
    const bench = openRead();
    const erase = (): void => {
      new PersonRecords(bench.store).erase('群友7', { hasTexts: false });
      bench.desk.rosters.forgetName('群友7');
    };
    const views = ['晨跑群', '读书会'].map((name) => viewOf(bench, name));
    const holds = (): readonly boolean[] => views.map((viewId) => bench.desk.rosters.names(viewId).has('群友7'));
    refuse(bench, erase);
    expect(holds()).toEqual([true, true]);
    bench.desk.change('', erase);
    expect(holds()).toEqual([false, false]);
  });
});

test('a roster that somebody was taken out of proves neither who is not in it nor that two groups are surely one', () => {
  const bench = openRead();
  expect(bench.group('晨跑群').strength).toBe('certain');
  bench.desk.change('', () => {
    new PersonRecords(bench.store).erase('晨跑群', { hasTexts: false });
    bench.desk.rosters.forgetName('晨跑群');
  });
  expect(bench.group('晨跑群').views.map(({ isMembersComplete }) => isMembersComplete)).toEqual([false, false]);
  expect(bench.group('晨跑群').strength).toBe('likely');
  expect(bench.group('读书会').strength).toBe('certain');
});

test('a person is taken out of the rosters that are known to hold them, and no other is gone through', () => {
  const bench = openRead();
  const [viewId, other] = [viewOf(bench, '晨跑群'), viewOf(bench, '读书会')];
  const rosters = { cells: [], readSince: [viewId] };
  const erased = new PersonRecords(bench.store).erase('群友7', { hasTexts: false, rosters });
  expect(erased).toMatchObject({ rosterCount: 1, cellCount: 1 });
  expect([viewId, other].map((id) => bench.desk.rosters.get(id)?.cellCount)).toEqual([20, 21]);
});

test('of cells that were found before, those are taken out that still hold the name', () => {
  const bench = openRead();
  const viewId = viewOf(bench, '晨跑群');
  const { cells } = new PersonPlaces(bench.store).named('群友7');
  const held = cells.find(({ groupViewId }) => groupViewId === viewId);
  if (held === undefined) throw new Error('nobody found the cell');
  const moved = { ...held, position: held.position + 1 };
  const records = new PersonRecords(bench.store);
  const none = records.erase('群友7', { hasTexts: false, rosters: { cells: [moved], readSince: [] } });
  expect(none).toMatchObject({ rosterCount: 0, cellCount: 0 });
  const one = records.erase('群友7', { hasTexts: false, rosters: { cells: [held], readSince: [viewId] } });
  expect(one).toMatchObject({ rosterCount: 1, cellCount: 1 });
});
