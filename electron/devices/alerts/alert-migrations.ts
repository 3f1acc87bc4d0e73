import type { Migration } from '../../store/migration.ts';
import { webhookMigrations } from './webhook/webhook-migrations.ts';

/** `alertKey` names kind and subject: at most one active alert of each. Ended alerts stay as history. */
export const alertMigrations: readonly Migration[] = [
  {
    version: 100,
    name: 'alerts',
    up(exec) {
      exec(`CREATE TABLE alert (
        alertId INTEGER PRIMARY KEY AUTOINCREMENT,
        alertKey TEXT NOT NULL,
        kind TEXT NOT NULL,
        severity TEXT NOT NULL CHECK (severity IN ('warn', 'bad')),
        subject TEXT NOT NULL CHECK (json_valid(subject)),
        phoneId TEXT,
        subjectNumber INTEGER,
        subjectName TEXT NOT NULL,
        textCode TEXT NOT NULL,
        params TEXT NOT NULL CHECK (json_valid(params)),
        raisedAt INTEGER NOT NULL,
        unknownSinceAt INTEGER,
        acknowledgedAt INTEGER,
        acknowledgedBy TEXT,
        snoozedUntilAt INTEGER,
        isTold INTEGER NOT NULL,
        endedAt INTEGER,
        ending TEXT) STRICT`);
      exec('CREATE UNIQUE INDEX activeAlert ON alert (alertKey) WHERE endedAt IS NULL');
      exec('CREATE INDEX alertByPhone ON alert (phoneId, alertId)');
      exec(`CREATE TABLE alertPhoneSnooze (
        phoneId TEXT PRIMARY KEY,
        untilAt INTEGER NOT NULL) STRICT`);
    },
  },
  ...webhookMigrations,
];
