import { existsSync } from 'node:fs';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { fail, succeed, type Fault, type Outcome } from '../contract/outcome.ts';
import { backupTimeOf, newestWholeBackup, writeBackup } from './backup.ts';
import { checkNotNewer, climb } from './ladder.ts';
import { topOf, type Migration } from './migration.ts';
import { faultOf } from './store-fault.ts';
import { SqliteStore, type Store, type StoreOptions } from './store.ts';

export interface OpenStoreOptions extends StoreOptions {
  readonly migrations: readonly Migration[];
}

const busyTimeoutMs = 2_000;
/** `LogFolding` keeps the log far below this from another thread; should it fail, SQLite folds it here, in a write. */
const logPagesMax = 16_384;
/** What is left of the log's file once it was folded: its size tells how much is not. */
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
  const { file, migrations, clock, logger } = options;
  database.pragma('journal_mode = WAL');
  // FULL: what was answered as stored, an audit line above all, must survive the PC being switched off.
  database.pragma('synchronous = FULL');
  database.pragma(`wal_autocheckpoint = ${logPagesMax}`);
  database.pragma(`journal_size_limit = ${logBytesKept}`);
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
  database.pragma('foreign_keys = ON');
  return succeed(new SqliteStore(database, options));
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
    const fault = faultOf(failure, file) ?? faultOf(causeOf(failure), file);
    if (fault === null) throw failure;
    return fault.code === 'database-corrupt' ? corrupt(file, fault) : { ok: false, error: fault };
  }
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
