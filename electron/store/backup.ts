import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { faultOf } from './store-fault.ts';

const usuallyKept = 7;

/** Where the backups of `file` lie. */
export function backupFolderOf(file: string): string {
  return join(dirname(file), 'backups');
}

/** Backups of `file`, newest first, as absolute paths. Half-written ones never carry this name. */
export function listBackups(file: string): readonly string[] {
  const folder = backupFolderOf(file);
  const prefix = `${basename(file)}-`;
  return readNames(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.backup'))
    .toSorted((left, right) => right.localeCompare(left))
    .map((name) => join(folder, name));
}

/** The newest backup of `file` that SQLite finds nothing wrong with: what damages a database may reach its copies. */
export function newestWholeBackup(file: string): string | null {
  return listBackups(file).find(canRestore) ?? null;
}

/** One that cannot even be read is of no more use than a damaged one. */
function canRestore(backup: string): boolean {
  try {
    return isWholeDatabase(backup);
  } catch {
    return false;
  }
}

/**
 * Whether `file` is a database without damage, by the check that every start makes. Changes nothing.
 * @throws what SQLite throws when the file cannot be read: that is no proof of damage
 */
export function isWholeDatabase(file: string): boolean {
  try {
    const database = new BetterSqlite(file, { readonly: true, fileMustExist: true });
    try {
      return database.pragma('quick_check(1)', { simple: true }) === 'ok';
    } finally {
      database.close();
    }
  } catch (failure) {
    if (faultOf(failure, file)?.code === 'database-corrupt') return false;
    throw failure;
  }
}

/** When the newest backup of `file` was written, epoch ms; null when there is none. */
export function lastBackupAt(file: string): number | null {
  const newest = listBackups(file)[0];
  return newest === undefined ? null : backupTimeOf(newest);
}

/** When that backup was written, epoch ms, as its name says; null for a name that somebody changed. */
export function backupTimeOf(backup: string): number | null {
  const [, date = '', time = ''] = /-(\d{8})T(\d{9})Z-v\d+\.backup$/u.exec(backup) ?? [];
  if (date === '') return null;
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)];
  const [hour, minute, second, ms] = [time.slice(0, 2), time.slice(2, 4), time.slice(4, 6), time.slice(6)];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
}

export interface BackupOptions {
  readonly version: number;
  readonly now: number;
  /** How many of the newest stay, with this one; seven, left out. */
  readonly kept?: number | undefined;
}

/**
 * Writes a whole, compacted copy of the open database and removes the oldest beyond those that are kept. The copy exists
 * under its final name only when it is complete.
 * @returns the absolute path of the copy
 * @throws what SQLite or the file system throws (a full disk, most likely); nothing is left behind then
 */
export function writeBackup(database: Database, file: string, options: BackupOptions): string {
  const folder = backupFolderOf(file);
  mkdirSync(folder, { recursive: true });
  const target = join(folder, `${basename(file)}-${stamp(options.now)}-v${options.version}.backup`);
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    database.prepare<[string]>('VACUUM INTO ?').run(unfinished);
    renameSync(unfinished, target);
  } catch (failure) {
    rmSync(unfinished, { force: true });
    throw failure;
  }
  for (const old of listBackups(file).slice(options.kept ?? usuallyKept)) rmSync(old, { force: true });
  return target;
}

/** Sorts like time and is a legal file name everywhere: `20260131T093000123Z`. */
export function stamp(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:.]/g, '');
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (failure) {
    // What is no folder holds no backup; why none can be written there, writing one tells.
    const code = failure instanceof Error && 'code' in failure ? failure.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw failure;
  }
}
