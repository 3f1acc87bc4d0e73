import { describe, expect, test, vi } from 'vitest';
import { toRenamable } from '../../../electron/groups/rename/renamable-group.ts';
import { allMembers, GroupBench, nicknameOf } from '../../support/groups/group-bench.ts';

const people = Array.from({ length: 10 }, (_, place) => `群友${place + 1}`);

/** 晨跑群, seen by two accounts that see each other in it. */
function openJoined(): GroupBench {
  const bench = new GroupBench();
  bench.list(1, ['晨跑群']);
  bench.list(2, ['晨跑群']);
  bench.info(1, '晨跑群', { role: 'owner', members: allMembers([...people, nicknameOf(2)]) });
  return bench;
}

describe('views of one group', () => {
  test('are one group once one account sees the other in it', () => {
    expect(openJoined().joined).toEqual(['晨跑群: 1 2']);
  });

  test('of one name are apart while nothing but the name speaks for it, and asked about', () => {
    const bench = new GroupBench();
    bench.list(1, ['晨跑群']);
    bench.list(2, ['晨跑群']);
    expect(bench.joined).toEqual(['晨跑群: 1', '晨跑群: 2']);
    expect(bench.desk.book.questions()).toHaveLength(1);
  });

  test('that one account sees side by side are two groups, and no question', () => {
    const bench = new GroupBench();
    bench.list(1, ['晨跑群', '晨跑群']);
    expect(bench.joined).toEqual(['晨跑群: 1', '晨跑群: 1']);
    expect(bench.desk.book.questions()).toEqual([]);
  });

  test('are what the operator says they are', () => {
    const bench = new GroupBench();
    bench.list(1, ['晨跑群']);
    bench.list(2, ['晨跑群']);
    const [question] = bench.desk.book.questions();
    const { leftViewId = 0, rightViewId = 0 } = question ?? {};
    bench.desk.change('', () =>
      bench.desk.decisions.decide({ leftViewId, rightViewId, isSame: true, by: '小王', at: 1 }),
    );
    expect(bench.joined).toEqual(['晨跑群: 1 2']);
    bench.desk.change('', () =>
      bench.desk.decisions.decide({ leftViewId, rightViewId, isSame: false, by: '小王', at: 2 }),
    );
    expect(bench.joined).toEqual(['晨跑群: 1', '晨跑群: 2']);
  });
});

describe('a phone that has another account by now', () => {
  const lisi = { nickname: '李四', messengerId: 'desk_account_lisi' };

  test('lists its groups as views of that account, and nothing of what the one before was there is theirs', () => {
    const bench = new GroupBench({ phoneCount: 1 });
    bench.list(1, ['晨跑群']);
    bench.info(1, '晨跑群', { role: 'owner' });
    const first = bench.accounts.onPhone('phone-1');
    bench.clock.jump(1_000);
    const second = bench.accounts.recordIdentity('phone-1', lisi);
    bench.list(1, ['晨跑群']);
    const views = bench.desk.book.list().flatMap((group) => group.views);
    expect(views).toMatchObject([
      { accountId: first.ok && first.value.accountId, role: 'owner', isListed: false },
      { accountId: second.ok && second.value.accountId, role: null, isListed: true },
    ]);
  });

  test('takes along what that account was in its groups on the phone that it came from', () => {
    const bench = new GroupBench({ phoneCount: 2 });
    bench.list(2, ['晨跑群', '读书群']);
    bench.info(2, '晨跑群', { role: 'owner' });
    const { groupId } = bench.group('晨跑群');
    bench.clock.jump(1_000);
    bench.accounts.recordIdentity('phone-1', { nickname: nicknameOf(2), messengerId: 'desk_account_2' });
    bench.list(1, ['晨跑群']);
    const view = { phoneId: 'phone-1', role: 'owner', isListed: true };
    expect(bench.group('晨跑群')).toMatchObject({ groupId, views: [view] });
    expect(bench.group('读书群').views).toMatchObject([{ phoneId: 'phone-1', isListed: false }]);
  });

  test('and has the first one back goes on with the views of that one', () => {
    const bench = new GroupBench({ phoneCount: 1 });
    bench.list(1, ['晨跑群']);
    bench.info(1, '晨跑群', { role: 'owner' });
    for (const identity of [lisi, { nickname: nicknameOf(1), messengerId: 'desk_account_1' }]) {
      bench.clock.jump(1_000);
      bench.accounts.recordIdentity('phone-1', identity);
      bench.list(1, ['晨跑群']);
    }
    const listed = bench.desk.book.list().flatMap((group) => group.views.filter(({ isListed }) => isListed));
    expect(listed).toMatchObject([{ role: 'owner' }]);
  });
});

describe('two groups that turn out to be one', () => {
  test('leave nothing of the second behind', () => {
    const bench = openJoined();
    expect(bench.store.prepare('SELECT count(*) AS n FROM chatGroup').get()).toEqual({ n: 1 });
  });

  test('keep the sets, fields and mark that only the second had', () => {
    const bench = new GroupBench();
    bench.list(1, ['晨跑群']);
    bench.list(2, ['晨跑群']);
    const second = bench.desk.book.list().find(({ views }) => views[0]?.phoneId === 'phone-2');
    const groupId = second?.groupId ?? '';
    bench.desk.change('', () => {
      bench.desk.records.setFields(groupId, { city: '杭州', custodian: '小李', note: '' });
      bench.desk.records.setCompanyRun(groupId, { reason: '门店群', by: '小王', at: 1 });
      bench.sets.save({ setId: null, name: '晨跑', groupIds: [groupId] }, 1);
    });
    bench.info(1, '晨跑群', { members: allMembers([...people, nicknameOf(2)]), role: 'owner' });
    const group = bench.group('晨跑群');
    expect(group).toMatchObject({ city: '杭州', custodian: '小李', companyReason: '门店群' });
    expect(bench.sets.byGroup().get(group.groupId)).toHaveLength(1);
  });
});

describe('a group that', () => {
  test('is not listed any more stays, as one that nobody lists', () => {
    const bench = openJoined();
    bench.clock.jump(1_000);
    bench.list(1, []);
    bench.list(2, []);
    expect(bench.group('晨跑群').views.map(({ isListed }) => isListed)).toEqual([false, false]);
  });

  test('only a forgotten phone saw is gone', () => {
    const bench = openJoined();
    bench.store.prepare('DELETE FROM phone').run();
    expect(new GroupBench({ store: bench.store }).desk.book.list()).toEqual([]);
  });

  test('is known again, by the same id, after a restart', () => {
    const bench = openJoined();
    const again = new GroupBench({ store: bench.store });
    expect(again.group('晨跑群')).toEqual(bench.group('晨跑群'));
  });
});

describe('a name that we gave', () => {
  test('is the name of every view that surely is that group, and stands in the history as ours', () => {
    const bench = openJoined();
    bench.info(1, '晨跑群', { role: 'owner', members: allMembers(['甲', nicknameOf(2)]), mayKeepMembers: true });
    bench.info(2, '晨跑群', {});
    expect(bench.group('晨跑群').strength).toBe('certain');
    bench.clock.jump(1_000);
    const viewId = bench.group('晨跑群').views[0]?.groupViewId ?? 0;
    expect(bench.desk.recordRenamed('夜跑群', viewId).ok).toBe(true);
    const { views, names } = bench.group('夜跑群');
    expect(views.map(({ name }) => name)).toEqual(['夜跑群', '夜跑群']);
    expect(names.map(({ name, source }) => `${name} ${source}`)).toEqual(['晨跑群 read', '夜跑群 renamed']);
  });

  test('is the group’s name although another view of it was read later, under the name before', () => {
    const bench = new GroupBench();
    bench.list(1, ['晨跑群']);
    bench.list(2, ['晨跑群']);
    bench.info(1, '晨跑群', { presentName: '晨跑群' });
    bench.clock.jump(1_000);
    bench.info(2, '晨跑群', { presentName: '晨跑群' });
    const { strength, views } = bench.group('晨跑群');
    expect(strength).toBe('likely');
    bench.clock.jump(1_000);
    bench.desk.recordRenamed('夜跑群', views[0]?.groupViewId ?? 0);
    expect(bench.group('夜跑群').views.map(({ name }) => name)).toEqual(['夜跑群', '晨跑群']);
  });

  test('is not yet the name of a view that is only likely that group: its own reading tells', () => {
    const bench = openJoined();
    bench.clock.jump(1_000);
    bench.desk.recordRenamed('夜跑群', bench.group('晨跑群').views[0]?.groupViewId ?? 0);
    expect(bench.group('夜跑群').views.map(({ name }) => name)).toEqual(['夜跑群', '晨跑群']);
    bench.clock.jump(1_000);
    bench.list(2, ['晨跑群']);
    expect(bench.joined).toEqual(['夜跑群: 1', '晨跑群: 2']);
    bench.clock.jump(1_000);
    bench.list(1, ['夜跑群']);
    expect(bench.joined).toEqual(['夜跑群: 1', '晨跑群: 2']);
  });

  test('is not noted a second time when the next list shows it', () => {
    const bench = openJoined();
    bench.clock.jump(1_000);
    bench.desk.recordRenamed('夜跑群', bench.group('晨跑群').views[0]?.groupViewId ?? 0);
    bench.clock.jump(1_000);
    bench.list(1, ['夜跑群']);
    expect(bench.group('夜跑群').names).toHaveLength(2);
  });

  test('is one line of the history however often it is noted', () => {
    const bench = openJoined();
    bench.clock.jump(1_000);
    const viewId = bench.group('晨跑群').views[0]?.groupViewId ?? 0;
    const ours = { source: 'renamed', by: '小王', verifiedBy: 'page', jobId: 7 } as const;
    bench.desk.recordRenamed('夜跑群', viewId, ours);
    bench.clock.jump(1_000);
    bench.desk.recordRenamed('夜跑群', viewId, ours);
    bench.desk.recordRenamed('夜跑群', viewId, { source: 'read', by: null, verifiedBy: 'page', jobId: null });
    expect(bench.group('夜跑群').names).toMatchObject([{ name: '晨跑群' }, { name: '夜跑群', ...ours }]);
  });

  test('and was only read until then is known as ours from then on, in the line that it has', () => {
    const bench = openJoined();
    bench.clock.jump(1_000);
    bench.info(1, '晨跑群', { presentName: '夜跑群' });
    const [, read] = bench.group('夜跑群').names;
    expect(read).toMatchObject({ name: '夜跑群', source: 'read' });
    bench.clock.jump(1_000);
    const ours = { source: 'renamed', by: '小王', verifiedBy: 'operator', jobId: 7 } as const;
    bench.desk.recordRenamed('夜跑群', bench.group('夜跑群').views[0]?.groupViewId ?? 0, ours);
    expect(bench.group('夜跑群').names).toMatchObject([{ name: '晨跑群' }, { ...read, ...ours }]);
  });

  test('for a view that is gone is refused', () => {
    expect(openJoined().desk.recordRenamed('夜跑群', 999)).toMatchObject({ error: { code: 'group-not-found' } });
  });
});

describe('members', () => {
  test.each([
    ['a whole page', allMembers(people), { isComplete: true, why: null }],
    ['fewer than the title says', { names: people, statedCount: 12, isComplete: false }, { why: 'count-differs' }],
    ['a title that was not read', { names: people, statedCount: null, isComplete: false }, { why: 'count-unknown' }],
    ['a page that was missed', { names: people, statedCount: 10, isComplete: false }, { why: 'page-missed' }],
  ])('of %s are a roster that says how whole it is', (_what, members, wanted) => {
    const bench = new GroupBench();
    bench.list(1, ['晨跑群']);
    bench.info(1, '晨跑群', { role: 'owner', members, mayKeepMembers: true });
    const viewId = bench.group('晨跑群').views[0]?.groupViewId ?? 0;
    expect(bench.desk.rosters.get(viewId)).toMatchObject({ cellCount: 10, ...wanted });
  });

  test('that may not be kept are not, though who of us is among them is', () => {
    const bench = new GroupBench();
    bench.list(1, ['晨跑群']);
    bench.list(2, ['晨跑群']);
    bench.info(1, '晨跑群', { role: 'member', members: allMembers([...people, nicknameOf(2)]), mayKeepMembers: false });
    expect(bench.store.prepare('SELECT * FROM rosterCell').all()).toEqual([]);
    expect(bench.joined).toEqual(['晨跑群: 1 2']);
  });
});

test('a group with an open question is not surely itself', () => {
  const bench = new GroupBench();
  bench.list(1, ['晨跑群']);
  bench.list(2, ['晨跑群']);
  expect(bench.desk.book.list().map((group) => toRenamable(group, null).isIdentitySure)).toEqual([false, false]);
});

test('every change is told, with the phone that was read', () => {
  const bench = new GroupBench();
  const changed = vi.fn<(phoneId: string) => void>();
  bench.desk.subscribe(changed);
  bench.list(1, ['晨跑群']);
  expect(changed.mock.calls).toEqual([['phone-1']]);
});

test('a later look without the members’ page does not part what an earlier one joined', () => {
  const bench = openJoined();
  bench.info(1, '晨跑群', { memberCount: 12, role: 'owner', members: null });
  expect(bench.joined).toEqual(['晨跑群: 1 2']);
});

test('two groups of one name and size stay apart when one of them, read to its end, does not show the other’s account', () => {
  const bench = new GroupBench({ phoneCount: 4 });
  for (const place of [1, 2, 3, 4]) bench.list(place, ['晨跑群']);
  bench.info(1, '晨跑群', { role: 'owner', members: allMembers([...people, nicknameOf(2)]) });
  bench.info(3, '晨跑群', { role: 'owner', members: allMembers([...people, nicknameOf(4)]) });
  bench.info(2, '晨跑群', { role: 'member' });
  bench.info(4, '晨跑群', { role: 'member' });
  expect(bench.joined).toEqual(['晨跑群: 1 2', '晨跑群: 3 4']);
  expect(bench.desk.book.questions().length).toBeGreaterThan(0);
});
