import { existsSync, renameSync, rmSync } from 'node:fs';
import { createSystemClock } from '../../runtime/clock.ts';
import { silentLogger } from '../../runtime/logger.ts';
import type { LeavingDatabase } from '../../store/migration.ts';
import { openStore } from '../../store/open-store.ts';
import { StoreError } from '../../store/store-error.ts';
import { historyFileBeside } from './history-file.ts';
import { historySchema } from './history-schema.ts';

/** As they were in both files at the time of the move. */
export const movedTables = [
  'historyPhone',
  'historyBucket',
  'historyDue',
  'watchSession',
  'phoneStanding',
  'historyPlace',
  'availabilityDay',
] as const;
const schemaThen = historySchema.slice(0, 1);

/**
 * Copies the history out of the console's database, where releases before 145 kept it, into a file of its own, which has
 * its name only when it is complete. One that is there already is newer than what an old backup brought back, and stays.
 * @throws what SQLite and the file system throw, and StoreError
 */
export function moveHistory({ file, exec, transaction, hasTable }: LeavingDatabase): void {
  const target = historyFileBeside(file);
  if (!hasTable('historyBucket') || existsSync(target)) return;
  const unfinished = `${target}.unfinished`;
  removeDatabase(unfinished);
  try {
    createEmpty(unfinished);
    exec(`ATTACH DATABASE '${unfinished.replaceAll("'", "''")}' AS moved`);
    try {
      // Without a log beside it, the one file is all of it.
      exec('PRAGMA moved.journal_mode = DELETE');
      transaction(() => {
        for (const table of movedTables) exec(`INSERT INTO moved.${table} SELECT * FROM main.${table}`);
      });
    } finally {
      exec('DETACH DATABASE moved');
    }
    renameSync(unfinished, target);
  } catch (failure) {
    removeDatabase(unfinished);
    throw failure;
  }
}

function createEmpty(file: string): void {
  const opened = openStore({ file, migrations: schemaThen, clock: createSystemClock(), logger: silentLogger });
  if (!opened.ok) throw new StoreError(opened.error, undefined);
  opened.value.dispose();
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}
