import { existsSync } from 'node:fs';
import { findProgram } from './machine.mjs';
import { packagesFor, parseMissing } from './library-packages.mjs';
import { libraryPath, privateTree } from './private-tree.mjs';

/** @import { Debian } from './debian.mjs' */
/** @import { Finding, Machine } from './machine.mjs' */

const askLimitMs = 20_000;

/**
 * @param {Machine} machine
 * @returns {NodeJS.ProcessEnv} the environment in which Electron finds libraries that were unpacked privately
 */
export function libraryEnv(machine) {
  const tree = privateTree(machine, 'libraries');
  if (!existsSync(tree)) return {};
  const inherited = machine.env['LD_LIBRARY_PATH'];
  return { LD_LIBRARY_PATH: [libraryPath(machine, tree), ...(inherited === undefined ? [] : [inherited])].join(':') };
}

/**
 * Asks the loader which of Electron's shared libraries this machine lacks.
 *
 * @param {Machine} machine
 * @param {string} executable
 * @returns {Promise<readonly string[]>} empty where there is no `ldd` to ask
 */
export async function findMissingLibraries(machine, executable) {
  if (machine.platform !== 'linux' || findProgram(machine, 'ldd') === null) return [];
  const env = { ...machine.env, ...libraryEnv(machine) };
  const asked = await machine.children.run('ldd', [executable], { timeoutMs: askLimitMs, env });
  return parseMissing(asked.stdout);
}

/**
 * Whether Electron's shared libraries are here.
 *
 * @param {Machine} machine
 * @param {string | null} executable null when there is no Electron yet
 * @returns {Promise<Finding>}
 */
export async function findLibraries(machine, executable) {
  if (executable === null) {
    const problem = { zh: '还没有 Electron，无法检查', en: 'cannot be checked before there is an Electron' };
    return { isFound: false, problem, remedy: { zh: '运行 npm start', en: 'run npm start' } };
  }
  const missing = await findMissingLibraries(machine, executable);
  if (missing.length > 0) return { isFound: false, ...describeMissing(missing) };
  return { isFound: true, version: '', detail: machine.platform === 'linux' ? 'ldd' : machine.platform };
}

/**
 * @param {readonly string[]} missing
 */
function describeMissing(missing) {
  const list = missing.join(' ');
  const names = packagesFor(missing)
    .choices.map((choice) => choice.at(-1))
    .join(' ');
  return {
    problem: { zh: `缺少系统库 ${list}`, en: `shared libraries are missing: ${list}` },
    remedy: {
      zh: names === '' ? '安装含这些库的软件包' : `运行 sudo apt-get install ${names}`,
      en: names === '' ? 'install the packages that hold them' : `run sudo apt-get install ${names}`,
    },
  };
}

/**
 * Installs the packages that hold Electron's missing libraries, or unpacks them privately.
 *
 * @param {Machine} machine
 * @param {Debian} debian
 * @param {string} executable
 * @returns {Promise<void>}
 * @throws with the reason
 */
export async function provideLibraries(machine, debian, executable) {
  const missing = await findMissingLibraries(machine, executable);
  const { choices, unknown } = packagesFor(missing);
  if (choices.length === 0) throw new Error(`no package is known for ${unknown.join(' ')}`);
  if (await debian.mayInstall()) await debian.install(choices);
  else if (debian.isHere) await debian.unpack(choices, privateTree(machine, 'libraries'));
  else throw new Error('this system has no apt');
}
