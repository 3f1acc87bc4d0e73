import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { listBackups } from '../../../electron/store/backup.ts';
import type { Migration } from '../../../electron/store/migration.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { rescueDataFolder, restoreNewestBackup } from '../../../electron/store/rescue.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const notes: Migration = {
  version: 10,
  name: 'notes',
  up: (exec) => exec('CREATE TABLE note (text TEXT NOT NULL) STRICT'),
};
const dates: Migration = {
  version: 20,
  name: 'dates',
  up: (exec) => exec('ALTER TABLE note ADD COLUMN at INTEGER'),
};

function open(file: string, migrations: readonly Migration[] = [notes]) {
  return openStore({ file, migrations, clock: new ManualClock(), logger: silentLogger });
}

/** A database of many pages, closed. */
function writeDatabase(file: string, migrations: readonly Migration[]): void {
  const store = openTestStore(migrations, { file });
  const insert = store.prepare<[string]>('INSERT INTO note (text) VALUES (?)');
  store.transaction(() => {
    for (let index = 0; index < 500; index++) insert.run(`${index} `.repeat(50));
  });
  store.dispose();
}

function damage(file: string): Buffer {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4096, 4096 * 8);
  writeFileSync(file, bytes);
  return bytes;
}

test('a damaged database is named and left byte for byte as it was', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  writeDatabase(file, [notes]);
  const bytes = damage(file);
  const opened = open(file);
  expect(opened).toMatchObject({
    ok: false,
    error: { code: 'database-corrupt', detail: { file, newestBackup: null } },
  });
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('a file that is no database at all is refused the same way', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  writeFileSync(file, 'these are my holiday notes, not a database\n'.repeat(200));
  expect(open(file)).toMatchObject({ ok: false, error: { code: 'database-corrupt' } });
  expect(readFileSync(file, 'utf8')).toContain('holiday');
});

test('the fault names the newest backup', () => {
  const folder = makeTempFolder();
  const file = join(folder, 'jiqun.db');
  writeDatabase(file, [notes]);
  openTestStore([notes, dates], { file }).dispose();
  damage(file);
  const backup = join(folder, 'backups', readdirSync(join(folder, 'backups'))[0] ?? '');
  expect(open(file, [notes, dates])).toMatchObject({ ok: false, error: { detail: { newestBackup: backup } } });
});

test('the cure puts the newest backup in place and keeps the damaged file', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  writeDatabase(file, [notes]);
  openTestStore([notes, dates], { file }).dispose();
  const bytes = damage(file);
  const restored = restoreNewestBackup(file, 1_700_000_000_000);
  expect(restored.ok && readFileSync(restored.value.setAsideAs).equals(bytes)).toBe(true);
  const store = openTestStore([notes, dates], { file });
  expect(store.prepare('SELECT count(*) AS count FROM note').get()).toEqual({ count: 500 });
});

test('a backup that is damaged too is passed over for the one before it', async () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  const clock = new ManualClock();
  const ladder = [notes, dates, { version: 30, name: 'more', up: () => undefined }];
  writeDatabase(file, [notes]);
  for (const top of [2, 3]) {
    openTestStore(ladder.slice(0, top), { file, clock }).dispose();
    await clock.advance(1_000);
  }
  const [newest = '', before = ''] = listBackups(file);
  damage(newest);
  damage(file);
  expect(open(file, ladder)).toMatchObject({ error: { detail: { newestBackup: before } } });
  expect(restoreNewestBackup(file, 1_700_000_000_000)).toMatchObject({ value: { restoredFrom: before } });
  expect(openTestStore(ladder, { file }).prepare('SELECT count(*) AS count FROM note').get()).toEqual({ count: 500 });
});

test('without a backup the cure makes room for an empty database and keeps the damaged one', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  writeDatabase(file, [notes]);
  damage(file);
  const restored = restoreNewestBackup(file, 1_700_000_000_000);
  expect(restored).toMatchObject({ ok: true, value: { restoredFrom: null } });
  expect(openTestStore([notes], { file }).prepare('SELECT * FROM note').all()).toEqual([]);
  expect(restored.ok && statSync(restored.value.setAsideAs).size).toBeGreaterThan(0);
});

test('a newer database is refused with both versions and not touched', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  writeDatabase(file, [notes, dates]);
  const bytes = readFileSync(file);
  expect(open(file, [notes])).toMatchObject({
    ok: false,
    error: { code: 'database-newer', detail: { file, databaseVersion: 20, knownVersion: 10 } },
  });
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('a database whose folder does not exist is unwritable, not a crash', () => {
  const blocker = join(makeTempFolder(), 'blocker');
  writeFileSync(blocker, '');
  expect(open(join(blocker, 'jiqun.db'))).toMatchObject({ ok: false, error: { code: 'data-folder-unwritable' } });
});

test('a folder in the place of the database is unwritable, not a crash', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  mkdirSync(file);
  expect(open(file)).toMatchObject({ ok: false, error: { code: 'data-folder-unwritable' } });
  expect(existsSync(file)).toBe(true);
});

test('a database that cannot be read is not taken for a damaged one: nothing is moved', () => {
  const folder = makeTempFolder();
  const file = join(folder, 'jiqun.db');
  mkdirSync(file);
  const rescued = rescueDataFolder({
    folder,
    owner: 'headless',
    isDamageKnown: false,
    clock: new ManualClock(),
    logger: silentLogger,
  });
  expect(rescued).toMatchObject({ ok: false, error: { code: 'data-folder-unwritable' } });
  expect(readdirSync(folder).some((name) => name.includes('.damaged-'))).toBe(false);
});
