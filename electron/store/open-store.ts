import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { fail, succeed, type Fault, type Outcome } from '../contract/outcome.ts';
import { backupTimeOf, newestWholeBackup, writeBackup } from './backup.ts';
import { checkNotNewer, climb } from './ladder.ts';
import { topOf, type Migration } from './migration.ts';
import { StoreError } from './store-error.ts';
import { faultOf } from './store-fault.ts';
import { SqliteStore, type Durability, type Store, type StoreOptions } from './store.ts';

export interface OpenStoreOptions extends StoreOptions {
  readonly migrations: readonly Migration[];
  /** What was answered as stored, an audit line above all, must survive the PC being switched off: `every-write`, left out. */
  readonly durability?: Durability;
}

const busyTimeoutMs = 2_000;
/** 10 MB of pages. */
const freePagesMin = 2_560;
/** SQLite folds its log every 1 000 pages; a file that grew longer, while a backup was read, is cut back to as much. */
const logBytesKept = 4 * 1024 * 1024;

/**
 * Opens (or creates) the database at `file` and brings it to the top of the ladder, after a backup when it held
 * data of an older version. A damaged or newer file is looked at through a read-only connection and left as it is.
 * Expected failures: `database-corrupt`, `database-newer`, `backup-failed`, `disk-full`, `data-folder-unwritable`,
 * `data-folder-locked`.
 * @throws Error when a migration is wrong; the database is then as before
 */
export function openStore(options: OpenStoreOptions): Outcome<Store> {
  const inspected = inspect(options);
  if (!inspected.ok) return inspected;
  return withFaults(options.file, () => {
    const database = new BetterSqlite(options.file, { timeout: busyTimeoutMs });
    try {
      const opened = prepare(database, options);
      if (!opened.ok) database.close();
      return opened;
    } catch (failure) {
      database.close();
      throw failure;
    }
  });
}

function prepare(database: Database, options: OpenStoreOptions): Outcome<Store> {
  const { file, migrations, clock, logger, durability = 'every-write' } = options;
  database.pragma('journal_mode = WAL');
  database.pragma(`synchronous = ${durability === 'every-write' ? 'FULL' : 'NORMAL'}`);
  database.pragma(`journal_size_limit = ${logBytesKept}`);
  // What is deleted is overwritten: people who were erased must not stay readable in free pages.
  if (durability === 'every-write') database.pragma('secure_delete = ON');
  const checked = checkNotNewer(database, migrations, file);
  if (!checked.ok) return checked;
  const { version } = checked.value;
  if (version > 0 && version < topOf(migrations)) {
    const saved = backUp(database, options, version);
    if (!saved.ok) return saved;
  }
  // Off while climbing, so that a rung can rebuild a table; the ladder checks all references before it commits.
  database.pragma('foreign_keys = OFF');
  const climbed = climb(database, migrations, clock.now());
  if (climbed.length > 0) logger.info('database-upgraded', { from: version, to: climbed.at(-1) ?? version });
  if (climbed.length > 0) shrink(database, options);
  database.pragma('foreign_keys = ON');
  return succeed(new SqliteStore(database, options));
}

/** An upgrade that took tables away leaves the file as long as it was; where the disk has no room to rewrite it, it stays so. */
function shrink(database: Database, { file, logger }: OpenStoreOptions): void {
  const pages = Number(database.pragma('page_count', { simple: true }));
  const freePages = Number(database.pragma('freelist_count', { simple: true }));
  if (freePages < freePagesMin || freePages < pages / 2) return;
  try {
    database.exec('VACUUM');
  } catch (failure) {
    const fault = faultOf(failure, file);
    if (fault === null) throw failure;
    logger.warn('database-not-shrunk', { code: fault.code });
  }
}

function backUp(database: Database, options: OpenStoreOptions, version: number): Outcome<string> {
  const { file, clock, logger } = options;
  try {
    const backup = writeBackup(database, file, { version, now: clock.now() });
    logger.info('database-backed-up', { version });
    return succeed(backup);
  } catch (failure) {
    const fault = faultOf(failure, file);
    if (fault === null) throw failure;
    return fail('backup-failed', fault.message, { ...fault.detail, reason: fault.code });
  }
}

/** Looks without touching: closing a read-only connection never writes the log back into a damaged file. */
function inspect({ file, migrations }: OpenStoreOptions): Outcome<unknown> {
  const folder = dirname(file);
  if (!existsSync(folder))
    return fail('data-folder-unwritable', 'the folder is gone', { file, folder, cause: 'ENOENT' });
  if (!existsSync(file)) return succeed(null);
  const looked = withFaults(file, () => {
    const database = new BetterSqlite(file, { readonly: true, timeout: busyTimeoutMs });
    try {
      const answer = String(database.pragma('quick_check(1)', { simple: true }));
      if (answer !== 'ok') return corrupt(file, { code: 'database-corrupt', message: answer });
      return checkNotNewer(database, migrations, file);
    } finally {
      database.close();
    }
  });
  // A read-only connection cannot roll back a write that a crash cut short: the writing one that follows can.
  return !looked.ok && looked.error.code === 'data-folder-unwritable' ? succeed(null) : looked;
}

function withFaults<T>(file: string, work: () => Outcome<T>): Outcome<T> {
  try {
    return work();
  } catch (failure) {
    const fault = knownFault(failure, file) ?? knownFault(causeOf(failure), file);
    if (fault === null) throw failure;
    return fault.code === 'database-corrupt' ? corrupt(file, fault) : { ok: false, error: fault };
  }
}

function knownFault(failure: unknown, file: string): Fault | null {
  return failure instanceof StoreError ? failure.fault : faultOf(failure, file);
}

function causeOf(failure: unknown): unknown {
  return failure instanceof Error ? failure.cause : undefined;
}

function corrupt(file: string, fault: Fault): { ok: false; error: Fault } {
  const newestBackup = newestWholeBackup(file);
  return fail('database-corrupt', fault.message.slice(0, 300), {
    ...fault.detail,
    file,
    newestBackup,
    newestBackupAt: newestBackup === null ? null : backupTimeOf(newestBackup),
  });
}
