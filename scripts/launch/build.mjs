import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readElectron } from '../bootstrap/electron.mjs';
import { fallbackDist } from '../bootstrap/electron-fallback.mjs';
import { chooseNode } from '../bootstrap/node-runtime.mjs';
import { stageApp } from '../stage/app-folder.mjs';

/** @import { Machine } from '../bootstrap/machine.mjs' */

const buildLimitMs = 5 * 60_000;
const sources = ['electron', 'renderer', 'simulator', 'resources', 'package.json', 'electron.vite.config.ts'];

/**
 * Builds the console into `out/` and, for the fallback runtime, stages it where that one looks for it. Skips what is
 * newer than its sources.
 *
 * @param {Machine} machine
 * @param {{ isForced?: boolean, isShown?: boolean }} [options]
 * @returns {Promise<boolean>} whether anything had to be done
 * @throws with what the build said when it fails
 */
export async function buildApp(machine, { isForced = false, isShown = false } = {}) {
  const stamp = await readSourceStamp(machine.root);
  const isBuilt = await hasStamp(join(machine.root, 'out', '.built'), stamp);
  if (isForced || !isBuilt) await build(machine, stamp, isShown);
  const isStaged = await stageForFallback(machine, stamp, isForced);
  return isForced || !isBuilt || isStaged;
}

/**
 * @param {Machine} machine
 * @param {string} stamp
 * @param {boolean} isShown
 */
async function build(machine, stamp, isShown) {
  const file = join(machine.root, 'out', '.built');
  await rm(file, { force: true });
  const program = join(machine.root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const options = { timeoutMs: buildLimitMs, cwd: machine.root, env: machine.env, isShown };
  const built = await machine.children.run(chooseNode(machine), [program, 'build'], options);
  if (!built.isDone) throw new Error(`the build failed: ${built.problem}\n${built.stdout}${built.stderr}`);
  await mkdir(join(machine.root, 'out'), { recursive: true });
  await writeFile(file, stamp);
}

/**
 * @param {Machine} machine
 * @param {string} stamp
 * @param {boolean} isForced
 * @returns {Promise<boolean>} whether it was staged anew
 */
async function stageForFallback(machine, stamp, isForced) {
  const runtime = await readElectron(machine);
  if (runtime === null || !runtime.isFallback) return false;
  const { appFolder } = fallbackDist(machine);
  const file = join(appFolder, '.staged');
  if (!isForced && (await hasStamp(file, stamp))) return false;
  await stageApp(machine, appFolder, runtime);
  await writeFile(file, stamp);
  return true;
}

/**
 * @param {string} root
 * @returns {Promise<string>} a digest of names, sizes and times of everything that the build reads
 */
export async function readSourceStamp(root) {
  const hash = createHash('sha256');
  for (const source of sources) {
    const place = join(root, source);
    if (!existsSync(place)) continue;
    const isFolder = (await stat(place)).isDirectory();
    const files = isFolder ? await readdir(place, { recursive: true }) : [''];
    for (const name of files.toSorted()) {
      const { size, mtimeMs } = await stat(join(place, name));
      hash.update(`${source}/${name}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} file
 * @param {string} stamp
 */
async function hasStamp(file, stamp) {
  return (await readFile(file, 'utf8').catch(() => '')) === stamp;
}
