import { expect, test } from 'vitest';
import { namedGroupId } from '../../../electron/accounts/people/name-key.ts';
import { UsageLedger } from '../../../electron/accounts/usage/usage-ledger.ts';
import { GroupCounting } from '../../../electron/groups/book/group-counting.ts';
import { GroupBench } from '../../support/groups/group-bench.ts';

/** Without the ids of its names. */
function idsIn({ groupIds }: ReturnType<GroupCounting['idsOf']>): readonly string[] {
  return groupIds.filter((groupId) => !groupId.startsWith('named:'));
}

/** So many renames in a group of that name, logged by somebody who knew no more of it. */
function loggedRenames(groupName: string, count: number) {
  const groupId = namedGroupId(groupName);
  const act = { accountId: 'account-9', action: 'group_rename', groupId, groupViewId: null, amount: 1 } as const;
  const row = { ...act, note: groupName, corrects: null, loggedBy: '小王', loggedAt: 1 };
  return Array.from({ length: count }, (_none, place) => ({ ...row, handActId: place + 1, at: place + 1 }));
}

test('what was logged by the name of a group counts for it once it is read, however the name is spaced', () => {
  const bench = new GroupBench({ phoneCount: 1 });
  const counting = new GroupCounting(bench.store, bench.desk.book);
  const handLog = { countedSince: () => loggedRenames(' 晨 跑 群', 2) };
  const jobActs = { since: () => [] };
  const ledger = new UsageLedger({ jobActs, handLog, groups: counting, actionOfKind: () => 'group_rename' }, 10);
  bench.list(1, ['晨跑群', '读书群']);
  const [named, other] = [bench.group('晨跑群'), bench.group('读书群')];
  expect(ledger.ofGroup(named.groupId, 'group_rename').count).toBe(2);
  expect(ledger.ofGroup(other.groupId, 'group_rename').count).toBe(0);
  const groupViewId = named.views[0]?.groupViewId ?? 0;
  const job = { kind: 'rename', accountId: 'account-1', groupId: named.groupId, groupViewId, at: 5, amount: 1 };
  ledger.addJobAct({ ...job, attemptId: 1 });
  expect(ledger.ofGroup(named.groupId, 'group_rename').count).toBe(3);
});

test('a group counts for every name that it had, and that its accounts list it as', () => {
  const bench = new GroupBench({ phoneCount: 1 });
  bench.list(1, ['晨跑群']);
  const { groupId } = bench.group('晨跑群');
  bench.info(1, '晨跑群', { role: 'owner', memberCount: 30, presentName: '杭州晨跑' });
  const { groupIds } = new GroupCounting(bench.store, bench.desk.book).idsOf(groupId);
  expect(groupIds).toEqual(expect.arrayContaining([namedGroupId('晨跑群'), namedGroupId('杭州晨跑')]));
});

test('a group counts for itself, and with those that may be it', () => {
  const bench = new GroupBench({ phoneCount: 1 });
  bench.list(1, ['晨跑群', '读书群']);
  const counting = new GroupCounting(bench.store, bench.desk.book);
  const { groupId, views } = bench.group('晨跑群');
  expect(counting.idsOf(groupId)).toEqual({
    groupIds: [groupId, namedGroupId('晨跑群')],
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
  const ids = new GroupCounting(bench.store, bench.desk.book).idsOf(groupId);
  const { viewIds } = ids;
  expect(idsIn(ids).toSorted()).toEqual([groupId, 'g1', 'g2'].toSorted());
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
  const ids = counting.idsOf(between.groupId);
  const { viewIds } = ids;
  expect(idsIn(ids).toSorted()).toEqual([before.groupId, between.groupId].toSorted());
  expect(viewIds).toEqual([before, between].flatMap(({ views }) => views.map(({ groupViewId }) => groupViewId)));
});

test('what becomes part of a group later counts for it from then on', () => {
  const bench = new GroupBench({ phoneCount: 1 });
  bench.list(1, ['晨跑群']);
  const { groupId } = bench.group('晨跑群');
  const counting = new GroupCounting(bench.store, bench.desk.book);
  expect(idsIn(counting.idsOf(groupId))).toEqual([groupId]);
  bench.store.prepare<[string]>("INSERT INTO absorbedGroup VALUES ('g1', ?)").run(groupId);
  bench.list(1, ['晨跑群', '读书群']);
  expect(idsIn(counting.idsOf(groupId)).toSorted()).toEqual([groupId, 'g1'].toSorted());
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
