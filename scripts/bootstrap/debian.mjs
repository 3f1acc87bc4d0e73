import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from './machine.mjs';
import { replaceFolder } from './temporary-folder.mjs';

/** @import { Machine } from './machine.mjs' */

const askLimitMs = 30_000;
const updateLimitMs = 3 * 60_000;
const installLimitMs = 10 * 60_000;
const unpackLimitMs = 2 * 60_000;

/** Never unpacked privately: the loader needs the machine's own C library, and drivers of graphics cards are not used. */
const neverPrivate = /^(?:libc6|libc-bin|libcrypt1|dpkg|debconf.*|libllvm.*|libgl1-mesa-dri|mesa-.*)$/u;

/**
 * Debian's package manager, as far as this machine lets us use it. Packages are installed for the whole machine when we
 * are root or sudo asks for no password; else they are unpacked into a private folder, which needs no rights at all.
 */
export class Debian {
  #machine;
  #isListFresh = false;

  /** @param {Machine} machine */
  constructor(machine) {
    this.#machine = machine;
  }

  /** Whether this is a Debian-like machine. */
  get isHere() {
    const { platform } = this.#machine;
    return platform === 'linux' && ['apt-get', 'apt-cache', 'dpkg'].every((name) => this.#program(name) !== null);
  }

  /**
   * Whether packages may be installed for the whole machine.
   *
   * @returns {Promise<boolean>}
   */
  async mayInstall() {
    if (!this.isHere) return false;
    if (this.#machine.isRoot) return true;
    if (this.#program('sudo') === null) return false;
    const asked = await this.#machine.children.run('sudo', ['-n', 'true'], { timeoutMs: askLimitMs });
    return asked.isDone;
  }

  /**
   * Installs packages for the whole machine.
   *
   * @param {readonly (readonly string[])[]} choices for each package its names on different releases
   * @returns {Promise<void>}
   * @throws with the reason
   */
  async install(choices) {
    await this.#refreshList();
    const names = await this.choose(choices);
    const args = ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...names];
    const installed = await this.#asRoot('apt-get', args, installLimitMs);
    if (!installed.isDone) throw new Error(`${names.join(' ')} could not be installed: ${installed.problem}`);
  }

  /**
   * Unpacks packages and what they depend on into `target`, changing nothing of the machine.
   *
   * @param {readonly (readonly string[])[]} choices
   * @param {string} target replaced as a whole
   * @returns {Promise<void>}
   * @throws with the reason
   */
  async unpack(choices, target) {
    if (await this.mayInstall()) await this.#refreshList();
    const names = await this.choose(choices);
    const wanted = (await this.#dependencies(names)).filter((name) => !neverPrivate.test(name));
    await replaceFolder(target, async (folder) => {
      const { children, env } = this.#machine;
      const options = { timeoutMs: installLimitMs, cwd: folder, env };
      const fetched = await children.run('apt-get', ['download', '-q', ...wanted], options);
      if (!fetched.isDone) throw new Error(`${names.join(' ')} could not be downloaded: ${fetched.problem}`);
      for (const archive of (await readdir(folder)).filter((file) => file.endsWith('.deb'))) {
        const place = join(folder, archive);
        const unpacked = await children.run('dpkg', ['-x', place, folder], { timeoutMs: unpackLimitMs });
        if (!unpacked.isDone) throw new Error(`${archive} could not be unpacked: ${unpacked.problem}`);
        await children.run('rm', ['-f', place], { timeoutMs: askLimitMs });
      }
    });
  }

  /**
   * Picks for each package the name that this release has.
   *
   * @param {readonly (readonly string[])[]} choices
   * @returns {Promise<readonly string[]>}
   */
  async choose(choices) {
    const names = [...new Set(choices.flat())];
    const asked = await this.#machine.children.run('apt-cache', ['policy', ...names], { timeoutMs: askLimitMs });
    return chooseNames(choices, parseCandidates(asked.stdout));
  }

  /**
   * @param {readonly string[]} names
   * @returns {Promise<readonly string[]>} these packages and all that they need
   */
  async #dependencies(names) {
    const kinds = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'];
    const args = ['depends', '--recurse', ...kinds.map((kind) => `--no-${kind}`), ...names];
    const asked = await this.#machine.children.run('apt-cache', args, { timeoutMs: askLimitMs });
    if (!asked.isDone) throw new Error(`${names.join(' ')}: ${asked.problem}`);
    return parseDependencies(asked.stdout);
  }

  async #refreshList() {
    if (this.#isListFresh) return;
    this.#isListFresh = true;
    await this.#asRoot('apt-get', ['update', '-q', '-o', 'Acquire::Retries=2'], updateLimitMs);
  }

  /**
   * @param {string} program
   * @param {readonly string[]} args
   * @param {number} timeoutMs
   */
  #asRoot(program, args, timeoutMs) {
    const { isRoot, children, env } = this.#machine;
    const quiet = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
    if (isRoot) return children.run(program, args, { timeoutMs, env: quiet });
    return children.run('sudo', ['-n', 'DEBIAN_FRONTEND=noninteractive', program, ...args], { timeoutMs, env });
  }

  /** @param {string} name */
  #program(name) {
    return findProgram(this.#machine, name);
  }
}

/**
 * Reads `apt-cache policy`.
 *
 * @param {string} text
 * @returns {ReadonlySet<string>} the packages that can be installed
 */
export function parseCandidates(text) {
  /** @type {Set<string>} */
  const available = new Set();
  let name = '';
  for (const line of text.split('\n')) {
    if (/^\S+:$/u.test(line)) name = line.slice(0, -1);
    const candidate = /^ {2}\S+: (.+)$/u.exec(line);
    if (candidate !== null && line.trimStart().startsWith('Candidate') && candidate[1] !== '(none)')
      available.add(name);
  }
  return available;
}

/**
 * @param {readonly (readonly string[])[]} choices for each package its names, the newer release's first
 * @param {ReadonlySet<string>} available
 * @returns {readonly string[]} one name each; the last one where none is known, so that apt's own message names it
 */
export function chooseNames(choices, available) {
  const names = choices.map((choice) => choice.find((name) => available.has(name)) ?? choice.at(-1) ?? '');
  return [...new Set(names)].filter((name) => name !== '');
}

/**
 * Reads `apt-cache depends --recurse`: each package stands at the start of a line, its relations are indented, virtual
 * packages are in angle brackets.
 *
 * @param {string} text
 * @returns {readonly string[]}
 */
export function parseDependencies(text) {
  const names = text.split('\n').filter((line) => /^[a-z0-9]/u.test(line));
  return [...new Set(names.map((line) => line.trim().replace(/:.*$/u, '')))];
}
