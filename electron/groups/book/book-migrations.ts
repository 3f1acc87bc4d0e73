import type { Migration } from '../../store/migration.ts';

const groupTables = [
  `CREATE TABLE chatGroup (
        groupId TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        firstSeenAt INTEGER NOT NULL,
        city TEXT NOT NULL DEFAULT '',
        custodian TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        companyReason TEXT,
        companyBy TEXT,
        companyAt INTEGER) STRICT`,
  `CREATE TABLE groupViewFact (
        groupViewId INTEGER PRIMARY KEY REFERENCES groupView ON DELETE CASCADE,
        accountId TEXT NOT NULL,
        groupId TEXT REFERENCES chatGroup ON DELETE SET NULL,
        strength TEXT,
        memberCount INTEGER,
        role TEXT,
        infoReadAt INTEGER,
        ownAccountsSeen TEXT,
        isMembersComplete INTEGER NOT NULL DEFAULT 0 CHECK (isMembersComplete IN (0, 1))) STRICT`,
  'CREATE INDEX groupViewFactByGroup ON groupViewFact (groupId)',
  `CREATE TABLE groupName (
        groupNameId INTEGER PRIMARY KEY AUTOINCREMENT,
        groupId TEXT NOT NULL REFERENCES chatGroup ON DELETE CASCADE,
        name TEXT NOT NULL,
        seenAt INTEGER NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('read', 'renamed'))) STRICT`,
  'CREATE INDEX groupNameByGroup ON groupName (groupId, seenAt)',
  `CREATE TABLE groupJoinDecision (
        leftViewId INTEGER NOT NULL REFERENCES groupView ON DELETE CASCADE,
        rightViewId INTEGER NOT NULL REFERENCES groupView ON DELETE CASCADE,
        isSame INTEGER NOT NULL CHECK (isSame IN (0, 1)),
        byName TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (leftViewId, rightViewId)) STRICT`,
];

const rosterTables = [
  `CREATE TABLE roster (
        groupViewId INTEGER PRIMARY KEY REFERENCES groupView ON DELETE CASCADE,
        readAt INTEGER NOT NULL,
        statedCount INTEGER,
        isComplete INTEGER NOT NULL CHECK (isComplete IN (0, 1)),
        why TEXT) STRICT`,
  `CREATE TABLE rosterCell (
        groupViewId INTEGER NOT NULL REFERENCES roster ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (groupViewId, position)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE groupSet (
        setId INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        createdAt INTEGER NOT NULL) STRICT`,
  `CREATE TABLE groupSetMember (
        setId INTEGER NOT NULL REFERENCES groupSet ON DELETE CASCADE,
        groupId TEXT NOT NULL REFERENCES chatGroup ON DELETE CASCADE,
        PRIMARY KEY (setId, groupId)) STRICT, WITHOUT ROWID`,
];

const turnSteps = [
  'CREATE TABLE groupListing (accountId TEXT PRIMARY KEY, wholeAt INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  `INSERT INTO groupListing (accountId, wholeAt) SELECT accountId, max(wholeAt)
    FROM groupView JOIN groupViewFact USING (groupViewId) JOIN groupReading USING (phoneId)
    WHERE wholeAt IS NOT NULL GROUP BY accountId`,
  'ALTER TABLE groupReading DROP COLUMN wholeAt',
  'ALTER TABLE groupReading ADD COLUMN accountId TEXT',
  `UPDATE groupReading SET accountId = (SELECT accountId FROM groupView v JOIN groupViewFact USING (groupViewId)
    WHERE v.phoneId = groupReading.phoneId AND v.lastSeenAt = groupReading.readAt LIMIT 1)`,
  'ALTER TABLE groupViewFact ADD COLUMN cameAt INTEGER',
  'ALTER TABLE groupViewFact ADD COLUMN goneAt INTEGER',
  'CREATE INDEX groupViewFactByTurn ON groupViewFact (goneAt, accountId) WHERE goneAt IS NOT NULL',
  `UPDATE groupViewFact SET cameAt = (SELECT firstSeenAt FROM groupView v WHERE v.groupViewId = groupViewFact.groupViewId)
    WHERE formerViewId IS NOT NULL`,
  `UPDATE groupViewFact SET goneAt = (SELECT max(cameAt) FROM groupViewFact came
      WHERE came.formerViewId = groupViewFact.groupViewId)
    WHERE groupViewId IN (SELECT formerViewId FROM groupViewFact WHERE formerViewId IS NOT NULL)`,
];

/**
 * `chatGroup`: a real group chat, made of the views that are surely or likely it. `groupViewFact`: what a view's own pages said
 * beyond its place in the list. `groupName`: every name that a group was seen with; `source` is `read` or `renamed` (by us).
 * `rosterCell`: one cell of the members' page; two may hold the same name. `memberDataReceipt`: how much of it was removed, never
 * what. `groupRole`: what an account was in a group, each time that it was read as something else. `presentName`: the group's own
 * name by its page, where a list may show a remark. `formerViewId`: the view that a person is asked about, as it may be this one under
 * the name before. `groupListing`: when an account's list was last read to its end; `groupReading.accountId`: whose list was read last.
 * `namedAt`: since when a view goes by its name; null: since it was first seen. `cameAt`, `goneAt`: the whole list that first held a
 * view, or was first without it; those of one account and time may be the same groups under other names.
 */
export const bookMigrations: readonly Migration[] = [
  {
    version: 170,
    name: 'groups and rosters',
    up(exec) {
      for (const sql of [...groupTables, ...rosterTables]) exec(sql);
    },
  },
  {
    version: 171,
    name: 'receipts of removed member data',
    up(exec) {
      exec(`CREATE TABLE memberDataReceipt (
        receiptId INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('purge', 'erase')),
        at INTEGER NOT NULL,
        operatorName TEXT,
        rosterCount INTEGER NOT NULL,
        cellCount INTEGER NOT NULL) STRICT`);
    },
  },
  {
    version: 172,
    name: 'who renamed a group, roles over time, order of sets',
    up(exec) {
      for (const column of ['byName TEXT', 'verifiedBy TEXT', 'jobId INTEGER']) {
        exec(`ALTER TABLE groupName ADD COLUMN ${column}`);
      }
      exec('ALTER TABLE groupSetMember ADD COLUMN position INTEGER NOT NULL DEFAULT 0');
      exec(`CREATE TABLE groupRole (
        groupRoleId INTEGER PRIMARY KEY AUTOINCREMENT,
        groupViewId INTEGER NOT NULL REFERENCES groupView ON DELETE CASCADE,
        role TEXT NOT NULL,
        seenAt INTEGER NOT NULL) STRICT`);
      exec('CREATE INDEX groupRoleByView ON groupRole (groupViewId, seenAt)');
      exec(`INSERT INTO groupRole (groupViewId, role, seenAt)
        SELECT groupViewId, role, infoReadAt FROM groupViewFact WHERE role IS NOT NULL AND infoReadAt IS NOT NULL`);
    },
  },
  {
    version: 173,
    name: 'what accounts are called in their groups',
    up(exec) {
      exec('ALTER TABLE groupViewFact ADD COLUMN ownAlias TEXT');
    },
  },
  {
    version: 174,
    name: 'names by the page, views under a new name, lists read in part',
    up(exec) {
      exec('ALTER TABLE groupViewFact ADD COLUMN presentName TEXT');
      exec('ALTER TABLE groupViewFact ADD COLUMN formerViewId INTEGER REFERENCES groupView ON DELETE SET NULL');
      exec('ALTER TABLE groupReading ADD COLUMN wholeAt INTEGER');
      exec('UPDATE groupReading SET wholeAt = readAt WHERE isComplete = 1');
    },
  },
  {
    version: 175,
    name: 'since when a view goes by its name',
    up(exec) {
      exec('ALTER TABLE groupViewFact ADD COLUMN namedAt INTEGER');
    },
  },
  {
    version: 176,
    name: 'whole lists by account, views that came when others went',
    up(exec) {
      for (const sql of turnSteps) exec(sql);
    },
  },
  {
    version: 205,
    name: 'which group and which view became which',
    up(exec) {
      exec('CREATE TABLE absorbedGroup (groupId TEXT PRIMARY KEY, intoId TEXT NOT NULL) STRICT');
      exec('CREATE TABLE absorbedView (groupViewId INTEGER PRIMARY KEY, intoId INTEGER NOT NULL) STRICT');
    },
  },
];
