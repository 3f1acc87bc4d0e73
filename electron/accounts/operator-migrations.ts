import type { Migration } from '../store/migration.ts';

/**
 * `nameKey` is the name as compared: normalised, case-folded, single-spaced. A PIN is kept as its scrypt hash. Where nobody has
 * the supervisor's mark, the first operator of the desk is the supervisor.
 */
export const operatorMigrations: readonly Migration[] = [
  {
    version: 30,
    name: 'operators',
    up(exec) {
      exec(`CREATE TABLE operator (
        operatorId TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        nameKey TEXT NOT NULL UNIQUE,
        createdAt INTEGER NOT NULL) STRICT`);
    },
  },
  {
    version: 203,
    name: 'PIN and supervisor mark of operators',
    up(exec) {
      exec(`CREATE TABLE operatorPin (
        operatorId TEXT PRIMARY KEY REFERENCES operator,
        salt BLOB NOT NULL,
        hash BLOB NOT NULL,
        setAt INTEGER NOT NULL) STRICT`);
      exec(`CREATE TABLE supervisor (
        operatorId TEXT PRIMARY KEY REFERENCES operator,
        markedBy TEXT NOT NULL,
        markedAt INTEGER NOT NULL) STRICT`);
    },
  },
  {
    version: 233,
    name: 'PINs that somebody else set',
    up(exec) {
      exec('ALTER TABLE operatorPin ADD COLUMN resetAt INTEGER');
    },
  },
];
