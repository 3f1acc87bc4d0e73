import { readFileSync } from 'node:fs';

const beatMs = 5;

/**
 * Watches the main loop of this very process: the longest time in which it did not come round. A beat that is late
 * because other programs had the cores is no block, where the kernel tells so.
 */
export class LoopWatch {
  readonly #timer: NodeJS.Timeout;
  #beatAt = performance.now();
  #queuedMs = readQueuedMs();
  #worstMs = 0;

  constructor() {
    this.#timer = setInterval(() => this.#beat(), beatMs);
  }

  /** Ends the watch; answers the longest block in ms. */
  end(): number {
    this.#beat();
    clearInterval(this.#timer);
    return this.#worstMs;
  }

  #beat(): void {
    const queuedMs = readQueuedMs();
    const lateMs = performance.now() - this.#beatAt - beatMs - (queuedMs - this.#queuedMs);
    this.#worstMs = Math.max(this.#worstMs, lateMs);
    this.#queuedMs = readQueuedMs();
    this.#beatAt = performance.now();
  }
}

/** How long this thread has stood in the queue for a core since it began; 0 where the kernel does not say. */
function readQueuedMs(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
