import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

const beatMs = 5;
/** The number of this thread; empty where the kernel does not say. */
const own = nameThread();

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
 * where the kernel tells so: neither when this thread stood in the queue for one, nor when it waited for a thread of this
 * process that stood there. Where the kernel does not say, all lateness counts as work.
 */
export class LoopWatch {
  readonly #timer: NodeJS.Timeout;
  #beatAt = performance.now();
  #threads = readThreads();
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
    const lateMs = performance.now() - this.#beatAt - beatMs;
    const { workMs, waitMs } = share(lateMs, this.#threads, readThreads());
    this.#lateMs = Math.max(this.#lateMs, lateMs);
    this.#blockMs = Math.max(this.#blockMs, workMs + waitMs);
    this.#workMs = Math.max(this.#workMs, workMs);
    this.#waitMs = Math.max(this.#waitMs, waitMs);
    this.#threads = readThreads();
    this.#beatAt = performance.now();
  }
}

/** How long a thread has been on a core, and in the queue for one. */
interface ThreadTimes {
  readonly runMs: number;
  readonly queuedMs: number;
}

/** What a beat that is late by `lateMs` was late for. */
function share(
  lateMs: number,
  before: ReadonlyMap<string, ThreadTimes>,
  after: ReadonlyMap<string, ThreadTimes>,
): { readonly workMs: number; readonly waitMs: number } {
  const [from, to] = [before.get(own), after.get(own)];
  if (from === undefined || to === undefined) return { workMs: Math.max(0, lateMs), waitMs: 0 };
  const runMs = to.runMs - from.runMs;
  const others = [...after].filter(([thread]) => thread !== own);
  const queued = others.map(([thread, { queuedMs }]) => queuedMs - (before.get(thread)?.queuedMs ?? 0));
  const waitMs = lateMs - runMs - (to.queuedMs - from.queuedMs) - Math.max(0, ...queued);
  return { workMs: Math.max(0, Math.min(lateMs, runMs)), waitMs: Math.max(0, waitMs) };
}

/** Keeps this thread on a core for so long. */
export function workFor(ms: number): void {
  const startedMs = spentMs();
  while (spentMs() - startedMs < ms);
}

function spentMs(): number {
  return readThreads().get(own)?.runMs ?? performance.now();
}

/** Every thread of this process by its number; empty where the kernel does not say. */
function readThreads(): Map<string, ThreadTimes> {
  const threads = new Map<string, ThreadTimes>();
  for (const thread of readNames('/proc/self/task')) {
    const times = readTimes(`/proc/self/task/${thread}/schedstat`);
    if (times !== null) threads.set(thread, times);
  }
  return threads;
}

function nameThread(): string {
  try {
    return basename(readlinkSync('/proc/thread-self'));
  } catch {
    return '';
  }
}

function readTimes(file: string): ThreadTimes | null {
  try {
    const [runNs, queuedNs] = readFileSync(file, 'utf8').split(' ').map(Number);
    return { runMs: (runNs ?? 0) / 1e6, queuedMs: (queuedNs ?? 0) / 1e6 };
  } catch {
    return null; // The thread has ended meanwhile.
  }
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
