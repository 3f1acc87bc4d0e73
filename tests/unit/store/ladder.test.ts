import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Migration } from '../../../electron/store/migration.ts';
import { orderLadder } from '../../../electron/store/migration.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const fruit: Migration = {
  version: 10,
  name: 'fruit',
  up: (exec) => exec('CREATE TABLE fruit (name TEXT NOT NULL) STRICT'),
};
const colour: Migration = {
  version: 20,
  name: 'colour of fruit',
  up: (exec) => exec('ALTER TABLE fruit ADD COLUMN colour TEXT'),
};
const broken: Migration = { version: 30, name: 'broken', up: (exec) => exec('CREATE TABLE nonsense (') };

function open(file: string, migrations: readonly Migration[]) {
  return openStore({ file, migrations, clock: new ManualClock(), logger: silentLogger });
}

test('rungs run in the order of their numbers, however they are listed', () => {
  const store = openTestStore([colour, fruit]);
  store.prepare<[string, string]>('INSERT INTO fruit (name, colour) VALUES (?, ?)').run('apple', 'red');
  expect(store.prepare('SELECT * FROM fruit').all()).toEqual([{ name: 'apple', colour: 'red' }]);
});

test('two rungs with one number are refused by name', () => {
  const twin: Migration = { ...colour, version: 10 };
  expect(() => orderLadder([fruit, twin])).toThrow('"fruit" and "colour of fruit" share number 10');
});

test.each([0, -1, 1.5])('%d is no rung number', (version) => {
  expect(() => orderLadder([{ ...fruit, version }])).toThrow('no usable number');
});

test('a rung that is released below the version of the database is refused instead of skipped', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  openTestStore([fruit, colour], { file }).dispose();
  const late: Migration = { version: 15, name: 'late', up: (exec) => exec('CREATE TABLE late (id INTEGER) STRICT') };
  expect(() => open(file, [fruit, late, colour])).toThrow('migration 15 "late" was added below version 20');
});

test('a rung that fails takes all pending rungs back', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  openTestStore([fruit], { file }).dispose();
  expect(() => open(file, [fruit, colour, broken])).toThrow('migration 30 "broken" failed');
  const store = openTestStore([fruit], { file });
  expect(
    store
      .prepare<[], { name: string }>(`PRAGMA table_info('fruit')`)
      .all()
      .map(({ name }) => name),
  ).toEqual(['name']);
});

test('an upgrade keeps the data and leaves a backup of the state before', () => {
  const folder = makeTempFolder();
  const file = join(folder, 'jiqun.db');
  const before = openTestStore([fruit], { file });
  before.prepare<[string]>('INSERT INTO fruit VALUES (?)').run('梨');
  before.dispose();
  const after = openTestStore([fruit, colour], { file });
  expect(after.prepare('SELECT name, colour FROM fruit').all()).toEqual([{ name: '梨', colour: null }]);
  const [backup] = readdirSync(join(folder, 'backups'));
  const restored = openTestStore([fruit], { file: join(folder, 'backups', backup ?? '') });
  expect(restored.prepare('SELECT * FROM fruit').all()).toEqual([{ name: '梨' }]);
});

test('a new database and one that needs no upgrade leave no backup', () => {
  const folder = makeTempFolder();
  const file = join(folder, 'jiqun.db');
  openTestStore([fruit], { file }).dispose();
  openTestStore([fruit], { file }).dispose();
  expect(readdirSync(folder)).not.toContain('backups');
});

test('the newest seven backups stay', async () => {
  const folder = makeTempFolder();
  const file = join(folder, 'jiqun.db');
  const clock = new ManualClock();
  const ladder = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((version) => ({
    version,
    name: `rung ${version}`,
    up: () => undefined,
  }));
  for (let top = 1; top <= ladder.length; top++) {
    openTestStore(ladder.slice(0, top), { file, clock }).dispose();
    await clock.advance(1_000);
  }
  const versions = readdirSync(join(folder, 'backups')).map((name) => /-v(\d)\.backup$/.exec(name)?.[1]);
  expect(new Set(versions)).toEqual(new Set(['2', '3', '4', '5', '6', '7', '8']));
});

test('a rung that leaves a broken reference is taken back', () => {
  const parent: Migration = {
    version: 10,
    name: 'family',
    up: (exec) => {
      exec('CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT');
      exec('CREATE TABLE child (parentId INTEGER NOT NULL REFERENCES parent (id)) STRICT');
    },
  };
  const orphan: Migration = { version: 20, name: 'orphan', up: (exec) => exec('INSERT INTO child VALUES (7)') };
  const file = join(makeTempFolder(), 'jiqun.db');
  expect(() => open(file, [parent, orphan])).toThrow('broken references');
});
