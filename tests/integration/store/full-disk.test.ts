import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { lockDataFolder } from '../../../electron/store/data-folder.ts';
import type { Migration } from '../../../electron/store/migration.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { StoreError } from '../../../electron/store/store-error.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { canMountSmallDisk, fillDisk, mountSmallDisk, smallDiskNote } from '../../support/small-disk.ts';

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
const page = '满'.repeat(4_000);

describe.runIf(canMountSmallDisk)(`a full disk${smallDiskNote}`, () => {
  test('refuses writes with disk-full, loses nothing and goes on reading', () => {
    const folder = mountSmallDisk(4);
    const store = openTestStore([notes], { file: join(folder, 'jiqun.db') });
    const insert = store.prepare<[string]>('INSERT INTO note VALUES (?)');
    insert.run('kept');
    fillDisk(folder);
    const outcome = store.write(() => {
      for (let index = 0; index < 100; index++) insert.run(page);
    });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(store.prepare('SELECT text FROM note').all()).toEqual([{ text: 'kept' }]);
  });

  test('writes go on once there is room again', () => {
    const folder = mountSmallDisk(4);
    const store = openTestStore([notes], { file: join(folder, 'jiqun.db') });
    const insert = store.prepare<[string]>('INSERT INTO note VALUES (?)');
    const makeRoom = fillDisk(folder);
    const writeMuch = () =>
      store.write(() => {
        for (let index = 0; index < 100; index++) insert.run(page);
      });
    expect(writeMuch().ok).toBe(false);
    makeRoom();
    expect(writeMuch().ok).toBe(true);
    expect(store.prepare('SELECT count(*) AS count FROM note').get()).toEqual({ count: 100 });
  });

  test('a single statement outside a write throws the fault for the dispatcher', () => {
    const folder = mountSmallDisk(4);
    const store = openTestStore([notes], { file: join(folder, 'jiqun.db') });
    const insert = store.prepare<[string]>('INSERT INTO note VALUES (?)');
    fillDisk(folder);
    const writeUntilRefused = (): void => {
      for (;;) insert.run(page);
    };
    expect(writeUntilRefused).toThrow(StoreError);
  });

  test('an upgrade that cannot be backed up is not begun', () => {
    const folder = mountSmallDisk(4);
    const file = join(folder, 'jiqun.db');
    const before = openTestStore([notes], { file });
    const insert = before.prepare<[string]>('INSERT INTO note VALUES (?)');
    before.transaction(() => {
      for (let index = 0; index < 100; index++) insert.run(page);
    });
    before.dispose();
    const makeRoom = fillDisk(folder);
    const options = { file, migrations: [notes, dates], clock: new ManualClock(), logger: silentLogger };
    const opened = openStore(options);
    expect(opened.ok ? null : opened.error.code).toMatch(/^(backup-failed|disk-full)$/);
    makeRoom();
    expect(openTestStore([notes], { file }).prepare('SELECT count(*) AS count FROM note').get()).toEqual({
      count: 100,
    });
  });

  test('a database cannot be created: disk-full, not a crash', () => {
    const folder = mountSmallDisk(1);
    fillDisk(folder);
    const options = {
      file: join(folder, 'jiqun.db'),
      migrations: [notes],
      clock: new ManualClock(),
      logger: silentLogger,
    };
    expect(openStore(options)).toMatchObject({ ok: false, error: { code: 'disk-full' } });
  });

  test('the data folder can still be locked, so that the console can read', () => {
    const folder = mountSmallDisk(1);
    const lock = () => lockDataFolder({ folder, owner: 'app', clock: new ManualClock(), logger: silentLogger });
    const before = lock();
    if (before.ok) void before.value.dispose();
    fillDisk(folder);
    const locked = lock();
    expect(locked).toMatchObject({ ok: true });
    if (locked.ok) void locked.value.dispose();
  });
});
