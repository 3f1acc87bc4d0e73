import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

/** @import { Readable } from 'node:stream' */
/** @import { Machine } from '../bootstrap/machine.mjs' */

const shownLines = 8;

/** What Chromium says on every machine without a system bus or a graphics card, and means nothing. */
const noise =
  /bus\.cc|object_proxy\.cc|viz_main_impl\.cc|gl_surface|vaapi_wrapper|command_buffer_proxy|gpu_process_host/u;

/**
 * Where Electron and Chromium write what concerns no operator.
 */
export class ElectronLog {
  #file;
  #stream;

  /** @param {string} file */
  constructor(file) {
    this.#file = file;
    this.#stream = createWriteStream(file);
  }

  /**
   * @param {Machine} machine
   * @returns {Promise<ElectronLog>}
   */
  static async open({ runtimeFolder }) {
    const folder = join(runtimeFolder, 'logs');
    await mkdir(folder, { recursive: true });
    return new ElectronLog(join(folder, 'electron.log'));
  }

  get file() {
    return this.#file;
  }

  /** @param {Readable | null} source its end is the log's */
  take(source) {
    source?.pipe(this.#stream);
  }

  /**
   * @returns {Promise<readonly string[]>} the last lines that may explain a failure
   */
  async explain() {
    await finished(this.#stream.end());
    return findComplaints(await readFile(this.#file, 'utf8'));
  }
}

/**
 * @param {string} text
 * @returns {readonly string[]} the last lines that are not known to mean nothing
 */
export function findComplaints(text) {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !noise.test(line))
    .slice(-shownLines);
}
