import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import type { Restored } from '../contract/console.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { backupTimeOf, isWholeDatabase, newestWholeBackup, stamp } from './backup.ts';
import { databaseFileOf, lockDataFolder, type LockOptions } from './data-folder.ts';
import { faultOf } from './store-fault.ts';

export interface RescueOptions extends LockOptions {
  /** True when a start has just failed for `database-corrupt`; otherwise the damage is looked for first. */
  readonly isDamageKnown: boolean;
}

/**
 * `restoreNewestBackup` on a data folder, which it locks meanwhile. A folder with a sound database, or with
 * nothing to restore, is left as it is: `restore-not-needed`; one that cannot be read, too. Fails as `lockDataFolder` does, too.
 */
export function rescueDataFolder(options: RescueOptions): Outcome<Restored> {
  const file = databaseFileOf(options.folder);
  if (!existsSync(file) && newestWholeBackup(file) === null) {
    return fail('restore-not-needed', 'there is neither a database nor a backup in this folder', { file });
  }
  const locked = lockDataFolder(options);
  if (!locked.ok) return locked;
  try {
    if (!options.isDamageKnown && existsSync(file) && isWholeDatabase(file)) {
      return fail('restore-not-needed', 'the database is sound; nothing was changed', { file });
    }
    return restoreNewestBackup(file, options.clock.now());
  } catch (failure) {
    const fault = faultOf(failure, file);
    if (fault === null) throw failure;
    return { ok: false, error: fault };
  } finally {
    void locked.value.dispose();
  }
}

/**
 * The cure for `database-corrupt`, asked for by the operator: moves the damaged database (with its log) aside
 * under a dated name, and puts the newest whole backup in its place when there is one; without one the next start
 * begins an empty database. Deletes nothing. The data folder must be locked by the caller.
 */
export function restoreNewestBackup(file: string, now: number): Outcome<Restored> {
  const setAsideAs = `${file}.damaged-${stamp(now)}`;
  const incoming = `${file}.restoring`;
  try {
    const restoredFrom = newestWholeBackup(file);
    // Copied whole before anything is moved: on a full disk the old file stays where it is.
    if (restoredFrom !== null) copyFileSync(restoredFrom, incoming);
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${setAsideAs}${suffix}`);
    }
    if (restoredFrom !== null) renameSync(incoming, file);
    return succeed({ setAsideAs, restoredFrom, backupAt: restoredFrom === null ? null : backupTimeOf(restoredFrom) });
  } catch (failure) {
    rmSync(incoming, { force: true });
    const fault = faultOf(failure, file);
    if (fault === null) throw failure;
    return { ok: false, error: fault };
  }
}
