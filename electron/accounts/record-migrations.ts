import type { Migration } from '../store/migration.ts';

/** What the records of accounts hold beyond what their standing follows from. */
export const recordMigrations: readonly Migration[] = [
  {
    version: 266,
    name: 'notes of ticks',
    up(exec) {
      exec('ALTER TABLE taskTick ADD COLUMN note TEXT');
    },
  },
];
