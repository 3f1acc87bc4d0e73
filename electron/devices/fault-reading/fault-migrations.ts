import type { Migration } from '../../store/migration.ts';

/** What was read from the desk with its evidence, and what it will be read from after a restart. */
export const faultMigrations: readonly Migration[] = [
  {
    version: 121,
    name: 'fault readings',
    up(exec) {
      exec(`CREATE TABLE faultReading (
        readingId TEXT PRIMARY KEY,
        cause TEXT NOT NULL,
        confidence TEXT NOT NULL CHECK (confidence IN ('certain', 'likely', 'possible')),
        subject TEXT NOT NULL CHECK (json_valid(subject)),
        facts TEXT NOT NULL CHECK (json_valid(facts)),
        phoneIds TEXT NOT NULL CHECK (json_valid(phoneIds)),
        fromAt INTEGER NOT NULL,
        seenAt INTEGER NOT NULL,
        toAt INTEGER) STRICT`);
      exec('CREATE INDEX faultReadingByEnd ON faultReading (toAt, readingId)');
    },
  },
  {
    version: 140,
    name: 'fault notes',
    up(exec) {
      exec(`CREATE TABLE faultNote (
        kind TEXT NOT NULL,
        noteId TEXT NOT NULL,
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (kind, noteId)) STRICT`);
    },
  },
];
