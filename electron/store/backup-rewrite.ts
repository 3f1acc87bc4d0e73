import { copyFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { backupFolderOf, backupTimeOf, isWholeDatabase, listBackups } from './backup.ts';
import type { Parameter, Statement, Store } from './store.ts';

/** What came of the backups of a database. */
export interface RewrittenBackups {
  readonly rewrittenCount: number;
  /** When those were written that stay as they were; null for one whose name says no time. */
  readonly keptAt: readonly (number | null)[];
}

/**
 * Has `work` change every backup of `file` that has the tables of today (`version`). Each one is changed as a copy, which takes its
 * place when it is whole and holds nothing that was deleted; where that fails the backup stays as it was. Half-written copies of
 * earlier tries are removed. Runs in the thread that writes backups, so that none is written meanwhile.
 */
export function rewriteBackups(
  file: string,
  version: number,
  work: (copy: Pick<Store, 'prepare'>) => void,
): RewrittenBackups {
  removeHalfWritten(file);
  const keptAt: (number | null)[] = [];
  let rewrittenCount = 0;
  for (const backup of listBackups(file)) {
    if (backup.endsWith(`-v${version}.backup`) && rewrite(backup, work)) rewrittenCount += 1;
    else keptAt.push(backupTimeOf(backup));
  }
  return { rewrittenCount, keptAt };
}

function rewrite(backup: string, work: (copy: Pick<Store, 'prepare'>) => void): boolean {
  const copy = `${backup}.rewriting`;
  try {
    copyFileSync(backup, copy);
    const database = new BetterSqlite(copy);
    try {
      // Nothing of what is deleted may stay behind, in the file or beside it.
      database.pragma('journal_mode = MEMORY');
      database.pragma('secure_delete = ON');
      database.transaction(() => work(preparing(database)))();
      database.exec('VACUUM');
    } finally {
      database.close();
    }
    if (!isWholeDatabase(copy)) throw new Error('the rewritten backup is damaged');
    renameSync(copy, backup);
    return true;
  } catch {
    rmSync(copy, { force: true });
    return false;
  }
}

function preparing(database: BetterSqlite.Database): Pick<Store, 'prepare'> {
  return {
    prepare<P extends readonly Parameter[], R>(sql: string): Statement<P, R> {
      const statement = database.prepare<Parameter[], R>(sql);
      return {
        get: (...parameters) => statement.get(...parameters),
        all: (...parameters) => statement.all(...parameters),
        run: (...parameters) => {
          const { changes, lastInsertRowid } = statement.run(...parameters);
          return { changes, lastRowId: Number(lastInsertRowid) };
        },
      };
    },
  };
}

function removeHalfWritten(file: string): void {
  const folder = backupFolderOf(file);
  const names = readNames(folder).filter((name) => /\.backup\.(?:unfinished|rewriting)/u.test(name));
  for (const name of names) rmSync(join(folder, name), { force: true });
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
