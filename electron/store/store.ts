import type { Database } from 'better-sqlite3';
import type { Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import { faultOf } from './store-fault.ts';
import { StoreError } from './store-error.ts';

export type Bindable = string | number | bigint | Buffer | null;
/** Positional values, or one record for `@name` placeholders. */
export type Parameter = Bindable | Readonly<Record<string, Bindable>>;

/** A prepared statement whose every run is timed. Throws `StoreError` for a full disk and its like. */
export interface Statement<P extends readonly Parameter[], R> {
  get(...parameters: P): R | undefined;
  all(...parameters: P): R[];
  run(...parameters: P): { readonly changes: number; readonly lastRowId: number };
}

/**
 * The open database. Reading goes on when writing cannot. `R` of `prepare` is what the statement's columns are;
 * rows of our own tables are trusted.
 */
export interface Store extends Disposable {
  readonly file: string;
  prepare<P extends readonly Parameter[] = [], R = unknown>(sql: string): Statement<P, R>;
  /** All of `work` or nothing, nestable. Throws what `work` throws, and `StoreError`. */
  transaction<T>(work: () => T): T;
  /** `transaction` for callers without anybody above to catch: `disk-full` and its like are the answer, and logged. */
  write<T>(work: () => T): Outcome<T>;
  /** Somebody is in the middle of a transaction: what is read now may come to nothing. */
  readonly isChanging: boolean;
  /** Brings the log into the file, and waits until the disk has it all: what was written until now outlasts a power cut. */
  checkpoint(): void;
  /**
   * Folds the log into the file and cuts it to nothing, so that it holds no older pages; as far as nobody reads from it at that moment.
   */
  cutLog(): void;
  /** Rewrites the whole file without what was deleted from it, and cuts the log; some hundred ms for each 30 MB, in which nothing else happens. */
  compact(): void;
  /** Which tables the database has: the number of its last migration. */
  version(): number;
  /** Size of the database in bytes. */
  bytes(): number;
  dispose(): void;
}

/**
 * What outlasts a power cut: each write, which waits for the disk, or what was written before the last checkpoint. What the
 * process wrote outlasts its own death either way.
 */
export type Durability = 'every-write' | 'checkpoints';

const slowMs = 40;

export interface StoreOptions {
  readonly file: string;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** `Store` over an opened and migrated better-sqlite3 connection, which it closes at `dispose`. */
export class SqliteStore implements Store {
  readonly file: string;
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #clock: Clock;

  constructor(database: Database, options: StoreOptions) {
    this.#database = database;
    this.file = options.file;
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  prepare<P extends readonly Parameter[] = [], R = unknown>(sql: string): Statement<P, R> {
    const statement = this.#database.prepare<Parameter[], R>(sql);
    const timed = <T>(run: () => T): T => this.#time(sql, run);
    return {
      get: (...parameters) => timed(() => statement.get(...parameters)),
      all: (...parameters) => timed(() => statement.all(...parameters)),
      run: (...parameters) => {
        const result = timed(() => statement.run(...parameters));
        return { changes: result.changes, lastRowId: Number(result.lastInsertRowid) };
      },
    };
  }

  get isChanging(): boolean {
    return this.#database.inTransaction;
  }

  transaction<T>(work: () => T): T {
    return this.#explain(() => this.#database.transaction(work).immediate());
  }

  write<T>(work: () => T): Outcome<T> {
    try {
      return { ok: true, value: this.transaction(work) };
    } catch (failure) {
      if (!(failure instanceof StoreError)) throw failure;
      this.#logger.error('write-refused', { code: failure.fault.code }, failure);
      return { ok: false, error: failure.fault };
    }
  }

  checkpoint(): void {
    // Passive: a backup that is being read from the log meanwhile keeps its part of it until the next time.
    this.#explain(() => this.#database.pragma('wal_checkpoint(PASSIVE)'));
  }

  cutLog(): void {
    this.#explain(() => this.#database.pragma('wal_checkpoint(TRUNCATE)'));
  }

  compact(): void {
    this.#explain(() => this.#database.exec('VACUUM'));
    this.cutLog();
  }

  version(): number {
    return Number(this.#database.pragma('user_version', { simple: true }));
  }

  bytes(): number {
    const pages = Number(this.#database.pragma('page_count', { simple: true }));
    return pages * Number(this.#database.pragma('page_size', { simple: true }));
  }

  dispose(): void {
    this.#database.close();
  }

  #time<T>(sql: string, run: () => T): T {
    const startedMs = this.#clock.monotonic();
    try {
      return this.#explain(run);
    } finally {
      const durationMs = Math.round(this.#clock.monotonic() - startedMs);
      if (durationMs > slowMs) this.#logger.warn('query-slow', { durationMs, sql: shorten(sql) });
    }
  }

  #explain<T>(run: () => T): T {
    try {
      return run();
    } catch (failure) {
      if (failure instanceof StoreError) throw failure;
      const fault = faultOf(failure, this.file);
      throw fault === null ? failure : new StoreError(fault, failure);
    }
  }
}

function shorten(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ').trim().slice(0, 160);
}
