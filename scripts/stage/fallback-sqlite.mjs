import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchPackage } from '../bootstrap/download.mjs';
import { replaceFolder } from '../bootstrap/temporary-folder.mjs';

/** @import { Machine } from '../bootstrap/machine.mjs' */
/** @import { PinnedPackage } from '../bootstrap/download.mjs' */

/** better-sqlite3 as it fits the native file that the fallback runtime brings along, and what it needs to find that. */
const packages = /** @type {readonly PinnedPackage[]} */ ([
  {
    name: 'better-sqlite3',
    version: '11.5.0',
    integrity: 'sha512-e/6eggfOutzoK0JWiU36jsisdWoHOfN9iWiW/SieKvb7SAa6aGNmBM/UKyp+/wWSXpLlWNN8tCPwoDNPhzUvuQ==',
  },
  {
    name: 'bindings',
    version: '1.5.0',
    integrity: 'sha512-p2q/t/mhvuOj/UeLlV6566GD/guowlr0hHxClI0W9m7MWYkL1F0hLo+0Aexs9HSPCtR1SXQ0TD3MMKrXZajbiQ==',
  },
  {
    name: 'file-uri-to-path',
    version: '1.0.0',
    integrity: 'sha512-0Zt+s3L7Vf1biwWZ29aARiVYLx7iMGnEUl9x33fbB/j3jR81u/O2LbqK+Bm1CDSNDKVtJ/YjwY7TUd5SkeLQLw==',
  },
]);

/** What stands in the place of the project's own better-sqlite3 under the fallback runtime. */
export const fallbackSqliteVersions = Object.fromEntries(packages.map(({ name, version }) => [name, version]));

/**
 * Fetches these packages once and copies them, with the fallback's native file, into `nodeModules`.
 *
 * @param {Machine} machine
 * @param {string} native
 * @param {string} nodeModules
 * @returns {Promise<void>}
 */
export async function stageFallbackSqlite(machine, native, nodeModules) {
  const store = join(machine.runtimeFolder, 'fallback-sqlite');
  if (!existsSync(store)) await fetchAll(machine, store);
  await rm(join(nodeModules, 'better-sqlite3'), { recursive: true, force: true });
  await cp(store, nodeModules, { recursive: true });
  const release = join(nodeModules, 'better-sqlite3', 'build', 'Release');
  await mkdir(release, { recursive: true });
  await copyFile(native, join(release, 'better_sqlite3.node'));
}

/**
 * @param {Machine} machine
 * @param {string} store
 */
async function fetchAll(machine, store) {
  await replaceFolder(store, async (folder) => {
    for (const pinned of packages) {
      const draft = join(folder, '.draft');
      await mkdir(draft);
      await cp(await fetchPackage(machine, pinned, draft), join(folder, pinned.name), { recursive: true });
      await rm(draft, { recursive: true });
    }
    for (const part of ['deps', 'src'])
      await rm(join(folder, 'better-sqlite3', part), { recursive: true, force: true });
  });
}
