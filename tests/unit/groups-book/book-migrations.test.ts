import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allMembers, deskMigrations, GroupBench } from '../../support/groups/group-bench.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

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

test('migration 174: only a list that was read to its end says which groups are gone', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  const before = openTestStore(
    deskMigrations.filter(({ version }) => version < 174),
    { file },
  );
  const phone = before.prepare<
    [string]
  >(`INSERT INTO phone (phoneId, label, tags, note, isVirtual, isExpected, isSetAside,
    isEdited, facts, firstSeenAt) VALUES (?, '', '[]', '', 1, 1, 0, 0, '{}', 0)`);
  const reading = before.prepare<[string, number]>('INSERT INTO groupReading VALUES (?, 5, 1, NULL, ?)');
  for (const [phoneId, isComplete] of [
    ['whole', 1],
    ['part', 0],
  ] as const) {
    phone.run(phoneId);
    reading.run(phoneId, isComplete);
  }
  before.dispose();
  const after = openTestStore(
    deskMigrations.filter(({ version }) => version <= 174),
    { file },
  );
  expect(after.prepare('SELECT phoneId, wholeAt FROM groupReading ORDER BY phoneId').all()).toEqual([
    { phoneId: 'part', wholeAt: null },
    { phoneId: 'whole', wholeAt: 5 },
  ]);
});

test('migration 176: whole lists are the account’s, and views that a person is asked about came when the others went', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  const before = openTestStore(
    deskMigrations.filter(({ version }) => version < 176),
    { file },
  );
  for (const sql of [
    `INSERT INTO phone (phoneId, label, tags, note, isVirtual, isExpected, isSetAside, isEdited, facts, firstSeenAt)
      VALUES ('phone', '', '[]', '', 1, 1, 0, 0, '{}', 0)`,
    "INSERT INTO groupReading VALUES ('phone', 9, 1, NULL, 0, 7)",
    "INSERT INTO groupView VALUES (1, 'phone', '旧名', 0, 1, 5), (2, 'phone', '新名', 0, 7, 9)",
    `INSERT INTO groupViewFact (groupViewId, accountId, formerViewId) VALUES (1, 'account', NULL), (2, 'account', 1)`,
  ]) {
    before.prepare(sql).run();
  }
  before.dispose();
  const bench = new GroupBench({ store: openTestStore(deskMigrations, { file }) });
  expect(bench.store.prepare('SELECT * FROM groupListing').all()).toEqual([{ accountId: 'account', wholeAt: 7 }]);
  expect(bench.store.prepare('SELECT accountId FROM groupReading').all()).toEqual([{ accountId: 'account' }]);
  const views = bench.desk.records.views();
  expect(views.map(({ isListed, cameAt, goneAt }) => ({ isListed, cameAt, goneAt }))).toEqual([
    { isListed: false, cameAt: null, goneAt: 7 },
    { isListed: true, cameAt: 7, goneAt: null },
  ]);
  expect(bench.desk.change('', () => undefined).ok).toBe(true);
  expect(bench.desk.book.questions().map(({ evidence }) => evidence.reason)).toEqual(['name-replaced']);
});
