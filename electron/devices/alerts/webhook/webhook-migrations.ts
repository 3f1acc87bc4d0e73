import type { Migration } from '../../../store/migration.ts';

/** One row of settings and outcome; what waits, in the order in which it happened, and what was set aside. */
export const webhookMigrations: readonly Migration[] = [
  {
    version: 101,
    name: 'alert webhook',
    up(exec) {
      exec(`CREATE TABLE alertWebhook (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        isOn INTEGER NOT NULL,
        url TEXT,
        format TEXT NOT NULL,
        minSeverity TEXT NOT NULL CHECK (minSeverity IN ('warn', 'bad')),
        droppedCount INTEGER NOT NULL,
        lastSuccessAt INTEGER,
        lastFailureAt INTEGER,
        lastFailure TEXT CHECK (lastFailure IS NULL OR json_valid(lastFailure))) STRICT`);
      exec(`INSERT INTO alertWebhook (id, isOn, format, minSeverity, droppedCount) VALUES (1, 0, 'json', 'warn', 0)`);
      exec(`CREATE TABLE alertOutbox (
        entryId INTEGER PRIMARY KEY AUTOINCREMENT,
        eventId TEXT NOT NULL UNIQUE,
        message TEXT NOT NULL CHECK (json_valid(message)),
        language TEXT NOT NULL,
        createdAt INTEGER NOT NULL) STRICT`);
    },
  },
  {
    version: 134,
    name: 'refused webhook messages',
    up(exec) {
      exec('ALTER TABLE alertWebhook ADD COLUMN refusedCount INTEGER NOT NULL DEFAULT 0');
    },
  },
  {
    version: 150,
    name: 'refused webhook messages are kept',
    up(exec) {
      exec('ALTER TABLE alertWebhook DROP COLUMN refusedCount');
      exec('ALTER TABLE alertOutbox ADD COLUMN refusedAt INTEGER');
    },
  },
];
