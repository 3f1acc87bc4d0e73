import { describe, expect, test } from 'vitest';
import { allMembers, GroupBench, nicknameOf } from '../../support/groups/group-bench.ts';

/** 晨跑群 and 读书会 on the first phone, read and owned; what an operator noted of 晨跑群. */
function openNoted(): GroupBench {
  const bench = new GroupBench();
  bench.list(1, ['晨跑群', '读书会']);
  bench.info(1, '晨跑群', { role: 'owner', memberCount: 12, presentName: '晨跑群' });
  const { groupId } = bench.group('晨跑群');
  bench.desk.change('', () => bench.desk.records.setFields(groupId, { city: '杭州', custodian: '小李', note: '' }));
  bench.clock.jump(1_000);
  return bench;
}

function openQuestions(bench: GroupBench): readonly string[] {
  return bench.desk.book.questions().map(({ evidence }) => evidence.reason);
}

describe('a group that somebody else renamed', () => {
  test('is asked about while only the list says so, and neither is surely itself', () => {
    const bench = openNoted();
    bench.list(1, ['夜跑群', '读书会']);
    expect(bench.joined).toEqual(['夜跑群: 1', '晨跑群: 1', '读书会: 1']);
    expect(openQuestions(bench)).toEqual(['name-replaced']);
    expect(bench.group('夜跑群').countedWith).toHaveLength(2);
  });

  test('is the same one once its page tells the same size and role, with all that was noted of it', () => {
    const bench = openNoted();
    const { groupId } = bench.group('晨跑群');
    bench.list(1, ['夜跑群', '读书会']);
    bench.info(1, '夜跑群', { role: 'owner', memberCount: 12, presentName: '夜跑群' });
    expect(bench.joined).toEqual(['夜跑群: 1', '读书会: 1']);
    expect(bench.group('夜跑群')).toMatchObject({ groupId, city: '杭州', custodian: '小李' });
    expect(bench.group('夜跑群').names.map(({ name, source }) => `${name} ${source}`)).toEqual([
      '晨跑群 read',
      '夜跑群 read',
    ]);
    expect(openQuestions(bench)).toEqual([]);
  });

  test.each([
    ['of another size', { role: 'owner', memberCount: 30 }],
    ['in which the account is somebody else', { role: 'member', memberCount: 12 }],
    ['of a size that was not read', { role: 'owner', memberCount: null }],
  ] as const)('stays a question where the page is %s: one may have been left and another entered', (_what, info) => {
    const bench = openNoted();
    bench.list(1, ['夜跑群', '读书会']);
    bench.info(1, '夜跑群', { ...info, presentName: '夜跑群' });
    expect(openQuestions(bench)).toEqual(['name-replaced']);
    expect(bench.group('夜跑群').city).toBe('');
  });

  test('is the same one once another account’s view of it proved the new name', () => {
    const bench = new GroupBench();
    bench.list(1, ['晨跑群']);
    bench.list(2, ['晨跑群']);
    bench.info(1, '晨跑群', { role: 'owner', members: allMembers(['甲', nicknameOf(2)]), mayKeepMembers: true });
    expect(bench.joined).toEqual(['晨跑群: 1 2']);
    bench.clock.jump(1_000);
    bench.list(1, ['夜跑群']);
    bench.info(1, '夜跑群', { role: 'owner' });
    bench.clock.jump(1_000);
    bench.list(2, ['夜跑群']);
    expect(bench.joined).toEqual(['夜跑群: 1 2']);
    expect(openQuestions(bench)).toEqual([]);
  });

  test.each([
    [true, ['夜跑群: 1', '读书会: 1']],
    [false, ['夜跑群: 1', '晨跑群: 1', '读书会: 1']],
  ])('is what an operator says of it (%s)', (isSame, wanted) => {
    const bench = openNoted();
    bench.list(1, ['夜跑群', '读书会']);
    const [question] = bench.desk.book.questions();
    const { leftViewId = 0, rightViewId = 0 } = question ?? {};
    bench.desk.change('', () => {
      bench.desk.decisions.decide({ leftViewId, rightViewId, isSame, by: '小王', at: 1 });
      bench.desk.decideSuccession(leftViewId, rightViewId, isSame);
    });
    expect(bench.joined).toEqual(wanted);
    expect(openQuestions(bench)).toEqual([]);
  });

  test.each([
    ['more than one name is new', ['夜跑群', '瑜伽群']],
    ['the name that is new was listed before', ['读书会', '读书会']],
  ])('is not guessed at where %s', (_what, names) => {
    const bench = openNoted();
    bench.list(1, names);
    expect(openQuestions(bench)).toEqual([]);
  });

  test('is not guessed at from a list that was read in part', () => {
    const bench = openNoted();
    bench.list(1, ['夜跑群', '读书会'], false);
    expect(openQuestions(bench)).toEqual([]);
  });
});

function openRemarked(): GroupBench {
  const bench = new GroupBench();
  bench.list(1, ['晨跑群']);
  bench.list(2, ['我的跑群']);
  bench.info(1, '晨跑群', { role: 'owner', members: allMembers(['甲', nicknameOf(2)]), presentName: '晨跑群' });
  bench.info(2, '我的跑群', { role: 'member', presentName: '晨跑群' });
  return bench;
}

describe('a group that one account calls otherwise', () => {
  test('is one group, and goes by its own name', () => {
    const bench = openRemarked();
    expect(bench.joined).toEqual(['晨跑群: 1 2']);
    expect(bench.group('晨跑群').views.map(({ name }) => name)).toEqual(['晨跑群', '我的跑群']);
  });

  test('keeps the remark when we rename it', () => {
    const bench = openRemarked();
    bench.clock.jump(1_000);
    bench.desk.recordRenamed('夜跑群', bench.group('晨跑群').views[0]?.groupViewId ?? 0);
    expect(bench.group('夜跑群').views.map(({ name }) => name)).toEqual(['夜跑群', '我的跑群']);
  });

  test('is the same one when the account takes the remark away', () => {
    const bench = openRemarked();
    bench.clock.jump(1_000);
    bench.list(2, ['晨跑群']);
    expect(bench.joined).toEqual(['晨跑群: 1 2']);
    expect(openQuestions(bench)).toEqual([]);
  });
});

describe('a list that was read in part', () => {
  test('says nothing of the groups that are not in it', () => {
    const bench = openNoted();
    bench.list(1, ['读书会'], false);
    expect(bench.group('晨跑群').views[0]?.isListed).toBe(true);
    bench.clock.jump(1_000);
    bench.list(1, ['读书会']);
    expect(bench.group('晨跑群').views[0]?.isListed).toBe(false);
  });
});

test('accounts that are called alike do not show each other: two groups of one name stay two', () => {
  const bench = new GroupBench({ phoneCount: 2 });
  for (const place of [1, 2]) {
    const identity = { nickname: '小助手', messengerId: `desk_account_${place}` };
    expect(bench.accounts.recordIdentity(`phone-${place}`, identity).ok).toBe(true);
  }
  bench.list(1, ['晨跑群']);
  bench.list(2, ['晨跑群']);
  bench.info(1, '晨跑群', { role: 'owner', memberCount: 20, members: allMembers(['小助手', '甲']) });
  bench.info(2, '晨跑群', { role: 'owner', memberCount: null, members: allMembers(['小助手', '乙']) });
  expect(bench.joined).toEqual(['晨跑群: 1', '晨跑群: 2']);
});
