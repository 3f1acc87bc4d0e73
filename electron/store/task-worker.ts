import { Worker } from 'node:worker_threads';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { pause, type Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import { replySchema, type Request } from './task-loop.ts';
import type { TaskOptions, TaskRunner } from './task-runner.ts';
import { ThreadCalls } from './thread-calls.ts';
import type { ThreadStart } from './thread-start.ts';

export interface TaskWorkerOptions {
  readonly workerFile: URL;
  readonly file: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long the thread is kept without a task, for work that is dear to get ready for; left out, not at all. */
  readonly idleMs?: number;
}

/** A thread that has not come to its end by then is ended from outside. */
const closeLimitMs = 2_000;

/**
 * The one thread for work over many rows. It is started by the first task and ended when none is left, so that an
 * idle console pays nothing for it. Tasks run one after the other. A thread is told to close its database and ends by itself: one that is
 * torn down while it opens or reads a database can take the whole process with it.
 */
export class TaskWorker implements TaskRunner, Disposable {
  readonly #options: TaskWorkerOptions;
  readonly #calls: ThreadCalls;
  #worker: Worker | null = null;
  #cancelEnd: (() => void) | null = null;
  readonly #endings = new Set<Promise<void>>();
  #isDisposed = false;

  /** `file` is the open database; `workerFile` the entry that calls `serveTasks`. */
  constructor(options: TaskWorkerOptions) {
    this.#options = options;
    this.#calls = new ThreadCalls(options.clock);
  }

  /**
   * Runs the named task and answers its result, untrusted. `timeout`, `aborted` and `internal` (the task threw, the
   * thread died) end the thread together with whatever else was waiting in it.
   */
  run(task: string, options: TaskOptions): Promise<Outcome<unknown>> {
    if (this.#isDisposed || options.signal?.aborted) return Promise.resolve(fail('aborted', `${task} was not started`));
    const { id, answer } = this.#calls.open(task, options, (_id, fault) => this.#abandon(fault));
    this.#cancelEnd?.();
    this.#worker ??= this.#start();
    tell(this.#worker, { kind: 'task', id, task, input: options.input });
    return answer;
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#abandon(fail('aborted', 'the console is shutting down'));
    await Promise.all(this.#endings);
  }

  #start(): Worker {
    const workerData: ThreadStart = { file: this.#options.file, database: null };
    const worker = new Worker(this.#options.workerFile, { workerData });
    worker.on('message', (message: unknown) => this.#receive(message));
    worker.on('error', (cause) => this.#options.logger.error('store-worker-failed', {}, cause));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#abandon(fail('internal', 'the store worker ended by itself'));
    });
    return worker;
  }

  #receive(message: unknown): void {
    const reply = replySchema.parse(message);
    if (reply.failure !== null) this.#options.logger.error('store-task-failed', { failure: reply.failure });
    const outcome = reply.isDone ? succeed(reply.result) : fail('internal', 'the store worker could not do its task');
    this.#calls.finish(reply.id, outcome);
    if (this.#calls.count === 0) this.#endSoon();
  }

  #endSoon(): void {
    const { idleMs = 0, clock } = this.#options;
    if (idleMs === 0) return this.#end();
    this.#cancelEnd = clock.after(idleMs, () => this.#end());
  }

  #abandon(outcome: Outcome<never>): void {
    this.#end();
    this.#calls.finishAll(outcome);
  }

  #end(): void {
    const worker = this.#worker;
    this.#worker = null;
    this.#cancelEnd?.();
    if (worker === null) return;
    const ending = this.#close(worker).finally(() => this.#endings.delete(ending));
    this.#endings.add(ending);
  }

  async #close(worker: Worker): Promise<void> {
    const { clock, logger } = this.#options;
    const waited = new AbortController();
    const closed = new Promise<boolean>((resolve) => {
      worker.once('exit', () => resolve(true));
    });
    tell(worker, { kind: 'close' });
    const isClosed = await Promise.race([closed, pause(clock, closeLimitMs, waited.signal).then(() => false)]);
    waited.abort();
    if (isClosed) return;
    await worker.terminate().catch((cause: unknown) => logger.error('store-worker-not-ended', {}, cause));
  }
}

function tell(worker: Worker, request: Request): void {
  worker.postMessage(request);
}
