import type { Migration } from '../store/migration.ts';

/** One row per setting that differs, or once differed, from its default; `value` is JSON. */
export const settingsMigrations: readonly Migration[] = [
  {
    version: 10,
    name: 'settings',
    up(exec) {
      exec(`CREATE TABLE setting (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL CHECK (json_valid(value))) STRICT, WITHOUT ROWID`);
    },
  },
];
