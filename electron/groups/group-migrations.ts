import type { Migration } from '../store/migration.ts';

/**
 * `groupView`: one row per place in a phone's group list; two rows may share a name, since groups do. A group that
 * is no longer listed keeps its row. `groupReading`: how the last reading of each phone went.
 */
export const groupMigrations: readonly Migration[] = [
  {
    version: 70,
    name: 'group views',
    up(exec) {
      exec(`CREATE TABLE groupView (
        groupViewId INTEGER PRIMARY KEY AUTOINCREMENT,
        phoneId TEXT NOT NULL REFERENCES phone ON DELETE CASCADE,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        firstSeenAt INTEGER NOT NULL,
        lastSeenAt INTEGER NOT NULL) STRICT`);
      exec('CREATE INDEX groupViewByPhone ON groupView (phoneId, lastSeenAt)');
      exec(`CREATE TABLE groupReading (
        phoneId TEXT PRIMARY KEY REFERENCES phone ON DELETE CASCADE,
        readAt INTEGER NOT NULL,
        groupCount INTEGER NOT NULL,
        listedCount INTEGER,
        isComplete INTEGER NOT NULL CHECK (isComplete IN (0, 1))) STRICT`);
    },
  },
];
