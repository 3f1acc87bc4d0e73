import type { FileRefusal, FileStat } from '../../device-port.ts';

/** Request and answer names of the file service, four letters each. Source: AOSP `adb/file_sync_protocol.h`. */
export type SyncId = 'DATA' | 'DONE' | 'FAIL' | 'OKAY' | 'STAT' | 'DENT' | 'DNT2';

/** Largest block of file bytes in one DATA. */
export const syncDataMax = 64 * 1024;

const errnoNumbers = { ENOENT: 2, EACCES: 13, EEXIST: 17, ENOTDIR: 20, EISDIR: 21, ENOSPC: 28, EROFS: 30 } as const;

const errnoTexts: Readonly<Record<FileRefusal['errno'], string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EEXIST: 'File exists',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  ENOSPC: 'No space left on device',
  EROFS: 'Read-only file system',
};

/** `open failed: Permission denied`: what a phone says after the name of the failed step. */
export function describeRefusal(step: string, refusal: FileRefusal): string {
  return `${step}: ${errnoTexts[refusal.errno]}`;
}

export function isRefusal(answer: object | null): answer is FileRefusal {
  return answer !== null && 'errno' in answer;
}

/** A four-letter name and one number, which is what most messages begin with. */
export function encodeWord(id: string, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.write(id, 0, 'latin1');
  bytes.writeUInt32LE(value >>> 0, 4);
  return bytes;
}

export function encodeFail(reason: string): Buffer {
  const text = Buffer.from(reason);
  return Buffer.concat([encodeWord('FAIL', text.length), text]);
}

/** STAT's answer: mode, size, time in seconds; all zero when there is no such file. */
export function encodeStat(stat: FileStat | FileRefusal): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.write('STAT', 0, 'latin1');
  if (!isRefusal(stat)) writeShortStat(bytes, 4, stat);
  return bytes;
}

/** STA2's and LST2's answer: errno, then the fields of `struct stat` in 64 bits where they may be large. */
export function encodeStat2(id: string, stat: FileStat | FileRefusal): Buffer {
  const bytes = Buffer.alloc(72);
  bytes.write(id, 0, 'latin1');
  writeLongStat(bytes, stat);
  return bytes;
}

/** One row of a directory listing, or its end (`DONE` with an empty row). */
export function encodeEntry(entry: (FileStat & { readonly name: string }) | null): Buffer {
  const name = Buffer.from(entry?.name ?? '');
  const bytes = Buffer.alloc(20);
  bytes.write(entry === null ? 'DONE' : 'DENT', 0, 'latin1');
  if (entry !== null) writeShortStat(bytes, 4, entry);
  bytes.writeUInt32LE(name.length, 16);
  return Buffer.concat([bytes, name]);
}

export function encodeEntry2(entry: (FileStat & { readonly name: string }) | null): Buffer {
  const name = Buffer.from(entry?.name ?? '');
  const bytes = Buffer.alloc(76);
  bytes.write(entry === null ? 'DONE' : 'DNT2', 0, 'latin1');
  if (entry !== null) writeLongStat(bytes, entry);
  bytes.writeUInt32LE(name.length, 72);
  return Buffer.concat([bytes, name]);
}

function writeShortStat(bytes: Buffer, at: number, stat: FileStat): void {
  bytes.writeUInt32LE(stat.mode >>> 0, at);
  bytes.writeUInt32LE(Math.min(stat.size, 0xffffffff), at + 4);
  bytes.writeUInt32LE(toSeconds(stat.modifiedAt), at + 8);
}

/** Layout after the name: error 4, dev 8, ino 8, mode 4, nlink 4, uid 4, gid 4, size 8, three times 8 each. */
function writeLongStat(bytes: Buffer, stat: FileStat | FileRefusal): void {
  if (isRefusal(stat)) {
    bytes.writeUInt32LE(errnoNumbers[stat.errno], 4);
    return;
  }
  bytes.writeUInt32LE(stat.mode >>> 0, 24);
  bytes.writeUInt32LE(1, 28);
  bytes.writeBigUInt64LE(BigInt(stat.size), 40);
  for (const at of [48, 56, 64]) bytes.writeBigInt64LE(BigInt(toSeconds(stat.modifiedAt)), at);
}

function toSeconds(epochMs: number): number {
  return Math.max(0, Math.floor(epochMs / 1000)) >>> 0;
}
