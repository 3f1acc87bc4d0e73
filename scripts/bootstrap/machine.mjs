import { accessSync, constants, statSync } from 'node:fs';
import { dirname, join, delimiter, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Children } from './children.mjs';

/**
 * Something said in both languages of the console.
 *
 * @typedef {object} Text
 * @property {string} zh
 * @property {string} en
 */

/**
 * What a prerequisite turned out to be on this computer.
 *
 * @typedef {{ isFound: true, version: string, detail: string } | { isFound: false, problem: Text, remedy: Text }} Finding
 */

/**
 * The computer as the bootstrap sees it. `hidden` names what it must treat as missing although it may be there
 * (JIQUN_HIDE=adb,xvfb,display,electron,node,fonts): a first start can be tried on a furnished machine. What is fetched in its place
 * is private to the project (`.runtime/`); nothing of the machine is changed.
 *
 * @typedef {object} Machine
 * @property {string} root the project folder
 * @property {string} runtimeFolder where everything fetched for this project lies
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 * @property {ReadonlySet<string>} hidden
 * @property {string | null} adbPath the adb asked for on the command line or in JIQUN_ADB
 * @property {boolean} isRoot
 * @property {Children} children
 */

const hideable = new Set(['adb', 'xvfb', 'display', 'electron', 'node', 'fonts']);

/**
 * @param {{ env: NodeJS.ProcessEnv, adbPath?: string | null }} options
 * @returns {Machine}
 */
export function readMachine({ env, adbPath = null }) {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
  return {
    root,
    runtimeFolder: join(root, '.runtime'),
    env,
    platform: process.platform,
    arch: process.arch,
    hidden: readHidden(env['JIQUN_HIDE'] ?? ''),
    adbPath: adbPath ?? env['JIQUN_ADB'] ?? null,
    isRoot: process.getuid?.() === 0,
    children: new Children(),
  };
}

/**
 * Reads JIQUN_HIDE.
 *
 * @param {string} text names separated by commas
 * @returns {ReadonlySet<string>}
 * @throws when a name is not one that can be hidden, so that a typing mistake does not hide nothing
 */
export function readHidden(text) {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const unknown = names.find((name) => !hideable.has(name));
  if (unknown !== undefined) throw new Error(`JIQUN_HIDE: ${unknown} is none of ${[...hideable].join(', ')}`);
  return new Set(names);
}

/**
 * Finds a program on the PATH.
 *
 * @param {Machine} machine
 * @param {string} name without extension
 * @returns {string | null} its full path
 */
export function findProgram({ env, platform }, name) {
  const extensions = platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    for (const extension of folder === '' ? [] : extensions) {
      const file = join(folder, `${name}${extension}`);
      if (isExecutable(file)) return file;
    }
  }
  return null;
}

/**
 * @param {string} file
 * @returns {boolean} whether it is a file that may be run
 */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
