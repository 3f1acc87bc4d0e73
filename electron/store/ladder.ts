import type { Database } from 'better-sqlite3';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { orderLadder, topOf, type LeavingDatabase, type Migration } from './migration.ts';

/** `user_version` of an open database; 0 for a new one. */
export function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** Refuses a database that a later release of the console has already upgraded. */
export function checkNotNewer(
  database: Database,
  migrations: readonly Migration[],
  file: string,
): Outcome<{ readonly version: number }> {
  const version = versionOf(database);
  const known = topOf(migrations);
  if (version <= known) return succeed({ version });
  return fail('database-newer', `the database has version ${version}, this release knows ${known}`, {
    file,
    databaseVersion: version,
    knownVersion: known,
  });
}

/**
 * Brings the database to the top of the ladder in one transaction: all pending rungs or none.
 * @returns the numbers that were run
 * @throws Error (cause: the failing statement) when a rung fails or one was added below the database's version
 */
export function climb(database: Database, migrations: readonly Migration[], now: number): readonly number[] {
  const version = versionOf(database);
  const ladder = orderLadder(migrations);
  const pending = ladder.filter((migration) => migration.version > version);
  if (version > 0) checkNoneSkipped(database, ladder, version);
  if (pending.length === 0) return [];
  const leaving = asLeaving(database);
  for (const migration of pending) naming(migration, () => migration.beforehand?.(leaving));
  database
    .transaction(() => {
      database.exec(`CREATE TABLE IF NOT EXISTS ladder (
        version INTEGER PRIMARY KEY, name TEXT NOT NULL, ranAt INTEGER NOT NULL) STRICT`);
      const remember = database.prepare<[number, string, number]>('INSERT INTO ladder VALUES (?, ?, ?)');
      for (const migration of pending) {
        runRung(database, migration);
        remember.run(migration.version, migration.name, now);
      }
      checkReferences(database);
      database.pragma(`user_version = ${topOf(pending)}`);
    })
    .immediate();
  return pending.map((migration) => migration.version);
}

function runRung(database: Database, migration: Migration): void {
  naming(migration, () => migration.up((sql) => void database.exec(sql)));
}

function asLeaving(database: Database): LeavingDatabase {
  const find = database.prepare<[string]>("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
  return {
    file: database.name,
    exec: (sql) => void database.exec(sql),
    transaction: (work) => database.transaction(work)(),
    hasTable: (name) => find.get(name) !== undefined,
  };
}

function naming(migration: Migration, work: () => void): void {
  try {
    work();
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? { code: failure.code } : {};
    throw Object.assign(
      new Error(`migration ${migration.version} "${migration.name}" failed`, { cause: failure }),
      code,
    );
  }
}

/** A rung numbered below the database's version would never run: say so instead of running without its tables. */
function checkNoneSkipped(database: Database, ladder: readonly Migration[], version: number): void {
  const ran = new Set(database.prepare<[], number>('SELECT version FROM ladder').pluck().all());
  const skipped = ladder.find((migration) => migration.version <= version && !ran.has(migration.version));
  if (skipped === undefined) return;
  throw new Error(`migration ${skipped.version} "${skipped.name}" was added below version ${version}`);
}

function checkReferences(database: Database): void {
  const broken = database.pragma('foreign_key_check');
  if (Array.isArray(broken) && broken.length > 0) throw new Error('the migrations left broken references');
}
