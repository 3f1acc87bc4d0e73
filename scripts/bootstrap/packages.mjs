import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { chooseNode } from './node-runtime.mjs';
import { npmCommand } from './npm.mjs';

/** @import { Finding, Machine } from './machine.mjs' */

/**
 * A lock file as far as the comparison needs it.
 *
 * @typedef {object} Lock
 * @property {Readonly<Record<string, { version?: string, optional?: boolean, integrity?: string }>>} packages
 */

const installLimitMs = 15 * 60_000;

/**
 * Compares what npm has put into node_modules (its own hidden lock file, written as the last act of an installation)
 * with the project's lock file.
 *
 * @param {Lock} locked
 * @param {Lock} installed
 * @returns {string | null} the first package that is missing, of another version or not locked; null when all is as
 * locked. Optional ones (binaries of single platforms) may be missing or unlocked
 */
export function findDifference(locked, installed) {
  for (const [place, wanted] of Object.entries(locked.packages)) {
    if (place === '') continue;
    const present = installed.packages[place];
    if (present === undefined && wanted.optional === true) continue;
    if (present?.version !== wanted.version || present?.integrity !== wanted.integrity) return place;
  }
  const isUnlocked = /** @param {string} place */ (place) =>
    locked.packages[place] === undefined && installed.packages[place]?.optional !== true;
  return Object.keys(installed.packages).find((place) => isUnlocked(place)) ?? null;
}

/**
 * @param {Machine} machine
 * @returns {Promise<Finding>}
 */
export async function findPackages({ root }) {
  const locked = await readLock(join(root, 'package-lock.json'));
  const installed = await readLock(join(root, 'node_modules', '.package-lock.json'));
  const remedy = { zh: '运行 npm start', en: 'run npm start' };
  if (locked === null) {
    return { isFound: false, problem: { zh: '缺少 package-lock.json', en: 'package-lock.json is missing' }, remedy };
  }
  if (installed === null) {
    return { isFound: false, problem: { zh: '尚未安装依赖', en: 'packages are not installed' }, remedy };
  }
  const difference = findDifference(locked, installed);
  if (difference !== null) {
    const name = difference.replace('node_modules/', '');
    return { isFound: false, problem: { zh: `依赖与锁文件不符：${name}`, en: `not as locked: ${name}` }, remedy };
  }
  const count = Object.keys(installed.packages).length;
  return { isFound: true, version: `${count}`, detail: join(root, 'node_modules') };
}

/**
 * Installs the packages as locked, without their install scripts. `npm ci` is too strict for it: it refuses a lock file
 * without the optional binaries of other platforms, which npm leaves out when a registry does not carry them.
 * `findPackages` compares the result with the lock file instead.
 *
 * @param {Machine} machine
 * @returns {Promise<void>}
 */
export async function providePackages(machine) {
  const node = chooseNode(machine);
  const { program, args } = npmCommand(machine, node);
  const path = `${dirname(node)}${delimiter}${machine.env['PATH'] ?? ''}`;
  const install = [...args, 'install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const installed = await machine.children.run(program, install, {
    timeoutMs: installLimitMs,
    cwd: machine.root,
    env: { ...machine.env, PATH: path },
  });
  if (!installed.isDone) throw new Error(`packages could not be installed: ${installed.problem}\n${installed.stderr}`);
}

/**
 * @param {string} file
 * @returns {Promise<Lock | null>} null when it is missing or not a lock file
 */
async function readLock(file) {
  try {
    /** @type {unknown} */
    const lock = JSON.parse(await readFile(file, 'utf8'));
    return isLock(lock) ? lock : null;
  } catch {
    return null;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Lock}
 */
function isLock(value) {
  return typeof value === 'object' && value !== null && 'packages' in value && typeof value.packages === 'object';
}
