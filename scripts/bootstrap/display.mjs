import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { findProgram, isExecutable } from './machine.mjs';
import { libraryPath, privateTree } from './private-tree.mjs';

/** @import { ChildProcess } from 'node:child_process' */
/** @import { Debian } from './debian.mjs' */
/** @import { Finding, Machine } from './machine.mjs' */

const startLimitMs = 20_000;
const answerLimitMs = 2000;
const askLimitMs = 10_000;
const screen = '1600x1000x24';

/**
 * A display that Electron can draw on.
 *
 * @typedef {object} Display
 * @property {NodeJS.ProcessEnv} env what a program needs in its environment to draw there
 * @property {readonly string[]} flags what Electron needs on its command line
 * @property {boolean} isVirtual nobody sees it
 * @property {() => Promise<void>} close ends a virtual one
 */

/**
 * The operator's own display.
 *
 * @param {Machine} machine
 * @returns {Promise<Display | null>} null when there is none that answers
 */
export async function findOwnDisplay({ env, platform, hidden }) {
  const own = { env: {}, isVirtual: false, flags: /** @type {readonly string[]} */ ([]), close: async () => undefined };
  if (platform !== 'linux') return own;
  if (hidden.has('display')) return null;
  const local = /^:(\d+)(?:\.\d+)?$/u.exec(env['DISPLAY'] ?? '')?.[1];
  if (local !== undefined && (await isAnswering(`/tmp/.X11-unix/X${local}`))) return own;
  if (local === undefined && (env['DISPLAY'] ?? '') !== '') return own;
  const isWayland = (env['WAYLAND_DISPLAY'] ?? '') !== '' && (env['XDG_RUNTIME_DIR'] ?? '') !== '';
  return isWayland ? { ...own, flags: ['--ozone-platform-hint=auto'] } : null;
}

/**
 * Where Xvfb is, and what it needs to run from a private folder.
 *
 * @param {Machine} machine
 * @returns {{ program: string, args: readonly string[], env: NodeJS.ProcessEnv } | null}
 */
function findXvfbProgram(machine) {
  const tree = privateTree(machine, 'xvfb');
  const program = join(tree, 'usr/bin/Xvfb');
  if (isExecutable(program)) {
    const keyboards = join(tree, 'usr/share/X11/xkb');
    return { program, args: ['-xkbdir', keyboards], env: { LD_LIBRARY_PATH: libraryPath(machine, tree) } };
  }
  const installed = machine.hidden.has('xvfb') ? null : findProgram(machine, 'Xvfb');
  return installed === null ? null : { program: installed, args: [], env: {} };
}

/**
 * @param {Machine} machine
 * @returns {Promise<Finding>}
 */
export async function findXvfb(machine) {
  const xvfb = findXvfbProgram(machine);
  if (xvfb !== null) {
    const options = { timeoutMs: askLimitMs, env: { ...machine.env, ...xvfb.env } };
    const asked = await machine.children.run(xvfb.program, ['-help'], options);
    if (asked.isDone) return { isFound: true, version: 'Xvfb', detail: xvfb.program };
  }
  return {
    isFound: false,
    problem: { zh: '没有显示器，也没有 Xvfb', en: 'there is neither a display nor Xvfb' },
    remedy: { zh: '运行 sudo apt-get install xvfb', en: 'run sudo apt-get install xvfb' },
  };
}

/**
 * Installs Xvfb. Unpacked privately it still needs the machine's `/usr/bin/xkbcomp`, a path that is built into it.
 *
 * @param {Machine} machine
 * @param {Debian} debian
 * @returns {Promise<void>}
 * @throws with the reason
 */
export async function provideXvfb(machine, debian) {
  if (!machine.hidden.has('xvfb') && (await debian.mayInstall())) return debian.install([['xvfb']]);
  if (!debian.isHere) throw new Error('this system has no apt');
  if (!existsSync('/usr/bin/xkbcomp')) throw new Error('Xvfb needs /usr/bin/xkbcomp, which only root can install');
  return debian.unpack([['xvfb']], privateTree(machine, 'xvfb'));
}

/**
 * Starts Xvfb on a display number that it finds free itself and waits until it says that it listens.
 *
 * @param {Machine} machine
 * @returns {Promise<Display>}
 * @throws with what Xvfb said when it does not start
 */
export async function startVirtualDisplay(machine) {
  const xvfb = findXvfbProgram(machine);
  if (xvfb === null) throw new Error('Xvfb is missing');
  const args = [...xvfb.args, '-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'];
  const child = machine.children.start(xvfb.program, args, {
    env: { ...machine.env, ...xvfb.env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  try {
    const number = await readDisplayNumber(child);
    return {
      env: { DISPLAY: `:${number}`, WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: 'x11' },
      flags: [],
      isVirtual: true,
      close: () => machine.children.stop(child),
    };
  } catch (error) {
    await machine.children.stop(child);
    throw error;
  }
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<string>} the number that Xvfb writes on its descriptor 3 once it listens
 */
async function readDisplayNumber(child) {
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => (complaint = `${complaint}${String(text)}`.slice(-2000)));
  const numbers = child.stdio[3];
  if (numbers === null || numbers === undefined) throw new Error('Xvfb has no descriptor for its display number');
  const limit = AbortSignal.timeout(startLimitMs);
  const ended = once(child, 'exit', { signal: limit });
  ended.catch(() => undefined);
  /** @type {readonly unknown[]} */
  const said = await Promise.race([once(numbers, 'data', { signal: limit }), ended]);
  const number = /^\d+/u.exec(String(said[0]))?.[0];
  if (number === undefined || child.exitCode !== null) throw new Error(`Xvfb did not start: ${complaint.trim()}`);
  return number;
}

/**
 * @param {string} socketPath
 * @returns {Promise<boolean>} whether somebody listens there
 */
function isAnswering(socketPath) {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    /** @param {boolean} isLive */
    const settle = (isLive) => {
      socket.destroy();
      resolve(isLive);
    };
    socket.setTimeout(answerLimitMs, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
