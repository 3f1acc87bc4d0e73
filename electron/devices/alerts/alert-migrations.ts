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
  {
    version: 151,
    name: 'batteries that need a rest are one alert',
    up(exec) {
      // They go on as one alert of the desk: to end each of them would tell of a recovery that was none.
      exec(`DELETE FROM alert WHERE kind = 'battery-rest' AND phoneId IS NOT NULL AND endedAt IS NULL`);
    },
  },
];
