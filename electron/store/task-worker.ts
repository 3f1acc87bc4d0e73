import { Worker } from 'node:worker_threads';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import { replySchema } from './task-loop.ts';
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

/**
 * The one thread for work over many rows. It is started by the first task and ended when none is left, so that an
 * idle console pays nothing for it. Tasks run one after the other.
 */
export class TaskWorker implements TaskRunner, Disposable {
  readonly #options: TaskWorkerOptions;
  readonly #calls: ThreadCalls;
  #worker: Worker | null = null;
  #cancelEnd: (() => void) | null = null;
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
    this.#worker.postMessage({ id, task, input: options.input });
    return answer;
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const worker = this.#worker;
    this.#abandon(fail('aborted', 'the console is shutting down'));
    await worker?.terminate();
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
    worker?.terminate().catch((cause: unknown) => this.#options.logger.error('store-worker-not-ended', {}, cause));
  }
}
