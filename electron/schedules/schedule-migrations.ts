import type { Migration } from '../store/migration.ts';

const runTables = [
  `CREATE TABLE scheduleRun (
    runId INTEGER PRIMARY KEY AUTOINCREMENT,
    scheduleId INTEGER NOT NULL REFERENCES schedule,
    origin TEXT NOT NULL CHECK (origin IN ('plan', 'hand')),
    plannedAt INTEGER NOT NULL,
    claimedAt INTEGER NOT NULL,
    askedAt INTEGER,
    beganAt INTEGER,
    endedAt INTEGER,
    lateBecause TEXT,
    startedBy TEXT,
    outcome TEXT CHECK (outcome IN ('done', 'failed', 'interrupted', 'missed', 'skipped')),
    code TEXT,
    detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
    CHECK ((endedAt IS NULL) = (outcome IS NULL)),
    CHECK (outcome IS NULL OR (outcome IN ('missed', 'skipped')) = (beganAt IS NULL))) STRICT`,
  "CREATE UNIQUE INDEX scheduleRunOnce ON scheduleRun (scheduleId, plannedAt) WHERE origin = 'plan'",
  'CREATE INDEX scheduleRunOpen ON scheduleRun (scheduleId) WHERE endedAt IS NULL',
  'CREATE INDEX scheduleRunHistory ON scheduleRun (scheduleId, runId)',
  `CREATE TRIGGER scheduleRunStays BEFORE DELETE ON scheduleRun
    BEGIN SELECT RAISE(ABORT, 'the history of schedules is append-only'); END`,
  `CREATE TRIGGER scheduleRunSettled BEFORE UPDATE ON scheduleRun
    WHEN OLD.endedAt IS NOT NULL OR OLD.beganAt IS NOT NEW.beganAt AND OLD.beganAt IS NOT NULL
      OR OLD.scheduleId IS NOT NEW.scheduleId OR OLD.plannedAt IS NOT NEW.plannedAt OR OLD.origin IS NOT NEW.origin
    BEGIN SELECT RAISE(ABORT, 'the history of schedules is append-only'); END`,
];

/**
 * A removed schedule keeps its row for the history, and plans nothing. A run is a line that is written forward only: claimed, asked about,
 * begun, ended; `scheduleRunOnce` is what gives a planned time one line and no second one.
 */
export const scheduleMigrations: readonly Migration[] = [
  {
    version: 208,
    name: 'schedules',
    up(exec) {
      exec(`CREATE TABLE schedule (
        scheduleId INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        rule TEXT NOT NULL CHECK (json_valid(rule)),
        timeZone TEXT NOT NULL,
        dayWindow TEXT CHECK (json_valid(dayWindow)),
        missed TEXT NOT NULL CHECK (json_valid(missed)),
        isOn INTEGER NOT NULL CHECK (isOn IN (0, 1)),
        createdBy TEXT NOT NULL,
        createdAt INTEGER NOT NULL,
        removedAt INTEGER,
        nextRunAt INTEGER,
        CHECK ((isOn = 1) = (nextRunAt IS NOT NULL)),
        CHECK (removedAt IS NULL OR isOn = 0)) STRICT`);
      exec('CREATE INDEX scheduleNext ON schedule (nextRunAt) WHERE nextRunAt IS NOT NULL');
    },
  },
  {
    version: 209,
    name: 'runs of schedules',
    up(exec) {
      for (const sql of runTables) exec(sql);
    },
  },
];
