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

test('a plan made before a group became part of another one counts for that one', () => {
  const bench = new GroupBench({ phoneCount: 1 });
  bench.list(1, ['晨跑群']);
  bench.info(1, '晨跑群', { role: 'owner', memberCount: 40 });
  const { groupId, views } = bench.group('晨跑群');
  bench.store.prepare<[string]>("INSERT INTO absorbedGroup VALUES ('g2', ?), ('g1', 'g2')").run(groupId);
  const counting = new GroupCounting(bench.store, bench.desk.book);
  expect(counting.idsOf('g1')).toEqual(counting.idsOf(groupId));
  expect(counting.groundOf('g1', views[0]?.accountId ?? '')).toEqual({ memberCount: 40, ownRole: 'owner' });
});

test('a renamed group that turned out to be an older one counts what was done through both', () => {
  const bench = new GroupBench({ phoneCount: 1 });
  bench.list(1, ['晨跑群', '读书会']);
  bench.info(1, '晨跑群', { role: 'owner', memberCount: 30 });
  bench.info(1, '读书会', { role: 'owner', memberCount: 90 });
  const before = bench.group('晨跑群');
  bench.clock.jump(60_000);
  bench.list(1, ['杭州晨跑', '杭州读书']);
  const between = bench.group('杭州晨跑');
  expect(between.groupId).not.toBe(before.groupId);
  bench.info(1, '杭州晨跑', { role: 'owner', memberCount: 30 });
  bench.info(1, '杭州读书', { role: 'owner', memberCount: 90 });
  expect(bench.group('杭州晨跑').groupId).toBe(before.groupId);
  const counting = new GroupCounting(bench.store, bench.desk.book);
  const { groupIds, viewIds } = counting.idsOf(between.groupId);
  expect(groupIds.toSorted()).toEqual([before.groupId, between.groupId].toSorted());
  expect(viewIds).toEqual([before, between].flatMap(({ views }) => views.map(({ groupViewId }) => groupViewId)));
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
