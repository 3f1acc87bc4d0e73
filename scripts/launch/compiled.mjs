import { readdir, rmdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseNode } from '../bootstrap/node-runtime.mjs';

/** @import { Machine } from '../bootstrap/machine.mjs' */

/** What was written longer ago is of another Node, of files that are gone, or made anew in no time. */
const keptMs = 30 * 24 * 3_600_000;
const loadLimitMs = 60_000;

/** @param {Pick<Machine, 'runtimeFolder'>} machine */
export function compiledFolder({ runtimeFolder }) {
  return join(runtimeFolder, 'compiled');
}

/**
 * Before Node runs the project's TypeScript: removes what it kept long ago, and where nothing is left has it load once what the
 * store's threads run. They find it stripped then; without that the first of them, or all while none of them ends well, strip it
 * themselves.
 *
 * @param {Machine} machine
 * @param {NodeJS.ProcessEnv} env as `nodeEnvironment` makes it
 */
export async function keepCompiled(machine, env) {
  const folder = compiledFolder(machine);
  if ((await pruneCompiled(folder, Date.now())) > 0) return;
  const args = [join(machine.root, 'scripts', 'launch', 'load-threads.mjs')];
  await machine.children.run(chooseNode(machine), args, { timeoutMs: loadLimitMs, env, cwd: machine.root });
}

/**
 * @param {string} folder one folder for each version of Node, with files in it
 * @param {number} now epoch ms
 * @returns {Promise<number>} how many files are left
 */
export async function pruneCompiled(folder, now) {
  let keptCount = 0;
  for (const version of await namesIn(folder)) {
    const inner = join(folder, version);
    const names = await namesIn(inner);
    const kept = await Promise.all(names.map((name) => keepsFile(join(inner, name), now)));
    const count = kept.filter(Boolean).length;
    if (count === 0) await rmdir(inner).catch(ignore);
    keptCount += count;
  }
  return keptCount;
}

/**
 * @param {string} file
 * @param {number} now
 */
async function keepsFile(file, now) {
  const found = await stat(file).catch(ignore);
  if (found === undefined) return false;
  if (now - found.mtimeMs <= keptMs) return true;
  await unlink(file).catch(ignore);
  return false;
}

/**
 * @param {string} folder
 * @returns {Promise<readonly string[]>}
 */
async function namesIn(folder) {
  return (await readdir(folder).catch(ignore)) ?? [];
}

/** Another run may be at the same; what cannot be removed does no harm. */
function ignore() {
  return undefined;
}
