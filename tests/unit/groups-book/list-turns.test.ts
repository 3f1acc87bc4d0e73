import { describe, expect, test } from 'vitest';
import { allMembers, GroupBench, nicknameOf } from '../../support/groups/group-bench.ts';

const names = Array.from({ length: 40 }, (_, place) => `福利${place + 1}群`);

const sizes = [480, 90] as const;

/** Account 2 had forty groups on phone 2; it is on phone 1 by now, where account 1 was, whose list holds 车友群. */
function openMoved(): GroupBench {
  const bench = new GroupBench({ phoneCount: 2 });
  bench.list(1, ['车友群']);
  bench.list(2, names);
  bench.clock.jump(1_000);
  bench.accounts.recordIdentity('phone-1', { nickname: nicknameOf(2), messengerId: 'desk_account_2' });
  return bench;
}

function listedOf(bench: GroupBench): readonly string[] {
  const views = bench.desk.book.list().flatMap((group) => group.views);
  return views.filter(({ isListed }) => isListed).map(({ name }) => name);
}

/** The account owns the larger one, whose members are known, and is a mere member of the other. */
function openTwins(): GroupBench {
  const bench = new GroupBench({ phoneCount: 2 });
  bench.list(1, ['读书会', '读书会']);
  const members = allMembers(['甲', '乙']);
  bench.info(1, '读书会', { role: 'owner', memberCount: sizes[0], members, mayKeepMembers: true }, 0);
  bench.info(1, '读书会', { role: 'member', memberCount: sizes[1] }, 1);
  bench.clock.jump(1_000);
  return bench;
}

function listed(bench: GroupBench) {
  return bench.desk.book
    .list()
    .flatMap(({ groupId, views }) => views.filter(({ isListed }) => isListed).map((view) => ({ ...view, groupId })));
}

describe('an account that came to another phone', () => {
  test('has none of its groups gone by a list that broke off', () => {
    const bench = openMoved();
    bench.list(1, names.slice(0, 10), false);
    expect(listedOf(bench)).toEqual(names);
  });

  test('has those gone that a whole list is without', () => {
    const bench = openMoved();
    bench.list(1, names.slice(0, 10));
    expect(listedOf(bench)).toEqual(names.slice(0, 10));
  });

  test('leaves none of the groups behind as listed of the account that was there', () => {
    const bench = openMoved();
    bench.list(1, names, false);
    expect(listedOf(bench)).not.toContain('车友群');
    bench.clock.jump(1_000);
    bench.accounts.recordIdentity('phone-1', { nickname: nicknameOf(1), messengerId: 'desk_account_1' });
    bench.list(1, ['新群'], false);
    expect(listedOf(bench)).toEqual(['车友群', '新群']);
  });
});

describe('of two groups of one name, once an account lists one less', () => {
  test('nobody knows which it is, and nothing that was read of either is told of it', () => {
    const bench = openTwins();
    bench.list(1, ['读书会']);
    const [left, ...others] = listed(bench);
    expect(others).toEqual([]);
    expect(left).toMatchObject({ role: null, memberCount: null });
    expect(bench.desk.rosters.get(left?.groupViewId ?? 0)).toBeNull();
  });

  test.each([
    [0, 'owner', 2],
    [1, 'member', null],
  ] as const)('its page tells (%i)', (at, role, cellCount) => {
    const bench = openTwins();
    const before = listed(bench).map(({ groupId }) => groupId);
    bench.list(1, ['读书会']);
    const [fresh] = listed(bench);
    const view = bench.desk.book.ofView(fresh?.groupViewId ?? 0)?.views[0];
    if (view === undefined) throw new Error('no view is listed');
    const page = { role, memberCount: sizes[at], members: null, mayKeepMembers: false };
    bench.desk.recordInfo(view, { ...page, ownAlias: null, presentName: '读书会' });
    const [left] = listed(bench);
    expect(left).toMatchObject({ role, memberCount: sizes[at], groupId: before[at] });
    expect(bench.desk.rosters.get(left?.groupViewId ?? 0)?.cellCount ?? null).toBe(cellCount);
    expect(bench.desk.book.questions()).toEqual([]);
  });

  test('a page that fits neither is a question', () => {
    const bench = openTwins();
    bench.list(1, ['读书会']);
    const [fresh] = listed(bench);
    const view = bench.desk.book.ofView(fresh?.groupViewId ?? 0)?.views[0];
    if (view === undefined) throw new Error('no view is listed');
    const page = { role: 'admin', memberCount: 481, members: null, mayKeepMembers: false } as const;
    bench.desk.recordInfo(view, { ...page, ownAlias: null, presentName: '读书会' });
    expect(bench.desk.book.questions().map(({ evidence }) => evidence.reason)).toEqual(['name-replaced']);
  });

  test('one that was renamed through another account is told by that, and the other one stays itself', () => {
    const bench = new GroupBench({ phoneCount: 2 });
    bench.list(1, ['读书会', '读书会']);
    bench.list(2, ['读书会']);
    bench.info(1, '读书会', { role: 'owner', memberCount: sizes[0] }, 0);
    bench.info(1, '读书会', { role: 'member', memberCount: sizes[1] }, 1);
    bench.info(2, '读书会', { role: 'admin', memberCount: sizes[0] });
    const through = bench.desk.book.list().flatMap(({ views }) => views.filter(({ phoneId }) => phoneId === 'phone-2'));
    bench.clock.jump(1_000);
    expect(bench.desk.recordRenamed('共读会', through[0]?.groupViewId ?? 0).ok).toBe(true);
    bench.clock.jump(1_000);
    bench.list(1, ['读书会', '共读会']);
    expect(bench.joined).toEqual(['共读会: 1 2', '读书会: 1']);
    expect(bench.group('共读会').views[0]).toMatchObject({ role: 'owner', memberCount: sizes[0] });
    expect(bench.group('读书会').views[0]).toMatchObject({ role: 'member', memberCount: sizes[1] });
  });
});
