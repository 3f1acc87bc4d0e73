import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { historyFileBeside } from '../../../electron/devices/history/history-file.ts';
import { historyMigrations } from '../../../electron/devices/history/history-migrations.ts';
import { historySchema } from '../../../electron/devices/history/history-schema.ts';
import { phoneMigrations } from '../../../electron/devices/registry/phone-migrations.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { rememberPhones } from '../../support/history/paper-phones.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { canMountSmallDisk, fillDisk, mountSmallDisk, smallDiskNote } from '../../support/small-disk.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const before = [...phoneMigrations, ...historyMigrations.filter(({ version }) => version < 145)];
const after = [...phoneMigrations, ...historyMigrations];
const bucketCount = 'SELECT COUNT(*) AS count FROM historyBucket';

/** The database of a release before 145, with a phone and that many buckets of it; closed. */
function leaveOldDatabase(folder: string, buckets = 3_000): string {
  const file = join(folder, 'jiqun.db');
  const store = openTestStore(before, { file });
  rememberPhones(store, ['phone-1']);
  store.transaction(() => {
    store.prepare("INSERT INTO historyPhone VALUES (7, 'phone-1')").run();
    store.prepare("INSERT INTO historyPlace VALUES (3, 'local', '1-2')").run();
    store.prepare('INSERT INTO availabilityDay VALUES (20260601, 7, 3, 60000, 30000, 1)').run();
    store.prepare("INSERT INTO phoneStanding VALUES (7, 5, 'ready')").run();
    store.prepare('INSERT INTO watchSession VALUES (1, 9)').run();
    store.prepare('INSERT INTO historyDue VALUES (1, 2, 7)').run();
    const insert = store.prepare<[number, Buffer]>('INSERT INTO historyBucket VALUES (7, 0, ?, ?)');
    for (let bucket = 0; bucket < buckets; bucket++) insert.run(bucket, Buffer.alloc(4_000, 7));
  });
  store.dispose();
  return file;
}

function openHistory(file: string): Store {
  return openTestStore(historySchema, { file: historyFileBeside(file) });
}

test('the history of an earlier release moves into a file of its own, row by row', () => {
  const file = leaveOldDatabase(makeTempFolder());
  const store = openTestStore(after, { file });
  const history = openHistory(file);
  expect(history.prepare(bucketCount).get()).toEqual({ count: 3_000 });
  expect(history.prepare('SELECT * FROM historyPhone').all()).toEqual([{ phoneKey: 7, phoneId: 'phone-1' }]);
  expect(history.prepare('SELECT * FROM availabilityDay JOIN historyPlace USING (placeKey)').get()).toMatchObject({
    phoneKey: 7,
    hub: '1-2',
    watchedMs: 60_000,
  });
  expect(history.prepare('SELECT state FROM phoneStanding').get()).toEqual({ state: 'ready' });
  expect(history.prepare('SELECT toAt FROM watchSession').get()).toEqual({ toAt: 9 });
  expect(history.prepare('SELECT bucket FROM historyDue').get()).toEqual({ bucket: 2 });
  expect(() => store.prepare(bucketCount)).toThrow('no such table');
  expect(readdirSync(dirname(file)).filter((name) => name.includes('unfinished'))).toEqual([]);
});

test('the database that it left gives its room back', () => {
  const file = leaveOldDatabase(makeTempFolder());
  const store = openTestStore(after, { file });
  expect(store.bytes()).toBeLessThan(1_000_000);
});

test('a move that a crash cut short is made anew', () => {
  const file = leaveOldDatabase(makeTempFolder());
  writeFileSync(`${historyFileBeside(file)}.unfinished`, 'half of it');
  openTestStore(after, { file });
  expect(openHistory(file).prepare(bucketCount).get()).toEqual({ count: 3_000 });
});

test('an old backup that was restored does not take the place of the history since then', () => {
  const folder = makeTempFolder();
  const history = openTestStore(historySchema, { file: historyFileBeside(join(folder, 'jiqun.db')) });
  history.prepare("INSERT INTO historyPhone VALUES (1, 'phone-2')").run();
  history.dispose();
  const file = leaveOldDatabase(folder);
  openTestStore(after, { file });
  expect(openHistory(file).prepare('SELECT phoneId FROM historyPhone').all()).toEqual([{ phoneId: 'phone-2' }]);
});

test('a new database begins without any, and its history begins when it is first asked for', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  openTestStore(after, { file });
  expect(existsSync(historyFileBeside(file))).toBe(false);
});

test.runIf(canMountSmallDisk)(`without room for the move nothing is changed${smallDiskNote}`, () => {
  const folder = mountSmallDisk(40);
  const file = leaveOldDatabase(folder);
  const makeRoom = fillDisk(folder);
  const options = { file, migrations: after, clock: new ManualClock(), logger: silentLogger };
  expect(openStore(options)).toMatchObject({ ok: false });
  makeRoom();
  expect(openTestStore(before, { file }).prepare(bucketCount).get()).toEqual({ count: 3_000 });
  expect(existsSync(historyFileBeside(file))).toBe(false);
});

test('a phone that is removed is noted, until its history is gone too', () => {
  const store = openTestStore(after);
  rememberPhones(store, ['phone-1', 'phone-2']);
  store.prepare("DELETE FROM phone WHERE phoneId = 'phone-2'").run();
  expect(store.prepare('SELECT phoneId FROM historyForgotten').all()).toEqual([{ phoneId: 'phone-2' }]);
});
