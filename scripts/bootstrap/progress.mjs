import process from 'node:process';

/** @import { Text } from './machine.mjs' */

const heartbeatMs = 10_000;

/** Tells in both languages, one line a time, what the bootstrap is doing. Writes to stderr: stdout is the console's. */
export class Progress {
  /** @type {(line: string) => void} */
  #write;

  /** @param {(line: string) => void} [write] */
  constructor(write = (line) => void process.stderr.write(`${line}\n`)) {
    this.#write = write;
  }

  /** @param {Text} text */
  say(text) {
    this.#write(`  · ${inBoth(text)}`);
  }

  /** @param {Text} text */
  warn(text) {
    this.#write(`  ! ${inBoth(text)}`);
  }

  /**
   * Runs `task` under a headline; says every ten seconds that it still runs, and how long it took.
   *
   * @template T
   * @param {Text} text
   * @param {() => Promise<T>} task
   * @returns {Promise<T>}
   */
  async during(text, task) {
    const startedAt = performance.now();
    const seconds = () => Math.round((performance.now() - startedAt) / 1000);
    this.#write(`> ${inBoth(text)}`);
    const timer = setInterval(() => this.#write(`  … ${seconds()} s`), heartbeatMs);
    try {
      return await task();
    } finally {
      clearInterval(timer);
      this.#write(`  = ${seconds()} s`);
    }
  }
}

/**
 * @param {Text} text
 * @returns {string}
 */
export function inBoth({ zh, en }) {
  return zh === en ? zh : `${zh} / ${en}`;
}
