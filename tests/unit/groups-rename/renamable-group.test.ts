import { expect, test } from 'vitest';
import { unproven } from '../../../electron/groups/book/group-records.ts';
import { toRenamable } from '../../../electron/groups/rename/renamable-group.ts';
import { GroupBench } from '../../support/groups/group-bench.ts';

test.each<[string, readonly string[], readonly number[]]>([
  ['a group that has its first name', ['晨跑群'], []],
  ['each other name', ['晨跑群', '夜跑群', '晨跑群'], [2, 3]],
  ['a name that was noted twice, once', ['晨跑群', '夜跑群', '夜跑群', '夜跑群'], [2]],
])('a renaming is a name other than the one before: %s', (_what, names, renamedAt) => {
  const bench = new GroupBench();
  bench.list(1, ['晨跑群']);
  const group = bench.group('晨跑群');
  const { groupId } = group;
  const lines = names.map((name, at) => ({ groupId, name, seenAt: at + 1, source: 'read' as const, ...unproven }));
  expect(toRenamable({ ...group, names: lines }, null).renamedAt).toEqual(renamedAt);
});
