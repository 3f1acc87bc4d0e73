import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The machine's adb program; throws when there is none, as nothing that needs it can be tested then. */
export function findAdbProgram(): string {
  const name = process.platform === 'win32' ? 'adb.exe' : 'adb';
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const folder of folders) if (isExecutable(join(folder, name))) return join(folder, name);
  throw new Error('adb is not on PATH; `npm test` installs it');
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // Not there or not a program: look in the next folder.
  }
}
