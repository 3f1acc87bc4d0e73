import { describe, expect, test } from 'vitest';
import type { GroupFilter } from '../../../electron/contract/group-book.ts';
import { newestRoster, selectGroups, toDetail, toRow } from '../../../electron/groups/group-rows.ts';
import { allMembers, GroupBench } from '../../support/groups/group-bench.ts';

const everything: GroupFilter = {
  text: '',
  role: null,
  phoneId: null,
  setId: null,
  isQuestioned: false,
  order: 'name',
};

function openThree(): GroupBench {
  const bench = new GroupBench();
  bench.list(1, ['团购10群', '团购2群']);
  bench.list(2, ['读书会']);
  bench.info(1, '团购2群', { role: 'owner', memberCount: 300 });
  bench.clock.jump(60_000);
  bench.info(2, '读书会', { role: 'member', memberCount: 40 });
  return bench;
}

function select(bench: GroupBench, filter: Partial<GroupFilter>): string[] {
  const setsOf = bench.sets.byGroup();
  const chosen = selectGroups(bench.desk.book.list(), { ...everything, ...filter }, (id) => setsOf.get(id) ?? []);
  return chosen.map(({ name }) => name);
}

describe('the list of groups', () => {
  test('is in the order of people, not of characters', () => {
    expect(select(openThree(), {}).filter((name) => name.startsWith('团购'))).toEqual(['团购2群', '团购10群']);
  });

  test.each<[string, Partial<GroupFilter>, string[]]>([
    ['a part of the name in full-width forms', { text: '团购２' }, ['团购2群']],
    ['our role', { role: 'owner' }, ['团购2群']],
    ['a phone', { phoneId: 'phone-2' }, ['读书会']],
    ['an open question', { isQuestioned: true }, []],
  ])('is narrowed by %s', (_what, filter, wanted) => {
    expect(select(openThree(), filter)).toEqual(wanted);
  });

  test.each<[GroupFilter['order'], string]>([
    ['size', '团购2群'],
    ['read', '团购10群'],
  ])('by %s begins with %s', (order, first) => {
    expect(select(openThree(), { order })[0]).toBe(first);
  });

  test('finds a group by what it was called before', () => {
    const bench = openThree();
    bench.clock.jump(1_000);
    bench.desk.recordRenamed('夜读会', bench.group('读书会').views[0]?.groupViewId ?? 0);
    expect(select(bench, { text: '读书会' })).toEqual(['夜读会']);
    expect(select(bench, { order: 'renamed' })[0]).toBe('夜读会');
  });

  test('is narrowed by a set', () => {
    const bench = openThree();
    const setId = bench.sets.save({ setId: null, name: '一期', groupIds: [bench.group('读书会').groupId] }, 1);
    expect(select(bench, { setId })).toEqual(['读书会']);
  });
});

describe('a group in the list', () => {
  test('whose pages nobody read says so instead of guessing', () => {
    const bench = openThree();
    expect(toRow(bench.group('团购10群'), bench.desk, [])).toMatchObject({
      memberCount: null,
      role: null,
      infoReadAt: null,
      roster: null,
      renamedAt: null,
    });
  });

  test('shows the newest whole roster before a newer partial one', () => {
    const bench = new GroupBench();
    bench.list(1, ['读书会']);
    bench.list(2, ['读书会']);
    const members = allMembers(['甲', '乙', '客服1', '客服2']);
    bench.info(1, '读书会', { role: 'owner', members, mayKeepMembers: true });
    bench.clock.jump(60_000);
    const part = { names: ['甲', '客服1'], statedCount: 4, isComplete: false };
    bench.info(2, '读书会', { role: 'admin', members: part, mayKeepMembers: true });
    expect(newestRoster(bench.group('读书会'), bench.desk)).toMatchObject({ cellCount: 4, isComplete: true });
  });

  test('tells in its details which other view may be the same, and why that is not said', () => {
    const bench = new GroupBench();
    bench.list(1, ['读书会']);
    bench.list(2, ['读书会']);
    const [group] = bench.desk.book.list();
    if (group === undefined) throw new Error('no group');
    expect(toDetail(group, bench.desk, []).questions).toMatchObject([
      { left: { phoneId: 'phone-1' }, right: { phoneId: 'phone-2' }, reason: 'name-only' },
    ]);
  });
});
