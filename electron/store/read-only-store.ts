import BetterSqlite from 'better-sqlite3';
import type { Disposable } from '../runtime/disposal.ts';
import { writeBackup } from './backup.ts';
import type { Parameter } from './store.ts';

/** The database as a worker sees it: it can only look. */
export interface ReadOnlyStore extends Disposable {
  prepare<P extends readonly Parameter[], R>(
    sql: string,
  ): { all(...parameters: P): R[]; get(...parameters: P): R | undefined };
  /** Writes a backup of the whole database, as `writeBackup` does; answers its absolute path. */
  backUp(now: number): string;
  /** Brings the write-ahead log into the file as far as nobody reads it, over a connection that is opened for that. */
  foldLog(): void;
  dispose(): void;
}

const foldPasses = 3;

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
    backUp: (now) => {
      const version = Number(database.pragma('user_version', { simple: true }));
      return writeBackup(database, file, { version, now });
    },
    foldLog: () => {
      const writing = new BetterSqlite(file, { fileMustExist: true });
      try {
        // Passive: neither waits for the console's writes nor makes them wait. What they add meanwhile is little, and only
        // a log without a rest can be begun anew.
        for (let pass = 0; pass < foldPasses; pass++) writing.pragma('wal_checkpoint(PASSIVE)');
      } finally {
        writing.close();
      }
    },
    dispose: () => void database.close(),
  };
}
