import { copyFileSync, existsSync, renameSync } from 'node:fs';
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
  try {
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${setAsideAs}${suffix}`);
    }
    const restoredFrom = listBackups(file)[0] ?? null;
    if (restoredFrom !== null) copyFileSync(restoredFrom, file);
    return succeed({ setAsideAs, restoredFrom });
  } catch (failure) {
    const fault = faultOf(failure, file);
    if (fault === null) throw failure;
    return fail(fault.code, fault.message, fault.detail);
  }
}
