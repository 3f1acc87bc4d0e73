import { basename } from 'node:path';
import type { AuditPort } from './audit/audit-log.ts';
import type { Restored } from './contract/console.ts';
import type { Logger } from './runtime/logger.ts';
import type { Store } from './store/store.ts';

export interface RestoreNoteDeps {
  readonly store: Store;
  readonly audit: AuditPort;
  readonly logger: Logger;
  /** Which database it was; the console's own, left out. */
  readonly action?: 'console.restoreBackup' | 'history.restoreBackup';
}

/**
 * The line with which a log goes on that a backup brought back: whoever reads it must see that what came after the
 * backup is missing, and where the damaged file lies. A line that cannot be written does not keep the console from starting.
 */
export function noteRestore(restored: Restored, deps: RestoreNoteDeps): void {
  const { store, audit, logger, action = 'console.restoreBackup' } = deps;
  const { setAsideAs, restoredFrom, backupAt } = restored;
  const params = {
    setAsideAs: basename(setAsideAs),
    restoredFrom: restoredFrom === null ? null : basename(restoredFrom),
    backupAt,
  };
  const noted = store.write(() => audit.append({ action, subject: null, params }));
  if (!noted.ok) logger.error('restore-not-noted', { code: noted.error.code });
}
