import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { listBackups, stamp } from './backup.ts';
import { faultOf } from './store-fault.ts';

/**
 * The cure for `database-corrupt`, asked for by the operator: moves the damaged database (with its log) aside
 * under a dated name, and puts the newest backup in its place when there is one; without one the next start
 * begins an empty database. Deletes nothing. The data folder must be locked by the caller.
 */
export function restoreNewestBackup(
  file: string,
  now: number,
): Outcome<{ readonly setAsideAs: string; readonly restoredFrom: string | null }> {
  const setAsideAs = `${file}.damaged-${stamp(now)}`;
  const incoming = `${file}.restoring`;
  try {
    const restoredFrom = listBackups(file)[0] ?? null;
    // Copied whole before anything is moved: on a full disk the old file stays where it is.
    if (restoredFrom !== null) copyFileSync(restoredFrom, incoming);
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${setAsideAs}${suffix}`);
    }
    if (restoredFrom !== null) renameSync(incoming, file);
    return succeed({ setAsideAs, restoredFrom });
  } catch (failure) {
    rmSync(incoming, { force: true });
    const fault = faultOf(failure, file);
    if (fault === null) throw failure;
    return fail(fault.code, fault.message, fault.detail);
  }
}
