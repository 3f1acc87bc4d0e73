import { basename } from 'node:path';
import type { AuditPort } from './audit/audit-log.ts';
import type { Restored } from './contract/console.ts';
import type { Logger } from './runtime/logger.ts';
import type { Store } from './store/store.ts';

export interface RestoreNoteDeps {
  readonly store: Store;
  readonly audit: AuditPort;
  readonly logger: Logger;
}

/**
 * The line with which a log goes on that a backup brought back: whoever reads it must see that what came after the
 * backup is missing, and where the damaged file lies. A line that cannot be written does not keep the console from starting.
 */
export function noteRestore(restored: Restored, { store, audit, logger }: RestoreNoteDeps): void {
  const { setAsideAs, restoredFrom, backupAt } = restored;
  const params = {
    setAsideAs: basename(setAsideAs),
    restoredFrom: restoredFrom === null ? null : basename(restoredFrom),
    backupAt,
  };
  const noted = store.write(() => audit.append({ action: 'console.restoreBackup', subject: null, params }));
  if (!noted.ok) logger.error('restore-not-noted', { code: noted.error.code });
}
