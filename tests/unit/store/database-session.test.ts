import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Restored } from '../../../electron/contract/console.ts';
import { fail } from '../../../electron/contract/outcome.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { DatabaseSession, type ServedDatabase } from '../../../electron/store/database-session.ts';
import { openReadOnly } from '../../../electron/store/read-only-store.ts';
import { StoreError } from '../../../electron/store/store-error.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const notes: ServedDatabase = {
  migrations: [{ version: 1, name: 'notes', up: (exec) => exec('CREATE TABLE note (text TEXT NOT NULL) STRICT') }],
  durability: 'checkpoints',
  tasksOf: (store) => ({
    add: (input) => store.prepare<[string]>('INSERT INTO note VALUES (?)').run(String(input)).changes,
    list: () => store.prepare('SELECT text FROM note').all(),
    find: () => {
      throw new StoreError(fail('database-corrupt', 'a page is damaged').error, undefined);
    },
  }),
};

function openSession(file = join(makeTempFolder(), 'notes.db')) {
  const restored: Restored[] = [];
  const session = new DatabaseSession({
    file,
    database: notes,
    clock: new ManualClock(),
    logger: silentLogger,
    onRestored: (told) => void restored.push(told),
  });
  onTestFinished(() => session.dispose());
  return { session, restored, file };
}

test('the database is made by the first task', () => {
  const { session, file } = openSession();
  expect(readdirSync(dirname(file))).toEqual([]);
  expect(session.run('add', '梨')).toEqual({ ok: true, value: 1 });
  expect(session.run('list', null)).toEqual({ ok: true, value: [{ text: '梨' }] });
});

test('one that cannot be opened is tried again by the next task', () => {
  const folder = join(makeTempFolder(), 'away');
  const { session } = openSession(join(folder, 'notes.db'));
  expect(session.run('list', null)).toMatchObject({ ok: false, error: { code: 'data-folder-unwritable' } });
  mkdirSync(folder);
  expect(session.run('list', null)).toEqual({ ok: true, value: [] });
});

test('a damaged one is set aside, and its newest backup takes its place', () => {
  const { session, restored, file } = openSession();
  session.run('add', '梨');
  const looking = openReadOnly(file);
  const backup = looking.backUp(1_700_000_000_000);
  looking.dispose();
  session.run('add', '桃');
  session.dispose();
  writeFileSync(file, 'not a database at all'.repeat(500));
  expect(session.run('list', null)).toEqual({ ok: true, value: [{ text: '梨' }] });
  expect(restored).toMatchObject([{ restoredFrom: backup }]);
  expect(readdirSync(dirname(file)).some((name) => name.startsWith('notes.db.damaged-'))).toBe(true);
});

test('a damaged one without a backup begins anew', () => {
  const { session, restored, file } = openSession();
  writeFileSync(file, 'not a database at all'.repeat(500));
  expect(session.run('list', null)).toEqual({ ok: true, value: [] });
  expect(restored).toMatchObject([{ restoredFrom: null }]);
});

test('damage that a task comes upon is its answer, and the next task opens the database anew', () => {
  const { session, file } = openSession();
  session.run('add', '梨');
  expect(session.run('find', null)).toMatchObject({ ok: false, error: { code: 'database-corrupt' } });
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  expect(session.run('list', null)).toEqual({ ok: true, value: [] });
});

test('a bug in a task is thrown', () => {
  const { session } = openSession();
  expect(() => session.run('fly', null)).toThrow('no task fly');
});
