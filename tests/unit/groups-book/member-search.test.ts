import { describe, expect, test } from 'vitest';
import { PersonRecords } from '../../../electron/groups/member-data/person-records.ts';
import { findMembers } from '../../../electron/groups/roster/member-search.ts';
import { allMembers, GroupBench } from '../../support/groups/group-bench.ts';

const hourMs = 3_600_000;
const owned = { role: 'owner', mayKeepMembers: true } as const;

/** Two groups whose members were read, through different accounts, and one whose members nobody may read. */
function openBench() {
  const bench = new GroupBench();
  bench.list(1, ['晨跑群', '读书会']);
  bench.list(2, ['团购群']);
  bench.info(1, '晨跑群', { ...owned, members: allMembers(['阿珍', '老周', '100%']) });
  bench.clock.jump(hourMs);
  bench.info(2, '团购群', {
    ...owned,
    members: { names: ['阿珍（二店）', '小陈'], statedCount: 9, isComplete: false },
  });
  bench.info(1, '读书会', { role: 'member', members: allMembers(['阿珍', '陌生人']), mayKeepMembers: false });
  const find = (text: string, limit = 500) => findMembers(bench.store, { text, limit });
  return { bench, find };
}

const placesOf = ({ found }: ReturnType<typeof findMembers>): readonly string[] =>
  found.map(({ groupName, name, position }) => `${groupName} ${position} ${name}`);

describe('a search over all members', () => {
  test('finds a part of a name in every group whose members may be kept, and in no other', () => {
    const { find } = openBench();
    expect(placesOf(find('珍'))).toEqual(['晨跑群 0 阿珍', '团购群 0 阿珍（二店）']);
    expect(find('陌生人')).toEqual({ found: [], totalCount: 0, groupCount: 0, searchedCount: 2 });
  });

  test('tells since when a name is known, through which view, and whether the roster is whole', () => {
    const { bench, find } = openBench();
    const [first, second] = find('珍').found;
    const [here] = bench.group('晨跑群').views;
    expect(first).toMatchObject({ groupViewId: here?.groupViewId, groupId: bench.group('晨跑群').groupId });
    expect(first?.roster).toMatchObject({ cellCount: 3, statedCount: 3, isComplete: true, why: null });
    expect(second?.roster).toMatchObject({ cellCount: 2, statedCount: 9, isComplete: false });
    expect((second?.roster.readAt ?? 0) - (first?.roster.readAt ?? 0)).toBe(hourMs);
  });

  test('takes signs that stand for anything in the database as themselves', () => {
    const { find } = openBench();
    expect(placesOf(find('%'))).toEqual(['晨跑群 2 100%']);
    expect(placesOf(find('_'))).toEqual([]);
  });

  test('counts what is behind the limit', () => {
    const { find } = openBench();
    expect(find('珍', 1)).toMatchObject({ found: [{ groupName: '晨跑群' }], totalCount: 2, groupCount: 2 });
  });

  test('goes by a whole roster where the newer one is a part', () => {
    const bench = new GroupBench();
    bench.list(1, ['晨跑群']);
    bench.list(2, ['晨跑群']);
    const own = ['客服1', '客服2'];
    bench.info(1, '晨跑群', { ...owned, memberCount: 4, members: allMembers([...own, '阿珍', '老周']) });
    bench.clock.jump(hourMs);
    const part = { names: [...own, '阿珍'], statedCount: 4, isComplete: false };
    bench.info(2, '晨跑群', { ...owned, memberCount: 4, members: part });
    expect(bench.joined).toEqual(['晨跑群: 1 2']);
    expect(placesOf(findMembers(bench.store, { text: '老周', limit: 9 }))).toEqual(['晨跑群 3 老周']);
  });

  test('ends where the right to the members ends, and where somebody was erased', () => {
    const { bench, find } = openBench();
    bench.info(1, '晨跑群', { role: 'member' });
    expect(placesOf(find('珍'))).toEqual(['团购群 0 阿珍（二店）']);
    bench.store.write(() => new PersonRecords(bench.store).erase('阿珍（二店）', { hasTexts: false }));
    expect(find('珍').totalCount).toBe(0);
  });
});
