import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { z } from 'zod';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import { faultOf } from './store-fault.ts';

const ownerSchema = z.object({ pid: z.number(), hostName: z.string(), owner: z.string(), startedAt: z.number() });

/** Where the database of a data folder lies. */
export function databaseFileOf(folder: string): string {
  return join(folder, 'jiqun.db');
}

export interface LockOptions {
  /** Absolute path; created when missing. */
  readonly folder: string;
  readonly owner: 'app' | 'headless';
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Takes the data folder for this process until the returned lock is disposed. The lock is an exclusive SQLite
 * transaction on `lock.db`, held open: the operating system releases it when the process dies in whatever way, so
 * a killed owner never has to be recognised by its pid. `lock-owner.json` beside it only tells who that is.
 * Expected failures: `data-folder-locked` (detail: pid, hostName, owner, startedAt), `data-folder-unwritable`,
 * `disk-full`. The folder must be on a local disk: network file systems do not keep such locks.
 */
export function lockDataFolder(options: LockOptions): Outcome<Disposable> {
  const { folder, clock, logger } = options;
  const lockFile = join(folder, 'lock.db');
  const ownerFile = join(folder, 'lock-owner.json');
  try {
    makeFolder(folder);
    const database = take(lockFile);
    if (database === null) return locked(folder, ownerFile);
    const previous = readOwner(ownerFile);
    if (previous !== null) logger.warn('data-folder-taken-over', { pid: previous.pid, owner: previous.owner });
    const me = { pid: process.pid, hostName: hostname(), owner: options.owner, startedAt: clock.now() };
    nameOwner(ownerFile, me, logger);
    return succeed({ dispose: () => release(database, ownerFile) });
  } catch (failure) {
    const fault = faultOf(failure, lockFile);
    if (fault === null) throw failure;
    return fail(fault.code, fault.message, { ...fault.detail, folder });
  }
}

/**
 * Level by level: where a file system answers ENOENT although the parent is there (/proc, some mounts), Node's own
 * recursive form tries for ever.
 * @throws what the file system throws
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (failure) {
    // Another process may have made it meanwhile.
    if (!existsSync(folder)) throw failure;
  }
}

/** Null when another process (or another lock of this one) holds it. */
function take(lockFile: string): Database | null {
  const database = new BetterSqlite(lockFile, { timeout: 0 });
  try {
    // No journal file: the transaction is never committed, and so needs no room on a full disk.
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (failure) {
    database.close();
    if (faultOf(failure, lockFile)?.code === 'data-folder-locked') return null;
    throw failure;
  }
}

function release(database: Database, ownerFile: string): void {
  if (!database.open) return;
  try {
    rmSync(ownerFile, { force: true });
  } finally {
    database.close();
  }
}

function locked(folder: string, ownerFile: string): Outcome<never> {
  const owner = readOwner(ownerFile);
  const text = owner === null ? 'another process' : `process ${owner.pid} (${owner.owner}) on ${owner.hostName}`;
  return fail('data-folder-locked', `the data folder is in use by ${text}`, {
    folder,
    pid: owner?.pid ?? null,
    hostName: owner?.hostName ?? null,
    owner: owner?.owner ?? null,
    startedAt: owner?.startedAt ?? null,
  });
}

/** The name is a courtesy: the lock holds without it, so a full disk does not keep the console from starting to read. */
function nameOwner(ownerFile: string, owner: z.output<typeof ownerSchema>, logger: Logger): void {
  try {
    writeFileSync(`${ownerFile}.new`, JSON.stringify(owner));
    renameSync(`${ownerFile}.new`, ownerFile);
  } catch (failure) {
    logger.warn('lock-owner-not-named', { reason: failure instanceof Error ? failure.message : 'unknown' });
  }
}

function readOwner(ownerFile: string): z.output<typeof ownerSchema> | null {
  try {
    const parsed = ownerSchema.safeParse(JSON.parse(readFileSync(ownerFile, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // Absent, or being replaced at this moment: the owner stays unnamed.
    return null;
  }
}
