import { Worker } from 'node:worker_threads';
import type { Restored } from '../contract/console.ts';
import { fail, type Outcome } from '../contract/outcome.ts';
import { pause, type Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import { reportSchema, type Order } from './database-messages.ts';
import type { TaskOptions, TaskRunner } from './task-runner.ts';
import { ThreadCalls } from './thread-calls.ts';
import type { ThreadStart } from './thread-start.ts';

export interface DatabaseThreadOptions {
  /** The entry that calls `serveDatabase`. */
  readonly workerFile: URL;
  /** Which database it is, for that entry. */
  readonly database: string;
  readonly file: string;
  /** The machine's. */
  readonly clock: Clock;
  readonly logger: Logger;
  /** The database was damaged, and mended. */
  readonly onRestored: (restored: Restored) => void;
}

const closeLimitMs = 3_000;

/**
 * A database in a file of its own, with a thread to itself: whoever asks it never waits for the disk. The thread starts with
 * the first task and stays; tasks run in the order in which they were given.
 */
export class DatabaseThread implements TaskRunner, Disposable {
  readonly #options: DatabaseThreadOptions;
  readonly #calls: ThreadCalls;
  #worker: Worker | null = null;
  #isDisposed = false;

  constructor(options: DatabaseThreadOptions) {
    this.#options = options;
    this.#calls = new ThreadCalls(options.clock);
  }

  /**
   * Fails as `openStore` does, with the faults of a `StoreError`, and with `timeout`, `aborted` and `internal`. After the first
   * two the task may still be done: nobody interrupts a write.
   */
  run(task: string, options: TaskOptions): Promise<Outcome<unknown>> {
    if (this.#isDisposed || options.signal?.aborted) return Promise.resolve(fail('aborted', `${task} was not started`));
    const { id, answer } = this.#calls.open(task, options, (late, fault) => this.#calls.finish(late, fault));
    this.#worker ??= this.#start();
    this.#order(this.#worker, { kind: 'task', id, task, input: options.input });
    return answer;
  }

  /** Lets the thread do what it was given and close its database; one that does not come to its end is ended. */
  async dispose(): Promise<void> {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    const worker = this.#worker;
    if (worker === null) return;
    const waited = new AbortController();
    const closed = new Promise<boolean>((resolve) => {
      worker.once('exit', () => resolve(true));
    });
    this.#order(worker, { kind: 'close' });
    const tooLong = pause(this.#options.clock, closeLimitMs, waited.signal).then(() => false);
    const isClosed = await Promise.race([closed, tooLong]);
    waited.abort();
    if (isClosed) return;
    this.#options.logger.error('database-thread-not-closed', { database: this.#options.database });
    await worker.terminate();
  }

  #order(worker: Worker, order: Order): void {
    worker.postMessage(order);
  }

  #start(): Worker {
    const { workerFile, file, database, logger } = this.#options;
    const workerData: ThreadStart = { file, database };
    const worker = new Worker(workerFile, { workerData });
    worker.on('message', (message: unknown) => this.#receive(message));
    worker.on('error', (cause) => logger.error('database-thread-failed', { database }, cause));
    worker.on('exit', () => {
      this.#worker = null;
      this.#calls.finishAll(fail('internal', 'the database thread ended by itself'));
    });
    return worker;
  }

  #receive(message: unknown): void {
    const report = reportSchema.parse(message);
    const { logger, onRestored } = this.#options;
    switch (report.kind) {
      case 'answer':
        this.#calls.finish(report.id, report.outcome);
        break;
      case 'log':
        logger[report.level](report.event, report.fields);
        break;
      case 'restored':
        onRestored(report.restored);
        break;
    }
  }
}
