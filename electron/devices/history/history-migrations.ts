import type { Migration } from '../../store/migration.ts';
import { moveHistory, movedTables } from './history-move.ts';

/**
 * The history's rungs in the console's own database. It lay there until 145; since then that only remembers which phones were
 * forgotten, until their history is gone too. See `history-schema.ts` for what the history's own file holds.
 */
export const historyMigrations: readonly Migration[] = [
  {
    version: 90,
    name: 'health history',
    up(exec) {
      exec(`CREATE TABLE historyPhone (
        phoneKey INTEGER PRIMARY KEY,
        phoneId TEXT UNIQUE REFERENCES phone ON DELETE SET NULL) STRICT`);
      exec(`CREATE TABLE historyBucket (
        phoneKey INTEGER NOT NULL,
        tier INTEGER NOT NULL,
        bucket INTEGER NOT NULL,
        stats BLOB NOT NULL,
        PRIMARY KEY (phoneKey, tier, bucket)) STRICT, WITHOUT ROWID`);
      exec(`CREATE TABLE historyDue (
        tier INTEGER NOT NULL,
        bucket INTEGER NOT NULL,
        phoneKey INTEGER NOT NULL,
        PRIMARY KEY (tier, bucket, phoneKey)) STRICT, WITHOUT ROWID`);
    },
  },
  {
    version: 91,
    name: 'availability of phones',
    up(exec) {
      exec('CREATE TABLE watchSession (fromAt INTEGER PRIMARY KEY, toAt INTEGER NOT NULL) STRICT');
      exec(`CREATE TABLE phoneStanding (
        phoneKey INTEGER NOT NULL,
        at INTEGER NOT NULL,
        state TEXT,
        PRIMARY KEY (phoneKey, at)) STRICT, WITHOUT ROWID`);
      exec(`CREATE TABLE historyPlace (
        placeKey INTEGER PRIMARY KEY,
        hostId TEXT NOT NULL,
        hub TEXT NOT NULL,
        UNIQUE (hostId, hub)) STRICT`);
      exec(`CREATE TABLE availabilityDay (
        day INTEGER NOT NULL,
        phoneKey INTEGER NOT NULL,
        placeKey INTEGER NOT NULL,
        watchedMs INTEGER NOT NULL,
        availableMs INTEGER NOT NULL,
        dropCount INTEGER NOT NULL,
        PRIMARY KEY (day, phoneKey, placeKey)) STRICT, WITHOUT ROWID`);
    },
  },
  {
    version: 145,
    name: 'health history in a file of its own',
    beforehand: moveHistory,
    up(exec) {
      for (const table of movedTables) exec(`DROP TABLE ${table}`);
      exec('CREATE TABLE historyForgotten (phoneId TEXT PRIMARY KEY) STRICT, WITHOUT ROWID');
      exec(`CREATE TRIGGER historyForgetsPhone AFTER DELETE ON phone
        BEGIN INSERT OR IGNORE INTO historyForgotten VALUES (OLD.phoneId); END`);
    },
  },
];
