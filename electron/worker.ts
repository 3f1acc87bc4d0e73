import { verifyTask } from './audit/audit-log.ts';
import { verifyAuditChain } from './audit/audit-verification.ts';
import { readPictureTask } from './automation/ocr/read-picture-task.ts';
import { availabilityTask, readAvailabilityTask } from './devices/history/availability-query.ts';
import { chartTask, readChartTask } from './devices/history/chart-query.ts';
import { readTrendsTask, trendsTask } from './devices/history/trends-query.ts';
import { databaseFactsTask, readDatabaseFacts } from './devices/reports/database-facts.ts';
import { maskFiles, maskFilesTask } from './devices/reports/masked-files.ts';
import { findMembers, findMembersTaskName } from './groups/roster/member-search.ts';
import { backupTask, writeDailyBackup } from './store/daily-backup.ts';
import { foldLog, foldTask } from './store/log-folding.ts';
import { serveTasks } from './store/task-loop.ts';

// Entry of the store's worker thread: every task that features hand to it, by name.
serveTasks({
  [verifyTask]: verifyAuditChain,
  [backupTask]: writeDailyBackup,
  [foldTask]: foldLog,
  [chartTask]: readChartTask,
  [availabilityTask]: readAvailabilityTask,
  [trendsTask]: readTrendsTask,
  [databaseFactsTask]: readDatabaseFacts,
  [maskFilesTask]: maskFiles,
  [findMembersTaskName]: findMembers,
  // Canvas and models are loaded by the first picture only.
  [readPictureTask]: async (store, input) =>
    (await import('./automation/ocr/read-picture.ts')).readPicture(store, input),
});
