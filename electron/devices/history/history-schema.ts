import type { Migration } from '../../store/migration.ts';

/**
 * The rungs of the history's own file. Rows are keyed by a small number in place of the phone's id. A forgotten phone leaves
 * its number behind without an id; its rows are then cleared away in small steps.
 */
export const historySchema: readonly Migration[] = [
  {
    version: 146,
    name: 'health history and availability',
    up(exec) {
      exec('CREATE TABLE historyPhone (phoneKey INTEGER PRIMARY KEY, phoneId TEXT UNIQUE) STRICT');
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
];
