import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { readSeal, SealFile, sealFileOf } from '../../../electron/accounts/custody/seal-file.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import { openReadOnly } from '../../../electron/store/read-only-store.ts';
import { rescueDataFolder } from '../../../electron/store/rescue.ts';
import { valueOf } from '../device-layer.ts';
import { RecordingLogger } from '../recording-logger.ts';

/** A backup as the product writes it. */
export function backUp(dataFolder: string, at: number): string {
  const store = openReadOnly(databaseFileOf(dataFolder));
  try {
    return store.backUp(at);
  } finally {
    store.dispose();
  }
}

/** The folder as it is: the database by a backup of it, which is whole while the console goes on. */
export function copyLedger(dataFolder: string, target: string, at: number): void {
  mkdirSync(target, { recursive: true });
  cpSync(backUp(dataFolder, at), databaseFileOf(target));
  cpSync(sealFileOf(dataFolder), sealFileOf(target));
}

/** The database cannot be read any more. */
export function damage(dataFolder: string): void {
  const handle = openSync(databaseFileOf(dataFolder), 'r+');
  writeSync(handle, Buffer.alloc(4_096, 0x2a), 0, 4_096, 0);
  closeSync(handle);
}

/** As somebody has the product put its newest backup in the place; answers what came of it. */
export function rescue(dataFolder: string): string {
  const [clock, logger] = [createSystemClock(), new RecordingLogger()];
  const restored = rescueDataFolder({ folder: dataFolder, owner: 'headless', isDamageKnown: false, clock, logger });
  if (!restored.ok) return restored.error.code;
  return restored.value.restoredFrom === null ? 'nothing' : 'from the backup';
}

/** Into the same files, as a program does that keeps two folders alike: no file is another one by it. */
export function rewrite(dataFolder: string, from: string): void {
  for (const fileOf of [databaseFileOf, sealFileOf]) writeFileSync(fileOf(dataFolder), readFileSync(fileOf(from)));
  if (existsSync(`${databaseFileOf(dataFolder)}-wal`)) throw new Error('the console still has the database open');
}

/** The seal says what it said then, and seems never to have been another file. */
export function sealAgain(dataFolder: string, bytes: Buffer): void {
  writeFileSync(sealFileOf(dataFolder), bytes);
}

/** The folder seems never to have left its place. */
export function forgetMove(folder: string): void {
  const reading = readSeal(sealFileOf(folder));
  if (reading.kind !== 'read') throw new Error('the seal cannot be read');
  valueOf(SealFile.create(sealFileOf(folder), reading.seal)).close();
}
