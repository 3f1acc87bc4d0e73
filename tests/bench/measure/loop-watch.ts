import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const beatMs = 5;

/** The longest times in which a main loop did not come round. */
export interface LoopBlocks {
  /** On a core: its own work. */
  readonly workMs: number;
  /** Inside a call that waited, for the disk above all. */
  readonly waitMs: number;
}

/**
 * Watches the main loop of this very process. A beat that is late because other programs had the cores is no block,
 * where the kernel tells so; where it does not, all lateness counts as work.
 */
export class LoopWatch {
  readonly #timer: NodeJS.Timeout;
  #beatAt = performance.now();
  #thread = readThread();
  #workMs = 0;
  #waitMs = 0;

  constructor() {
    this.#timer = setInterval(() => this.#beat(), beatMs);
  }

  end(): LoopBlocks {
    this.#beat();
    clearInterval(this.#timer);
    return { workMs: this.#workMs, waitMs: this.#waitMs };
  }

  #beat(): void {
    const thread = readThread();
    const lateMs = performance.now() - this.#beatAt - beatMs;
    const runMs = thread === null || this.#thread === null ? lateMs : thread.runMs - this.#thread.runMs;
    const queuedMs = thread === null || this.#thread === null ? 0 : thread.queuedMs - this.#thread.queuedMs;
    this.#workMs = Math.max(this.#workMs, Math.min(lateMs, runMs));
    this.#waitMs = Math.max(this.#waitMs, lateMs - queuedMs - runMs);
    this.#thread = readThread();
    this.#beatAt = performance.now();
  }
}

/** How long this thread has been on a core, and in the queue for one; null where the kernel does not say. */
function readThread(): { readonly runMs: number; readonly queuedMs: number } | null {
  try {
    const [runNs, queuedNs] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ').map(Number);
    return { runMs: (runNs ?? 0) / 1e6, queuedMs: (queuedNs ?? 0) / 1e6 };
  } catch {
    return null;
  }
}

const probes = 40;

/** The longest that this disk takes, as it is now, to write a page and say that it is there. */
export function slowestSyncMs(folder: string): number {
  const file = join(folder, 'sync-probe');
  const handle = openSync(file, 'w');
  let slowestMs = 0;
  try {
    for (let probe = 0; probe < probes; probe++) {
      const startedMs = performance.now();
      writeSync(handle, Buffer.alloc(4_096, probe));
      fsyncSync(handle);
      slowestMs = Math.max(slowestMs, performance.now() - startedMs);
    }
  } finally {
    closeSync(handle);
    rmSync(file);
  }
  return slowestMs;
}
