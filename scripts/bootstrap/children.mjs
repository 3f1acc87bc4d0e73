import { spawn } from 'node:child_process';
import process from 'node:process';

/** @import { ChildProcess, SpawnOptions } from 'node:child_process' */

/**
 * @typedef {object} CommandOptions
 * @property {number} timeoutMs after this the program and everything it started is ended
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {boolean} [isShown] its output goes to the terminal as well
 */

/**
 * @typedef {object} CommandResult
 * @property {boolean} isDone it ended by itself with exit code 0
 * @property {number | null} exitCode null when it never started or was ended
 * @property {string} stdout
 * @property {string} stderr
 * @property {string} problem why it is not done, in one line; empty when it is
 */

const stopGraceMs = 8000;

/**
 * Every host program that the scripts run. Each leads a process group of its own, so that ending it ends what it
 * started; `stopAll` leaves none behind.
 */
export class Children {
  /** @type {Set<ChildProcess>} */
  #running = new Set();
  #isStopping = false;

  /**
   * Starts a long-running program. The caller listens to it; `stop` or `stopAll` ends it.
   *
   * @param {string} program
   * @param {readonly string[]} args
   * @param {SpawnOptions} options
   * @returns {ChildProcess}
   */
  start(program, args, options) {
    if (this.#isStopping) throw new Error(`${program} was not started: the scripts are being stopped`);
    const child = spawn(program, args, { ...options, detached: process.platform !== 'win32', shell: false });
    this.#running.add(child);
    child.once('error', () => this.#running.delete(child));
    return child;
  }

  /**
   * Runs a program to its end. Never rejects: a program that is missing, fails or takes too long is a result.
   *
   * @param {string} program
   * @param {readonly string[]} args
   * @param {CommandOptions} options
   * @returns {Promise<CommandResult>}
   */
  run(program, args, { timeoutMs, env, cwd, isShown = false }) {
    return new Promise((resolve) => {
      const output = { stdout: '', stderr: '' };
      /** @type {(name: 'stdout' | 'stderr', text: string) => void} */
      const collect = (name, text) => {
        output[name] += text;
        if (isShown) process[name].write(text);
      };
      let isTimedOut = false;
      const child = this.start(program, args, {
        env: { ...(env ?? process.env), ...(isShown && process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
        ...(cwd === undefined ? {} : { cwd }),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const timer = setTimeout(() => {
        isTimedOut = true;
        void this.stop(child);
      }, timeoutMs);
      child.stdout?.setEncoding('utf8').on('data', (text) => collect('stdout', String(text)));
      child.stderr?.setEncoding('utf8').on('data', (text) => collect('stderr', String(text)));
      /** @param {number | null} exitCode @param {string} problem */
      const settle = (exitCode, problem) => {
        clearTimeout(timer);
        resolve({ ...output, exitCode, isDone: problem === '', problem });
      };
      child.once('error', (error) => settle(null, `${program}: ${error.message}`));
      child.once('close', (exitCode) => {
        if (isTimedOut) settle(null, `${program} took longer than ${Math.round(timeoutMs / 1000)} s`);
        else if (exitCode === 0) settle(0, '');
        else settle(exitCode, `${program} ended with ${exitCode ?? 'a signal'}: ${lastLine(output.stderr)}`);
        void this.stop(child);
      });
    });
  }

  /**
   * Ends a program and its whole group: asked first, killed after 8 seconds.
   *
   * @param {ChildProcess} child
   * @returns {Promise<void>}
   */
  async stop(child) {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (!hasEnded && child.pid !== undefined) {
      const ended = new Promise((resolve) => {
        child.once('exit', resolve);
      });
      child.kill('SIGTERM');
      const timer = setTimeout(() => killGroup(child), stopGraceMs);
      await ended;
      clearTimeout(timer);
    }
    killGroup(child);
    this.#running.delete(child);
  }

  /**
   * Ends everything that still runs, the last started first: a display outlives what draws on it. Nothing can be started
   * afterwards.
   */
  async stopAll() {
    this.#isStopping = true;
    for (const child of [...this.#running].toReversed()) await this.stop(child);
  }
}

/**
 * Kills what is left of a program's process group; one that has ended already is no error.
 *
 * @param {ChildProcess} child
 */
function killGroup(child) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ESRCH') throw error;
  }
}

/**
 * @param {string} text
 * @returns {string} the last line that says something
 */
function lastLine(text) {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}

/**
 * Ends everything and the process itself on Ctrl-C, SIGTERM or a closed terminal, with the exit code that a shell
 * expects (128 + signal).
 *
 * @param {Children} children
 */
export function stopOnSignals(children) {
  for (const [signal, number] of /** @type {const} */ ([
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ])) {
    process.once(signal, () => {
      void children.stopAll().finally(() => process.exit(128 + number));
    });
  }
}
