import { open } from 'node:fs/promises';
import { readKernelLine, type KernelLine } from './kernel-line.ts';

/** What the kernel says of USB as it happens. */
export interface KernelLog {
  /** The lines since the last call; null where the log cannot be read. Never rejects. */
  readNew(now: number): Promise<readonly KernelLine[] | null>;
}

/** Where Linux systems with a syslog keep the kernel's lines; readable for some users only. */
export const kernelLogFiles = ['/var/log/kern.log', '/var/log/messages'] as const;

/** More than this at once is old news, of which the end is enough. */
const longestPart = 256 * 1024;

/** Follows the end of a log file. What stood in it before the first look is old and is passed over. */
export class KernelLogFile implements KernelLog {
  readonly #files: readonly string[];
  readonly #offsets = new Map<string, number>();

  constructor(files: readonly string[] = kernelLogFiles) {
    this.#files = files;
  }

  async readNew(now: number): Promise<readonly KernelLine[] | null> {
    for (const file of this.#files) {
      const text = await this.#readEnd(file).catch(() => null); // Missing or not permitted: the next one, or unknown.
      if (text === null) continue;
      return text
        .split('\n')
        .map((line) => readKernelLine(line, now))
        .filter((line) => line !== null);
    }
    return null;
  }

  /** Whole lines only: what is still being written is left for the next time. */
  async #readEnd(file: string): Promise<string> {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const known = this.#offsets.get(file);
      this.#offsets.set(file, size);
      if (known === undefined) return '';
      // Shorter than before: the log was rotated and begins anew.
      const start = Math.max(size < known ? 0 : known, size - longestPart);
      const bytes = Buffer.alloc(size - start);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      const text = bytes.toString('utf8', 0, bytesRead);
      const end = text.lastIndexOf('\n') + 1;
      this.#offsets.set(file, start + Buffer.byteLength(text.slice(0, end)));
      return text.slice(0, end);
    } finally {
      await handle.close();
    }
  }
}

/** Where there is no such log. */
export const unknownKernelLog: KernelLog = { readNew: () => Promise.resolve(null) };
