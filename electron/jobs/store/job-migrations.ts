import type { Migration } from '../../store/migration.ts';

const itemStates = `'planned', 'held', 'ready', 'running', 'waiting-for-operator', 'done', 'skipped', 'failed',
  'needs-review', 'cancelled'`;

const jobTables = [
  `CREATE TABLE job (
    jobId INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'paused', 'over', 'cancelled')),
    pauseReason TEXT CHECK (pauseReason IN ('operator', 'stop-all')),
    plannedAt INTEGER NOT NULL,
    plannedBy TEXT NOT NULL,
    freshUntilAt INTEGER NOT NULL,
    confirmedAt INTEGER,
    confirmedBy TEXT,
    windowStartAt INTEGER,
    windowEndAt INTEGER,
    nextRunAt INTEGER,
    endedAt INTEGER) STRICT`,
  `CREATE TABLE jobItem (
    itemId INTEGER PRIMARY KEY AUTOINCREMENT,
    jobId INTEGER NOT NULL REFERENCES job,
    position INTEGER NOT NULL,
    itemKey TEXT NOT NULL,
    accountId TEXT NOT NULL,
    phoneId TEXT NOT NULL,
    groupId TEXT,
    name TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (json_valid(subject)),
    before TEXT,
    after TEXT,
    reads TEXT,
    verdict TEXT NOT NULL CHECK (verdict IN ('ready', 'held', 'skipped', 'blocked')),
    state TEXT NOT NULL CHECK (state IN (${itemStates})),
    code TEXT,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    heldUntilAt INTEGER,
    verifiedBy TEXT,
    changedAt INTEGER NOT NULL,
    isMarked INTEGER NOT NULL DEFAULT 0 CHECK (isMarked IN (0, 1)),
    isVerifyDue INTEGER NOT NULL DEFAULT 0 CHECK (isVerifyDue IN (0, 1)),
    UNIQUE (jobId, position)) STRICT`,
  'CREATE INDEX jobItemByState ON jobItem (jobId, state, position)',
  `CREATE UNIQUE INDEX jobItemClaim ON jobItem (itemKey)
    WHERE state IN ('held', 'ready', 'running', 'waiting-for-operator', 'needs-review')`,
];

const attemptTables = [
  `CREATE TABLE jobAttempt (
    attemptId INTEGER PRIMARY KEY AUTOINCREMENT,
    itemId INTEGER NOT NULL REFERENCES jobItem,
    purpose TEXT NOT NULL CHECK (purpose IN ('run', 'verify')),
    mode TEXT NOT NULL CHECK (mode IN ('manual', 'assist', 'auto')),
    appVersion TEXT,
    startedAt INTEGER NOT NULL,
    endedAt INTEGER,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'unknown', 'skipped', 'interrupted')),
    code TEXT,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    reads TEXT,
    verifiedBy TEXT) STRICT`,
  'CREATE INDEX jobAttemptByItem ON jobAttempt (itemId, attemptId)',
  `CREATE INDEX jobAttemptRunning ON jobAttempt (attemptId) WHERE state = 'running'`,
  `CREATE TABLE commitMark (
    attemptId INTEGER PRIMARY KEY REFERENCES jobAttempt,
    at INTEGER NOT NULL,
    by TEXT NOT NULL CHECK (by IN ('engine', 'operator'))) STRICT`,
  `CREATE TABLE jobResult (
    resultId INTEGER PRIMARY KEY AUTOINCREMENT,
    itemId INTEGER NOT NULL REFERENCES jobItem,
    attemptId INTEGER REFERENCES jobAttempt,
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN (${itemStates})),
    code TEXT,
    reads TEXT,
    verifiedBy TEXT,
    operatorName TEXT,
    note TEXT NOT NULL DEFAULT '') STRICT`,
  'CREATE INDEX jobResultByItem ON jobResult (itemId, resultId)',
  `CREATE TABLE attemptLine (
    attemptId INTEGER NOT NULL REFERENCES jobAttempt,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (attemptId, seq)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE attemptEvidence (
    attemptId INTEGER NOT NULL REFERENCES jobAttempt,
    position INTEGER NOT NULL,
    evidenceId TEXT NOT NULL,
    PRIMARY KEY (attemptId, position)) STRICT, WITHOUT ROWID`,
];

const appendOnly = [
  `CREATE TRIGGER commitMarkStays BEFORE DELETE ON commitMark
    BEGIN SELECT RAISE(ABORT, 'a commit mark stays'); END`,
  `CREATE TRIGGER commitMarkKeeps BEFORE UPDATE ON commitMark
    BEGIN SELECT RAISE(ABORT, 'a commit mark does not change'); END`,
  `CREATE TRIGGER jobResultStays BEFORE DELETE ON jobResult
    BEGIN SELECT RAISE(ABORT, 'results are append-only'); END`,
  `CREATE TRIGGER jobResultKeeps
    BEFORE UPDATE OF resultId, itemId, attemptId, at, state, code, verifiedBy, operatorName ON jobResult
    BEGIN SELECT RAISE(ABORT, 'results are append-only'); END`,
  `CREATE TRIGGER jobResultBlanks BEFORE UPDATE OF reads, note ON jobResult
    WHEN NEW.reads IS NOT NULL OR NEW.note <> ''
    BEGIN SELECT RAISE(ABORT, 'what a result reads can only be blanked'); END`,
];

/**
 * `jobItem` is where an item stands now, `jobResult` everything that ever came of it, `commitMark` the promise written
 * before a committing tap. Marks and results are only ever added to; what a result reads may be blanked, since it may name
 * a person, and nothing else of it may change.
 */
export const jobMigrations: readonly Migration[] = [
  {
    version: 160,
    name: 'jobs',
    up(exec) {
      for (const sql of jobTables) exec(sql);
    },
  },
  {
    version: 161,
    name: 'attempts of jobs',
    up(exec) {
      for (const sql of [...attemptTables, ...appendOnly]) exec(sql);
    },
  },
  {
    version: 162,
    name: 'rests of accounts after a warning',
    up(exec) {
      exec(`CREATE TABLE accountCooldown (
        accountId TEXT PRIMARY KEY,
        untilAt INTEGER NOT NULL,
        code TEXT,
        setAt INTEGER NOT NULL) STRICT`);
    },
  },
  {
    version: 163,
    name: 'notes of attempts',
    up(exec) {
      exec(`CREATE TABLE attemptNote (
        attemptId INTEGER NOT NULL REFERENCES jobAttempt,
        code TEXT NOT NULL,
        at INTEGER NOT NULL,
        fault TEXT NOT NULL CHECK (json_valid(fault)),
        PRIMARY KEY (attemptId, code)) STRICT, WITHOUT ROWID`);
    },
  },
];
