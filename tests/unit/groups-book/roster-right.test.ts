import { describe, expect, test } from 'vitest';
import { mayReadThrough, readersOf } from '../../../electron/groups/roster/roster-right.ts';
import { allMembers, GroupBench, nicknameOf } from '../../support/groups/group-bench.ts';

const dayMs = 86_400_000;

/** 晨跑群 seen by two accounts; the first owns it. They are surely one where the first sees the second. */
function openSeen(isSure: boolean): GroupBench {
  const bench = new GroupBench();
  bench.list(1, ['晨跑群']);
  bench.list(2, ['晨跑群']);
  const cells = ['甲', '乙', ...(isSure ? [nicknameOf(2)] : [])];
  const members = { ...allMembers(cells), isComplete: isSure };
  bench.info(1, '晨跑群', { role: 'owner', members, mayKeepMembers: true });
  bench.info(2, '晨跑群', { role: 'member' });
  return bench;
}

function readable(bench: GroupBench): readonly string[] {
  const group = bench.group('晨跑群');
  const now = bench.clock.now();
  return group.views.filter((view) => mayReadThrough(group, view, now)).map(({ phoneId }) => phoneId);
}

describe('members may be read', () => {
  test('through the account whose own role gives the right, and through no other of a group that is only likely one', () => {
    const bench = openSeen(false);
    expect(bench.group('晨跑群').strength).toBe('likely');
    expect(readable(bench)).toEqual(['phone-1']);
  });

  test('through another account that surely sees the same group, as long as the role is fresh', () => {
    const bench = openSeen(true);
    expect(readable(bench)).toEqual(['phone-1', 'phone-2']);
    bench.clock.jump(dayMs + 1);
    expect(readable(bench)).toEqual(['phone-1']);
  });

  test('through one account only, the one of the higher role', () => {
    const bench = openSeen(true);
    bench.info(2, '晨跑群', { role: 'admin' });
    expect(readers(bench)).toEqual(['phone-1']);
  });

  test('through every account that manages what it sees, while nobody is sure that it is one group', () => {
    const bench = openSeen(false);
    expect(readers(bench)).toEqual(['phone-1']);
    bench.info(2, '晨跑群', { role: 'admin' });
    expect(readers(bench)).toEqual(['phone-1', 'phone-2']);
  });
});

const readers = (bench: GroupBench): readonly string[] =>
  readersOf(bench.group('晨跑群'), bench.clock.now()).map(({ phoneId }) => phoneId);

const hasRoster = (bench: GroupBench): boolean => bench.desk.rosters.heads().size > 0;

describe('a roster', () => {
  test('is dropped once the account is known to be a plain member', () => {
    const bench = openSeen(true);
    expect(hasRoster(bench)).toBe(true);
    bench.info(1, '晨跑群', { role: null });
    expect(hasRoster(bench)).toBe(true);
    bench.info(1, '晨跑群', { role: 'member' });
    expect(hasRoster(bench)).toBe(false);
  });

  test('of a company’s group is dropped when the mark is taken away', () => {
    const bench = new GroupBench();
    bench.list(1, ['门店群']);
    const { groupId } = bench.group('门店群');
    const mark = { reason: '门店', by: '小王', at: 1 };
    bench.desk.change('', () => bench.desk.records.setCompanyRun(groupId, mark));
    bench.info(1, '门店群', { role: 'member', members: allMembers(['甲']), mayKeepMembers: true });
    expect(hasRoster(bench)).toBe(true);
    bench.desk.change('', () => bench.desk.records.setCompanyRun(groupId, null));
    expect(hasRoster(bench)).toBe(false);
  });

  test('is loaded once, however often groups are joined anew, and again when it is another one', () => {
    const bench = openSeen(true);
    const viewId = bench.group('晨跑群').views[0]?.groupViewId ?? 0;
    const names = bench.desk.rosters.names(viewId);
    bench.list(3, ['读书会']);
    expect(bench.desk.rosters.names(viewId)).toBe(names);
    bench.info(1, '晨跑群', { role: 'owner', members: allMembers(['丙']), mayKeepMembers: true });
    expect([...bench.desk.rosters.names(viewId)]).toEqual(['丙']);
  });

  test('in memory does not hold a name that was taken out', () => {
    const bench = openSeen(true);
    const viewId = bench.group('晨跑群').views[0]?.groupViewId ?? 0;
    expect(bench.desk.rosters.names(viewId).has('甲')).toBe(true);
    bench.store.prepare("DELETE FROM rosterCell WHERE name = '甲'").run();
    bench.desk.rosters.forgetName('甲');
    expect(bench.desk.rosters.names(viewId).has('甲')).toBe(false);
  });
});
