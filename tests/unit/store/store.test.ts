import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Clock } from '../../../electron/runtime/clock.ts';
import type { Migration } from '../../../electron/store/migration.ts';
import type { Store } from '../../../electron/store/store.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';

const tables: Migration = {
  version: 1,
  name: 'tables',
  up: (exec) => {
    exec('CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT');
    exec('CREATE TABLE child (parentId INTEGER NOT NULL REFERENCES parent (id)) STRICT');
  },
};

/** A clock on which every second look is `stepMs` later than the one before. */
function steppingClock(stepMs: number): Clock {
  const manual = new ManualClock();
  let looks = 0;
  return {
    now: () => manual.now(),
    monotonic: () => stepMs * Math.floor((looks++ + 1) / 2),
    after: (delayMs, task) => manual.after(delayMs, task),
  };
}

test('the database runs in WAL mode with foreign keys on', () => {
  const store = openTestStore([tables]);
  expect(store.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(() => store.prepare('INSERT INTO child VALUES (99)').run()).toThrow('FOREIGN KEY');
});

test('a write that throws half-way leaves nothing', () => {
  const store = openTestStore([tables]);
  const insert = store.prepare<[string]>('INSERT INTO parent (name) VALUES (?)');
  expect(() =>
    store.transaction(() => {
      insert.run('甲');
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(store.prepare('SELECT * FROM parent').all()).toEqual([]);
});

test('an inner write that fails leaves the outer one standing', () => {
  const store = openTestStore([tables]);
  const insert = store.prepare<[string]>('INSERT INTO parent (name) VALUES (?)');
  store.transaction(() => {
    insert.run('outer');
    expect(() =>
      store.transaction(() => {
        insert.run('inner');
        throw new Error('no');
      }),
    ).toThrow('no');
  });
  expect(store.prepare('SELECT name FROM parent').all()).toEqual([{ name: 'outer' }]);
});

test('a bug inside a write is thrown, not turned into a fault', () => {
  const store = openTestStore([tables]);
  expect(() => store.write(() => store.prepare('INSERT INTO child VALUES (99)').run())).toThrow('FOREIGN KEY');
});

test('a query of 41 ms is logged with its text', () => {
  const logger = new RecordingLogger();
  const store = openTestStore([tables], { logger, clock: steppingClock(41) });
  store.prepare('SELECT *\n  FROM parent').all();
  expect(logger.of('query-slow')).toEqual([{ durationMs: 41, sql: 'SELECT * FROM parent' }]);
});

test('a query of 40 ms is not logged', () => {
  const logger = new RecordingLogger();
  const store = openTestStore([tables], { logger, clock: steppingClock(40) });
  store.prepare('SELECT * FROM parent').all();
  expect(logger.of('query-slow')).toEqual([]);
});

const levelOf = (store: Store): unknown => store.prepare<[], { synchronous: number }>('PRAGMA synchronous').get();

test('a write waits for the disk, unless the database was opened to wait at checkpoints only', () => {
  expect(levelOf(openTestStore([tables]))).toEqual({ synchronous: 2 });
  expect(levelOf(openTestStore([tables], { durability: 'checkpoints' }))).toEqual({ synchronous: 1 });
});

test('a checkpoint brings what was written into the file', () => {
  const store = openTestStore([tables], { durability: 'checkpoints' });
  const before = statSync(store.file).size;
  store.prepare<[string]>('INSERT INTO parent (name) VALUES (?)').run('甲'.repeat(100_000));
  expect(statSync(store.file).size).toBe(before);
  store.checkpoint();
  expect(statSync(store.file).size).toBeGreaterThan(before);
});
