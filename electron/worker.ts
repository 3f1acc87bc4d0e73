import { verifyTask } from './audit/audit-log.ts';
import { verifyAuditChain } from './audit/audit-verification.ts';
import { backupTask, writeDailyBackup } from './store/daily-backup.ts';
import { serveTasks } from './store/task-loop.ts';

// Entry of the store's worker thread: every task that features hand to it, by name.
serveTasks({ [verifyTask]: verifyAuditChain, [backupTask]: writeDailyBackup });
