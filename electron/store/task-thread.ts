import { Worker } from 'node:worker_threads';
import { pause, type Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { replySchema, type Reply, type Request } from './task-loop.ts';
import type { ThreadStart } from './thread-start.ts';

export interface TaskThreadOptions {
  readonly workerFile: URL;
  readonly file: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onReply: (reply: Reply) => void;
  /** It is gone, whether it was told to end or not. */
  readonly onExit: () => void;
}

/** A thread that has not come to its end by then is ended from outside. */
const closeLimitMs = 2_000;

/**
 * A thread that is told to close its database and ends by itself: one that is torn down while it opens or reads a database can take
 * the whole process with it.
 */
export class TaskThread {
  readonly #options: TaskThreadOptions;
  readonly #worker: Worker;
  readonly #gone: Promise<void>;
  #isGone = false;

  constructor(options: TaskThreadOptions) {
    this.#options = options;
    const { workerFile, file, logger, onReply, onExit } = options;
    const workerData: ThreadStart = { file, database: null };
    this.#worker = new Worker(workerFile, { workerData });
    this.#worker.on('message', (message: unknown) => onReply(replySchema.parse(message)));
    this.#worker.on('error', (cause) => logger.error('store-worker-failed', {}, cause));
    this.#gone = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#isGone = true;
        resolve();
        onExit();
      });
    });
  }

  tell(request: Request): void {
    this.#worker.postMessage(request);
  }

  /** Resolves when it is gone. */
  async end(): Promise<void> {
    if (this.#isGone) return;
    const { clock, logger } = this.#options;
    const waited = new AbortController();
    this.tell({ kind: 'close' });
    await Promise.race([this.#gone, pause(clock, closeLimitMs, waited.signal)]);
    waited.abort();
    if (this.#isGone) return;
    await this.#worker.terminate().catch((cause: unknown) => logger.error('store-worker-not-ended', {}, cause));
  }
}
