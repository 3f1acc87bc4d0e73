import { Worker } from 'node:worker_threads';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import { replySchema } from './task-loop.ts';

export interface TaskOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** What the task is to work on; must survive structured cloning. */
  readonly input?: unknown;
}

interface Waiting {
  readonly finish: (outcome: Outcome<unknown>) => void;
}

/**
 * The one thread for work over many rows. It is started by the first task and ended when none is left, so that an
 * idle console pays nothing for it. Tasks run one after the other.
 */
export class TaskWorker implements Disposable {
  readonly #options: {
    readonly workerFile: URL;
    readonly file: string;
    readonly clock: Clock;
    readonly logger: Logger;
  };
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;
  #isDisposed = false;

  /** `file` is the open database; `workerFile` the entry that calls `serveTasks`. */
  constructor(options: { workerFile: URL; file: string; clock: Clock; logger: Logger }) {
    this.#options = options;
  }

  /**
   * Runs the named task and answers its result, untrusted. `timeout`, `aborted` and `internal` (the task threw, the
   * thread died) end the thread together with whatever else was waiting in it.
   */
  run(task: string, options: TaskOptions): Promise<Outcome<unknown>> {
    if (this.#isDisposed || options.signal?.aborted) return Promise.resolve(fail('aborted', `${task} was not started`));
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const onAbort = (): void => this.#abandon(fail('aborted', `${task} was aborted`));
      const cancelTimer = this.#options.clock.after(options.timeoutMs, () =>
        this.#abandon(fail('timeout', `${task} took longer than ${options.timeoutMs} ms`, { task })),
      );
      const finish = (outcome: Outcome<unknown>): void => {
        cancelTimer();
        options.signal?.removeEventListener('abort', onAbort);
        this.#waiting.delete(id);
        resolve(outcome);
      };
      this.#waiting.set(id, { finish });
      options.signal?.addEventListener('abort', onAbort, { once: true });
      this.#worker ??= this.#start();
      this.#worker.postMessage({ id, task, input: options.input });
    });
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const worker = this.#worker;
    this.#abandon(fail('aborted', 'the console is shutting down'));
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#options.workerFile, { workerData: { file: this.#options.file } });
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
    this.#waiting.get(reply.id)?.finish(outcome);
    if (this.#waiting.size === 0) this.#end();
  }

  #abandon(outcome: Outcome<never>): void {
    this.#end();
    for (const { finish } of this.#waiting.values()) finish(outcome);
  }

  #end(): void {
    const worker = this.#worker;
    this.#worker = null;
    worker?.terminate().catch((cause: unknown) => this.#options.logger.error('store-worker-not-ended', {}, cause));
  }
}
