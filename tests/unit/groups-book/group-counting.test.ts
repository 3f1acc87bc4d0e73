import { expect, test } from 'vitest';
import { GroupCounting } from '../../../electron/groups/book/group-counting.ts';
import { GroupBench } from '../../support/groups/group-bench.ts';

test('a group counts for itself, and with those that may be it', () => {
  const bench = new GroupBench({ phoneCount: 1 });
  bench.list(1, ['晨跑群', '读书群']);
  const counting = new GroupCounting(bench.store, bench.desk.book);
  const { groupId, views } = bench.group('晨跑群');
  expect(counting.idsOf(groupId)).toEqual({
    groupIds: [groupId],
    viewIds: views.map(({ groupViewId }) => groupViewId),
  });
  expect(counting.idsOf('unknown')).toEqual({ groupIds: ['unknown'], viewIds: [] });
});

test('what became part of a group counts for it, over several steps', () => {
  const bench = new GroupBench({ phoneCount: 1 });
  bench.list(1, ['晨跑群']);
  const { groupId, views } = bench.group('晨跑群');
  const viewId = views[0]?.groupViewId ?? 0;
  bench.store.prepare<[string]>("INSERT INTO absorbedGroup VALUES ('g2', ?), ('g1', 'g2')").run(groupId);
  bench.store.prepare<[number]>('INSERT INTO absorbedView VALUES (901, ?), (900, 901)').run(viewId);
  const { groupIds, viewIds } = new GroupCounting(bench.store, bench.desk.book).idsOf(groupId);
  expect(groupIds.toSorted()).toEqual([groupId, 'g1', 'g2'].toSorted());
  expect(viewIds.toSorted((one, other) => one - other)).toEqual([viewId, 900, 901]);
});

test('what becomes part of a group later counts for it from then on', () => {
  const bench = new GroupBench({ phoneCount: 1 });
  bench.list(1, ['晨跑群']);
  const { groupId } = bench.group('晨跑群');
  const counting = new GroupCounting(bench.store, bench.desk.book);
  expect(counting.idsOf(groupId).groupIds).toEqual([groupId]);
  bench.store.prepare<[string]>("INSERT INTO absorbedGroup VALUES ('g1', ?)").run(groupId);
  bench.list(1, ['晨跑群', '读书群']);
  expect(counting.idsOf(groupId).groupIds.toSorted()).toEqual([groupId, 'g1'].toSorted());
});

test('size and role are those that were read last', () => {
  const bench = new GroupBench({ phoneCount: 1 });
  bench.list(1, ['晨跑群']);
  const { groupId, views } = bench.group('晨跑群');
  const accountId = views[0]?.accountId ?? '';
  const counting = new GroupCounting(bench.store, bench.desk.book);
  expect(counting.groundOf(groupId, accountId)).toEqual({ memberCount: null, ownRole: null });
  bench.info(1, '晨跑群', { role: 'owner', memberCount: 40 });
  expect(counting.groundOf(groupId, accountId)).toEqual({ memberCount: 40, ownRole: 'owner' });
  expect(counting.groundOf(groupId, 'another')).toEqual({ memberCount: 40, ownRole: null });
});
