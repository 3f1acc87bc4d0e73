import { countsFacts } from './store/doubt-store.ts';
import type { Migration } from '../store/migration.ts';

/** Rows of these tables are only ever added: what was said of an account stays said, and a correction is a row of its own. */
function appendOnly(table: string): string[] {
  return [
    `CREATE TRIGGER ${table}Stays BEFORE DELETE ON ${table}
      BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    `CREATE TRIGGER ${table}Keeps BEFORE UPDATE ON ${table}
      BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  ];
}

const planTables = [
  `CREATE TABLE accountField (
    accountId TEXT PRIMARY KEY REFERENCES account,
    custodian TEXT NOT NULL,
    team TEXT NOT NULL,
    startedOn TEXT,
    notes TEXT NOT NULL,
    changedAt INTEGER NOT NULL) STRICT`,
  `CREATE TABLE accountMove (
    moveId INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId TEXT NOT NULL REFERENCES account,
    fromPhoneId TEXT,
    toPhoneId TEXT,
    at INTEGER NOT NULL) STRICT`,
  'CREATE INDEX accountMoveByAccount ON accountMove (accountId, moveId)',
  `CREATE TABLE planText (
    planTextId INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL) STRICT`,
  `CREATE TABLE planTemplate (
    templateId TEXT NOT NULL,
    version INTEGER NOT NULL,
    planTextId INTEGER NOT NULL REFERENCES planText,
    savedBy TEXT NOT NULL,
    savedAt INTEGER NOT NULL,
    PRIMARY KEY (templateId, version)) STRICT`,
  `CREATE TABLE accountPlan (
    accountPlanId INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId TEXT NOT NULL REFERENCES account,
    planTextId INTEGER NOT NULL REFERENCES planText,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    reason TEXT,
    untilAt INTEGER) STRICT`,
  'CREATE INDEX accountPlanByAccount ON accountPlan (accountId, accountPlanId)',
  `CREATE TABLE accountLoosening (
    looseningId INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId TEXT NOT NULL REFERENCES account,
    path TEXT NOT NULL,
    value REAL NOT NULL,
    reason TEXT NOT NULL,
    supervisor TEXT NOT NULL,
    startsAt INTEGER NOT NULL,
    untilAt INTEGER NOT NULL CHECK (untilAt > startsAt)) STRICT`,
  'CREATE INDEX accountLooseningByAccount ON accountLoosening (accountId, untilAt)',
];

const factTables = [
  `CREATE TABLE signOff (
    signOffId INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId TEXT NOT NULL REFERENCES account,
    stageId TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL) STRICT`,
  'CREATE INDEX signOffByAccount ON signOff (accountId)',
  `CREATE TABLE taskTick (
    tickId INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId TEXT NOT NULL REFERENCES account,
    stageId TEXT NOT NULL,
    taskId TEXT NOT NULL,
    day TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    proof TEXT) STRICT`,
  'CREATE INDEX taskTickByAccount ON taskTick (accountId)',
  `CREATE TABLE tickWithdrawal (
    tickId INTEGER PRIMARY KEY REFERENCES taskTick,
    at INTEGER NOT NULL,
    by TEXT NOT NULL) STRICT`,
  `CREATE TABLE accountSignal (
    signalRowId INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId TEXT NOT NULL REFERENCES account,
    signalId TEXT NOT NULL,
    tool TEXT,
    at INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('operator', 'prompt', 'results')),
    reportedBy TEXT NOT NULL,
    note TEXT NOT NULL) STRICT`,
  'CREATE INDEX accountSignalByAccount ON accountSignal (accountId)',
  `CREATE TABLE signalClosing (
    closingId INTEGER PRIMARY KEY AUTOINCREMENT,
    signalRowId INTEGER NOT NULL REFERENCES accountSignal,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    isSupervisor INTEGER NOT NULL CHECK (isSupervisor IN (0, 1)),
    cause TEXT) STRICT`,
  'CREATE INDEX signalClosingBySignal ON signalClosing (signalRowId)',
  `CREATE TABLE accountRestart (
    restartId INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId TEXT NOT NULL REFERENCES account,
    event TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL) STRICT`,
  'CREATE INDEX accountRestartByAccount ON accountRestart (accountId)',
];

const handTables = [
  `CREATE TABLE handAct (
    handActId INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId TEXT NOT NULL REFERENCES account,
    action TEXT NOT NULL,
    groupId TEXT,
    groupViewId INTEGER,
    at INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    note TEXT NOT NULL,
    corrects INTEGER UNIQUE REFERENCES handAct,
    loggedBy TEXT NOT NULL,
    loggedAt INTEGER NOT NULL) STRICT`,
  'CREATE INDEX handActByAccount ON handAct (accountId, handActId)',
  `CREATE TABLE listEntry (
    entryId INTEGER PRIMARY KEY AUTOINCREMENT,
    list TEXT NOT NULL CHECK (list IN ('protected', 'whitelist', 'opt-out')),
    name TEXT NOT NULL,
    nameKey TEXT NOT NULL,
    note TEXT NOT NULL,
    addedBy TEXT NOT NULL,
    addedAt INTEGER NOT NULL,
    removedBy TEXT,
    removedAt INTEGER) STRICT`,
  'CREATE UNIQUE INDEX listEntryOnce ON listEntry (list, nameKey) WHERE removedAt IS NULL',
];

const setAsideTables = [
  `CREATE TABLE windowWaiver (
    waiverId INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId TEXT NOT NULL REFERENCES account,
    windowId TEXT NOT NULL,
    reason TEXT NOT NULL,
    by TEXT NOT NULL,
    startsAt INTEGER NOT NULL,
    untilAt INTEGER NOT NULL CHECK (untilAt > startsAt)) STRICT`,
  'CREATE INDEX windowWaiverByAccount ON windowWaiver (accountId)',
  `CREATE TABLE looseningEnd (
    looseningId INTEGER PRIMARY KEY REFERENCES accountLoosening,
    at INTEGER NOT NULL,
    by TEXT NOT NULL) STRICT`,
];

const changeTable = `CREATE TABLE accountChange (
  changeId INTEGER PRIMARY KEY AUTOINCREMENT,
  accountId TEXT NOT NULL REFERENCES account,
  field TEXT NOT NULL CHECK (field IN ('mode', 'custodian', 'team', 'started-on')),
  before TEXT,
  after TEXT,
  at INTEGER NOT NULL,
  by TEXT NOT NULL) STRICT`;

const kept = [
  'accountMove',
  'planText',
  'planTemplate',
  'accountPlan',
  'accountLoosening',
  'signOff',
  'taskTick',
  'tickWithdrawal',
  'accountSignal',
  'signalClosing',
  'accountRestart',
];

/**
 * Accounts under a plan. An account without a row in `accountPlan` has none: on a real phone it stands before the start of the
 * shipped plan (S0, nothing is signed off), on a virtual one it is a practice account, which acts as one at the end of its plan
 * and bears no caps. So accounts of an older database go on as they did on virtual phones, and begin at S0 on real ones.
 */
export const growthMigrations: readonly Migration[] = [
  {
    version: 200,
    name: 'plans of accounts',
    up(exec) {
      for (const sql of planTables) exec(sql);
    },
  },
  {
    version: 201,
    name: 'what the stage of an account follows from',
    up(exec) {
      for (const sql of [...factTables, ...kept.flatMap(appendOnly)]) exec(sql);
    },
  },
  {
    version: 202,
    name: 'acts logged by hand, lists of people',
    up(exec) {
      for (const sql of [...handTables, ...appendOnly('handAct')]) exec(sql);
    },
  },
  {
    version: 225,
    name: 'who says where an account is',
    up(exec) {
      exec(`ALTER TABLE accountMove ADD COLUMN how TEXT NOT NULL DEFAULT 'former'
        CHECK (how IN ('former', 'read', 'said'))`);
      exec("ALTER TABLE accountMove ADD COLUMN by TEXT NOT NULL DEFAULT ''");
      exec('ALTER TABLE accountMove ADD COLUMN besideId TEXT');
    },
  },
  {
    version: 226,
    name: 'which version of the messenger passed the check of a phone',
    up(exec) {
      exec(`CREATE TABLE passedVersion (
        phoneId TEXT PRIMARY KEY,
        version TEXT NOT NULL,
        at INTEGER NOT NULL) STRICT`);
    },
  },
  {
    version: 232,
    name: 'what was entered of accounts by mistake',
    up(exec) {
      exec(`CREATE TABLE factWithdrawal (
        kind TEXT NOT NULL CHECK (kind IN ('signal', 'restart', 'sign-off')),
        factId INTEGER NOT NULL,
        at INTEGER NOT NULL,
        by TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (kind, factId)) STRICT`);
      for (const sql of appendOnly('factWithdrawal')) exec(sql);
      // A sign-off that was taken back restricts; what is left of a withdrawn restriction does not.
      exec(countsFacts("INSERT ON factWithdrawal WHEN new.kind = 'sign-off'", 'Withdrawal'));
    },
  },
  {
    version: 245,
    name: 'true moments of what was told while nobody knew the time',
    up(exec) {
      exec(`CREATE TABLE factTime (
        factTimeId INTEGER PRIMARY KEY AUTOINCREMENT,
        accountId TEXT NOT NULL REFERENCES account,
        what TEXT NOT NULL CHECK (what IN ('signal', 'restart')),
        wroteAt INTEGER NOT NULL,
        at INTEGER) STRICT`);
      exec('CREATE INDEX factTimeByAccount ON factTime (accountId)');
      for (const sql of appendOnly('factTime')) exec(sql);
    },
  },
  {
    version: 223,
    name: 'rest windows that were set aside, loosenings that ended before their time',
    up(exec) {
      for (const sql of [...setAsideTables, ...appendOnly('windowWaiver'), ...appendOnly('looseningEnd')]) exec(sql);
    },
  },
  {
    version: 240,
    name: 'what was changed of accounts, for their timeline',
    up(exec) {
      exec(changeTable);
      exec('CREATE INDEX accountChangeByAccount ON accountChange (accountId, changeId)');
      // Of each account the last choice of a mode is known, and what was chosen before it is not.
      exec(`INSERT INTO accountChange (accountId, field, before, after, at, by)
        SELECT accountId, 'mode', NULL, mode, modeChosenAt, modeChosenBy FROM account
        WHERE mode IS NOT NULL AND modeChosenAt IS NOT NULL AND modeChosenBy IS NOT NULL`);
      for (const sql of appendOnly('accountChange')) exec(sql);
    },
  },
];
