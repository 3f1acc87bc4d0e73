import { verifyTask } from './audit/audit-log.ts';
import { auditSheetTask, writeAuditSheet } from './audit/audit-sheet.ts';
import { verifyAuditChain } from './audit/audit-verification.ts';
import { readPictureTask } from './automation/ocr/read-picture-task.ts';
import { historyDatabase, historyDatabaseName } from './devices/history/history-database.ts';
import { databaseFactsTask, readDatabaseFacts } from './devices/reports/database-facts.ts';
import { maskFiles, maskFilesTask } from './devices/reports/masked-files.ts';
import { eraseCopies, eraseCopiesTask } from './groups/member-data/copies-task.ts';
import { listJobTexts, listJobTextsTask, lookForPerson, lookForPersonTask } from './groups/member-data/look-task.ts';
import { findMembers, findMembersTaskName } from './groups/roster/member-search.ts';
import { backupTask, writeDailyBackup } from './store/daily-backup.ts';
import { serveDatabase } from './store/database-loop.ts';
import { serveTasks, type StoreTask } from './store/task-loop.ts';
import { readThreadStart } from './store/thread-start.ts';

// Entry of the store's threads: one that reads a database for everybody, and one for each database with a thread to itself.

/** Every task that features hand to the reading thread, by name. */
const tasks: Readonly<Record<string, StoreTask>> = {
  [verifyTask]: verifyAuditChain,
  [auditSheetTask]: writeAuditSheet,
  [backupTask]: writeDailyBackup,
  [databaseFactsTask]: readDatabaseFacts,
  [maskFilesTask]: maskFiles,
  [findMembersTaskName]: findMembers,
  [lookForPersonTask]: lookForPerson,
  [listJobTextsTask]: listJobTexts,
  [eraseCopiesTask]: eraseCopies,
  // Canvas and models are loaded by the first picture only.
  [readPictureTask]: async (store, input) =>
    (await import('./automation/ocr/read-picture.ts')).readPicture(store, input),
};

const databases = new Map([[historyDatabaseName, historyDatabase]]);

const { database } = readThreadStart();
const served = database === null ? null : databases.get(database);
if (served === null) serveTasks(tasks);
else if (served === undefined) throw new Error(`nobody knows the database ${database}`);
else serveDatabase(served);
