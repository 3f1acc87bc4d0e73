import { describe, expect, test } from 'vitest';
import { allMembers, GroupBench } from '../../support/groups/group-bench.ts';

function openRead(): GroupBench {
  const bench = new GroupBench({ phoneCount: 1 });
  bench.list(1, ['晨跑群']);
  bench.info(1, '晨跑群', { role: 'owner', members: allMembers(['甲', '乙']), mayKeepMembers: true });
  bench.sets.save({ setId: null, name: '晨跑', groupIds: [bench.group('晨跑群').groupId] }, 1);
  return bench;
}

function countRows(bench: GroupBench, table: string): unknown {
  return bench.store.prepare(`SELECT count(*) AS n FROM ${table}`).get();
}

describe('migration 170, groups and rosters', () => {
  test.each(['groupViewFact', 'roster', 'rosterCell'])('a forgotten phone takes its %s along', (table) => {
    const bench = openRead();
    expect(countRows(bench, table)).not.toEqual({ n: 0 });
    bench.store.prepare('DELETE FROM phone').run();
    expect(countRows(bench, table)).toEqual({ n: 0 });
  });

  test.each(['groupName', 'groupSetMember'])('a group that is removed takes its %s along', (table) => {
    const bench = openRead();
    bench.store.prepare('DELETE FROM chatGroup').run();
    expect(countRows(bench, table)).toEqual({ n: 0 });
  });

  test('two sets cannot share a name', () => {
    const bench = openRead();
    expect(() => bench.sets.save({ setId: null, name: '晨跑', groupIds: [] }, 2)).toThrow(/UNIQUE/);
  });

  test('a name is either read or given by us', () => {
    const bench = openRead();
    const insert = bench.store.prepare<[string]>(
      "INSERT INTO groupName (groupId, name, seenAt, source) VALUES (?, 'x', 1, 'guessed')",
    );
    expect(() => insert.run(bench.group('晨跑群').groupId)).toThrow(/CHECK/);
  });
});
