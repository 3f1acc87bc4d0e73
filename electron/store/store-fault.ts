import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ErrorCode, Fault } from '../contract/outcome.ts';

/** Less than this and an unspecific I/O error is blamed on the full disk. SQLite's shared-memory file alone takes 32 KiB. */
const nearlyFullBytes = 1024 * 1024;

/**
 * The fault behind an exception of SQLite or the file system, or null when it is none of the expected ones (then
 * it is a bug). `file` is the database or folder in question and is named in the detail.
 */
export function faultOf(failure: unknown, file: string): Fault | null {
  const code = codeOf(failure);
  const faultCode = code === null ? null : faultCodeOf(code, file);
  if (code === null || faultCode === null) return null;
  const message = failure instanceof Error ? failure.message : code;
  return { code: faultCode, message, detail: { file, cause: code, freeBytes: freeBytes(file) } };
}

function codeOf(failure: unknown): string | null {
  if (!(failure instanceof Error) || !('code' in failure)) return null;
  return typeof failure.code === 'string' ? failure.code : null;
}

/** Result codes: https://sqlite.org/rescode.html; `SQLITE_FULL` is ENOSPC on a write, other calls report SQLITE_IOERR_*. */
function faultCodeOf(code: string, file: string): ErrorCode | null {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'database-corrupt';
  if (code.startsWith('SQLITE_BUSY')) return 'data-folder-locked';
  if (/^SQLITE_(IOERR|CANTOPEN|READONLY|PERM)/.test(code)) {
    return isNearlyFull(file) ? 'disk-full' : 'data-folder-unwritable';
  }
  return /^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST|ENAMETOOLONG|EISDIR)$/.test(code)
    ? 'data-folder-unwritable'
    : null;
}

function isNearlyFull(file: string): boolean {
  const free = freeBytes(file);
  return free !== null && free < nearlyFullBytes;
}

/** Null where the folder cannot be asked (it is gone, or the platform refuses). */
function freeBytes(file: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize;
  } catch {
    return null;
  }
}
