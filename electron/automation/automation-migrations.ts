import type { Migration } from '../store/migration.ts';

/**
 * `rehearsal`: the last rehearsal of an act on a model and a version of the app; it holds for one state of the playbook.
 * `treeReading`: whether that version shows its views on that model, as last seen. `evidence`: pictures kept as files.
 * `evidenceErased`: which were taken away because somebody in them was erased, under which receipt.
 */
export const automationMigrations: readonly Migration[] = [
  {
    version: 190,
    name: 'rehearsals',
    up(exec) {
      exec(`CREATE TABLE rehearsal (
        phoneModel TEXT NOT NULL,
        appVersion TEXT NOT NULL,
        act TEXT NOT NULL,
        digest TEXT NOT NULL,
        isPassed INTEGER NOT NULL CHECK (isPassed IN (0, 1)),
        code TEXT NOT NULL,
        note TEXT NOT NULL,
        rehearsedAt INTEGER NOT NULL,
        PRIMARY KEY (phoneModel, appVersion, act)) STRICT, WITHOUT ROWID`);
      exec(`CREATE TABLE treeReading (
        phoneModel TEXT NOT NULL,
        appVersion TEXT NOT NULL,
        isBlocked INTEGER NOT NULL CHECK (isBlocked IN (0, 1)),
        seenAt INTEGER NOT NULL,
        PRIMARY KEY (phoneModel, appVersion)) STRICT, WITHOUT ROWID`);
    },
  },
  {
    version: 195,
    name: 'evidence pictures',
    up(exec) {
      exec(`CREATE TABLE evidence (
        evidenceId TEXT PRIMARY KEY,
        takenAt INTEGER NOT NULL,
        mediaType TEXT NOT NULL,
        byteCount INTEGER NOT NULL,
        fileName TEXT NOT NULL) STRICT`);
      exec('CREATE INDEX evidenceByTime ON evidence (takenAt)');
    },
  },
  {
    version: 199,
    name: 'pictures that were erased',
    up(exec) {
      exec(`CREATE TABLE evidenceErased (
        evidenceId TEXT PRIMARY KEY,
        erasedAt INTEGER NOT NULL,
        receiptId INTEGER NOT NULL) STRICT, WITHOUT ROWID`);
    },
  },
];
