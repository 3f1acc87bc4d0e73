import BetterSqlite from 'better-sqlite3';
import type { Disposable } from '../runtime/disposal.ts';
import { writeBackup } from './backup.ts';
import { StoreError } from './store-error.ts';
import { faultOf } from './store-fault.ts';
import type { Parameter } from './store.ts';

/** The database as a worker sees it: it can only look. */
export interface ReadOnlyStore extends Disposable {
  prepare<P extends readonly Parameter[], R>(
    sql: string,
  ): { all(...parameters: P): R[]; get(...parameters: P): R | undefined };
  /**
   * Writes a backup of the whole database, as `writeBackup` does; answers its absolute path.
   * @throws StoreError for a full disk, a folder that cannot be written and a damaged database
   */
  backUp(now: number, kept?: number): string;
  dispose(): void;
}

/** A read-only connection to a database that `openStore` of this process holds open. Throws what SQLite throws. */
export function openReadOnly(file: string): ReadOnlyStore {
  const database = new BetterSqlite(file, { readonly: true, fileMustExist: true });
  return {
    prepare<P extends readonly Parameter[], R>(sql: string) {
      const statement = database.prepare<Parameter[], R>(sql);
      return {
        all: (...parameters: P) => statement.all(...parameters),
        get: (...parameters: P) => statement.get(...parameters),
      };
    },
    backUp: (now, kept) => {
      try {
        const version = Number(database.pragma('user_version', { simple: true }));
        return writeBackup(database, file, { version, now, kept });
      } catch (failure) {
        const fault = faultOf(failure, file);
        throw fault === null ? failure : new StoreError(fault, failure);
      }
    },
    dispose: () => void database.close(),
  };
}
