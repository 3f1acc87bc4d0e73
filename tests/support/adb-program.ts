import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The machine's adb program; throws when there is none, as nothing that needs it can be tested then. */
export function findAdbProgram(): string {
  const name = process.platform === 'win32' ? 'adb.exe' : 'adb';
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const folder of folders) if (isExecutable(join(folder, name))) return join(folder, name);
  throw new Error('adb is not on PATH; `npm test` installs it');
}

/**
 * Puts the adb program where Android's own tools lie below `folder`, as `ANDROID_HOME` means it. Not as a link: an adb that
 * was unpacked from its packages finds its libraries by the place that it is called from.
 */
export function placeAdb(folder: string): void {
  const tools = join(folder, 'platform-tools');
  mkdirSync(tools, { recursive: true });
  writeFileSync(join(tools, 'adb'), `#!/bin/sh\nexec '${findAdbProgram()}' "$@"\n`, { mode: 0o755 });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // Not there or not a program: look in the next folder.
  }
}
