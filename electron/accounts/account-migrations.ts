import type { Migration } from '../store/migration.ts';

/**
 * `idHash` tells the same messenger id again without keeping it: an HMAC with the key of this data folder. A phone has one
 * account at a time; one that another replaced keeps its row and has no phone.
 */
export const accountMigrations: readonly Migration[] = [
  {
    version: 180,
    name: 'accounts',
    up(exec) {
      exec(`CREATE TABLE account (
        accountId TEXT PRIMARY KEY,
        phoneId TEXT UNIQUE,
        messenger TEXT NOT NULL,
        nickname TEXT,
        maskedId TEXT,
        idHash TEXT UNIQUE,
        identityReadAt INTEGER,
        mode TEXT,
        modeChosenBy TEXT,
        modeChosenAt INTEGER,
        createdAt INTEGER NOT NULL) STRICT`);
      exec('CREATE TABLE accountKey (key BLOB NOT NULL) STRICT');
      exec('INSERT INTO accountKey VALUES (randomblob(32))');
      exec(`CREATE TABLE rulesAcknowledgement (
        operatorId TEXT NOT NULL REFERENCES operator,
        version INTEGER NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (operatorId, version)) STRICT`);
    },
  },
];
