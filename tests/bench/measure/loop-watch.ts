import { readFileSync } from 'node:fs';

const beatMs = 5;

/** The longest times in which a main loop did not come round. */
export interface LoopBlocks {
  /** Whatever it did: `workMs` and `waitMs` of the same time. */
  readonly blockMs: number;
  /** On a core: its own work. */
  readonly workMs: number;
  /** Inside a call that waited, for the disk above all. */
  readonly waitMs: number;
  /** With the time in which it would have gone on and no core was free. */
  readonly lateMs: number;
}

/**
 * Watches the main loop of this very process. A beat that is late because other programs had the cores is no block,
 * where the kernel tells so; where it does not, all lateness counts as work.
 */
export class LoopWatch {
  readonly #timer: NodeJS.Timeout;
  #beatAt = performance.now();
  #thread = readThread();
  #blockMs = 0;
  #workMs = 0;
  #waitMs = 0;
  #lateMs = 0;

  constructor() {
    this.#timer = setInterval(() => this.#beat(), beatMs);
  }

  end(): LoopBlocks {
    this.#beat();
    clearInterval(this.#timer);
    return { blockMs: this.#blockMs, workMs: this.#workMs, waitMs: this.#waitMs, lateMs: this.#lateMs };
  }

  #beat(): void {
    const thread = readThread();
    const lateMs = performance.now() - this.#beatAt - beatMs;
    const runMs = thread === null || this.#thread === null ? lateMs : thread.runMs - this.#thread.runMs;
    const queuedMs = thread === null || this.#thread === null ? 0 : thread.queuedMs - this.#thread.queuedMs;
    const workMs = Math.min(lateMs, runMs);
    this.#lateMs = Math.max(this.#lateMs, lateMs);
    this.#blockMs = Math.max(this.#blockMs, workMs, lateMs - queuedMs);
    this.#workMs = Math.max(this.#workMs, workMs);
    this.#waitMs = Math.max(this.#waitMs, lateMs - queuedMs - runMs);
    this.#thread = readThread();
    this.#beatAt = performance.now();
  }
}

/** Keeps this thread on a core for so long. */
export function workFor(ms: number): void {
  const startedMs = spentMs();
  while (spentMs() - startedMs < ms);
}

function spentMs(): number {
  return readThread()?.runMs ?? performance.now();
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
