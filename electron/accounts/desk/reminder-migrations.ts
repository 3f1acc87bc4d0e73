import type { Migration } from '../../store/migration.ts';

/** The last day on which people were reminded: the alert of that day is there again after a restart. */
export const reminderMigrations: readonly Migration[] = [
  {
    version: 213,
    name: 'reminders of checklists',
    up(exec) {
      exec(`CREATE TABLE checklistReminder (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        day TEXT NOT NULL) STRICT`);
    },
  },
];
