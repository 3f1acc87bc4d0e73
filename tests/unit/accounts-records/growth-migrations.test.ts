import { describe, expect, test } from 'vitest';
import { migrations } from '../../../electron/database.ts';
import type { Store } from '../../../electron/store/store.ts';
import { openTestStore } from '../../support/open-test-store.ts';

function openWithAccount(): Store {
  const store = openTestStore(migrations);
  store.prepare("INSERT INTO account (accountId, messenger, createdAt) VALUES ('a', 'wechat', 1)").run();
  return store;
}

const rows: readonly (readonly [table: string, insert: string, change: string])[] = [
  ['accountMove', "INSERT INTO accountMove (accountId, at) VALUES ('a', 1)", 'at = 2'],
  ['planText', "INSERT INTO planText (hash, text) VALUES ('h', 't')", "text = 'u'"],
  ['signOff', "INSERT INTO signOff (accountId, stageId, at, by) VALUES ('a', 'S0', 1, '王')", 'at = 2'],
  [
    'taskTick',
    "INSERT INTO taskTick (accountId, stageId, taskId, day, at, by) VALUES ('a', 'S0', 't', '2026-01-01', 1, '王')",
    'at = 2',
  ],
  [
    'accountSignal',
    "INSERT INTO accountSignal (accountId, signalId, at, source, reportedBy, note) VALUES ('a', 's', 1, 'prompt', '', '')",
    'at = 2',
  ],
  [
    'accountRestart',
    "INSERT INTO accountRestart (accountId, event, at, by) VALUES ('a', 'new-phone', 1, '王')",
    'at = 2',
  ],
  [
    'accountLoosening',
    `INSERT INTO accountLoosening (accountId, path, value, reason, supervisor, startsAt, untilAt)
      VALUES ('a', 'p', 1, 'r', '王', 1, 2)`,
    'untilAt = 9',
  ],
  [
    'handAct',
    `INSERT INTO handAct (accountId, action, at, amount, note, loggedBy, loggedAt)
      VALUES ('a', 'group_rename', 1, 1, '', '王', 1)`,
    'amount = 0',
  ],
];

describe('migrations 200 to 202, what is on record of accounts', () => {
  test.each(rows)('a row of %s is neither changed nor deleted', (table, insert, change) => {
    const store = openWithAccount();
    store.prepare(insert).run();
    expect(() => store.prepare(`UPDATE ${table} SET ${change}`).run()).toThrow(/append-only/u);
    expect(() => store.prepare(`DELETE FROM ${table}`).run()).toThrow(/append-only/u);
  });

  test('a loosening ends after it begins', () => {
    const store = openWithAccount();
    const insert = `INSERT INTO accountLoosening (accountId, path, value, reason, supervisor, startsAt, untilAt)
      VALUES ('a', 'p', 1, 'r', '王', 2, 2)`;
    expect(() => store.prepare(insert).run()).toThrow(/CHECK/u);
  });

  test('a row of the hand log is corrected once', () => {
    const store = openWithAccount();
    const add = (corrects: string): unknown =>
      store
        .prepare(
          `INSERT INTO handAct (accountId, action, at, amount, note, corrects, loggedBy, loggedAt)
            VALUES ('a', 'group_rename', 1, 1, '', ${corrects}, '王', 1)`,
        )
        .run();
    add('NULL');
    add('1');
    expect(() => add('1')).toThrow(/UNIQUE/u);
  });

  test('an older account has no plan after the climb', () => {
    const store = openWithAccount();
    expect(store.prepare('SELECT count(*) AS n FROM accountPlan').get()).toEqual({ n: 0 });
  });
});

test('203: a PIN and a mark belong to an operator', () => {
  const store = openTestStore(migrations);
  expect(() => store.prepare("INSERT INTO supervisor VALUES ('nobody', '王', 1)").run()).toThrow(/FOREIGN KEY/u);
});

test('204: a row of an older job is one of its action', () => {
  const store = openTestStore(migrations);
  const columns = store.prepare<[], { name: string; dflt_value: string }>('PRAGMA table_info(jobItem)').all();
  expect(columns.find(({ name }) => name === 'amount')?.dflt_value).toBe('1');
});

test('205: what a group became is kept', () => {
  const store = openTestStore(migrations);
  store.prepare("INSERT INTO absorbedGroup VALUES ('g1', 'g2')").run();
  expect(store.prepare('SELECT intoId FROM absorbedGroup').all()).toEqual([{ intoId: 'g2' }]);
});

test('225: nobody knows who said where an account of an older database is', () => {
  const store = openWithAccount();
  store.prepare("INSERT INTO accountMove (accountId, toPhoneId, at) VALUES ('a', 'p', 1)").run();
  const row = store.prepare('SELECT how, by, besideId FROM accountMove').get();
  expect(row).toEqual({ how: 'former', by: '', besideId: null });
  const guess = "INSERT INTO accountMove (accountId, at, how) VALUES ('a', 1, 'guessed')";
  expect(() => store.prepare(guess).run()).toThrow(/CHECK/u);
});

test('226: a phone has one version that passed its check', () => {
  const store = openTestStore(migrations);
  const insert = "INSERT INTO passedVersion VALUES ('p', '8.0.50', 1)";
  store.prepare(insert).run();
  expect(() => store.prepare(insert).run()).toThrow(/UNIQUE/u);
});

test('266: a tick of an older database has no note, and one that has keeps it', () => {
  const store = openTestStore(migrations.filter(({ version }) => version < 266));
  store.prepare("INSERT INTO account (accountId, messenger, createdAt) VALUES ('a', 'wechat', 1)").run();
  const columns = 'accountId, stageId, taskId, day, at, by';
  store.prepare(`INSERT INTO taskTick (${columns}) VALUES ('a', 'S0', 't', '2026-01-01', 1, '王')`).run();
  for (const step of migrations.filter(({ version }) => version === 266)) step.up((sql) => store.prepare(sql).run());
  store.prepare(`INSERT INTO taskTick (${columns}, note) VALUES ('a', 'S0', 't', '2026-01-02', 2, '王', '补')`).run();
  expect(store.prepare('SELECT note FROM taskTick ORDER BY tickId').all()).toEqual([{ note: null }, { note: '补' }]);
  expect(() => store.prepare("UPDATE taskTick SET note = ''").run()).toThrow(/append-only/u);
});

test('267: a phone that had an account leaves its name when it is removed, and the audit log those of former ones', () => {
  const store = openTestStore(migrations.filter(({ version }) => version < 267));
  const phone = store.prepare<[string, string, string]>(`INSERT INTO phone
      (phoneId, number, label, tags, note, isVirtual, isExpected, isSetAside, isEdited, facts, firstSeenAt)
    VALUES (?, NULL, ?, '[]', '', 0, 0, 0, 0, ?, 1)`);
  const account = store.prepare<[string, string]>(
    "INSERT INTO account (accountId, phoneId, messenger, createdAt) VALUES (?, ?, 'wechat', 1)",
  );
  for (const phoneId of ['p1', 'p2', 'p3']) account.run(`on-${phoneId}`, phoneId);
  phone.run('p2', '', '{"marketName":"红米 9","model":"M2004"}');
  phone.run('p3', '前台', '{"marketName":null,"model":"M2004"}');
  phone.run('bare', '仓库', '{}');
  store
    .prepare(
      `INSERT INTO auditLine (at, action, subject, params, hash)
        VALUES (1, 'phones.forget', 'p1', '{"number":4,"label":"旧","model":"M1"}', 'h')`,
    )
    .run();
  for (const step of migrations.filter(({ version }) => version === 267)) step.up((sql) => store.prepare(sql).run());
  store.prepare('DELETE FROM phone').run();
  expect(store.prepare('SELECT phoneId, number, name FROM removedPhone ORDER BY phoneId').all()).toEqual([
    { phoneId: 'p1', number: 4, name: '旧' },
    { phoneId: 'p2', number: null, name: '红米 9' },
    { phoneId: 'p3', number: null, name: '前台' },
  ]);
});

test('240: what was changed of an account stays said, and the last choice of a mode is known of older ones', () => {
  const store = openTestStore(migrations.filter(({ version }) => version < 240));
  store
    .prepare(
      `INSERT INTO account (accountId, messenger, mode, modeChosenBy, modeChosenAt, createdAt)
        VALUES ('a', 'wechat', 'assist', '王', 7, 1), ('b', 'wechat', 'auto', NULL, NULL, 1)`,
    )
    .run();
  for (const step of migrations.filter(({ version }) => version === 240)) step.up((sql) => store.prepare(sql).run());
  const changes = store.prepare('SELECT accountId, field, before, after, at, by FROM accountChange').all();
  expect(changes).toEqual([{ accountId: 'a', field: 'mode', before: null, after: 'assist', at: 7, by: '王' }]);
  expect(() => store.prepare('DELETE FROM accountChange').run()).toThrow(/append-only/u);
  expect(() => store.prepare("UPDATE accountChange SET by = ''").run()).toThrow(/append-only/u);
});
