import type { Migration } from '../store/migration.ts';

/** `nameKey` is the name as compared: normalised, case-folded, single-spaced. */
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
];
