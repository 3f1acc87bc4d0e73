import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Reply } from './task-loop.ts';
import type { TaskOptions, TaskRunner } from './task-runner.ts';
import { TaskThread } from './task-thread.ts';
import { ThreadCalls } from './thread-calls.ts';

export interface TaskWorkerOptions {
  readonly workerFile: URL;
  readonly file: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long the thread is kept without a task, for work that is dear to get ready for; left out, not at all. */
  readonly idleMs?: number;
}

interface Task {
  readonly id: number;
  readonly task: string;
  readonly input: unknown;
  readonly timeoutMs: number;
}

/**
 * The one thread for work over many rows. It is started by the first task and ended when none is left, so that an
 * idle console pays nothing for it. Tasks run one after the other, and never two at a time: the next thread starts when the one before
 * is gone, and a task that its caller gave up comes to its end before the next one begins.
 */
export class TaskWorker implements TaskRunner, Disposable {
  readonly #options: TaskWorkerOptions;
  readonly #calls: ThreadCalls;
  /** Those that the thread was not given yet. */
  #waiting: readonly Task[] = [];
  #running: Task | null = null;
  #thread: TaskThread | null = null;
  #ending: Promise<void> | null = null;
  /** Cancels what ends the thread later: it has nothing to do, or works for nobody. */
  #cancelEnd: (() => void) | null = null;
  #isDisposed = false;

  /** `file` is the open database; `workerFile` the entry that calls `serveTasks`. */
  constructor(options: TaskWorkerOptions) {
    this.#options = options;
    this.#calls = new ThreadCalls(options.clock);
  }

  /**
   * Runs the named task and answers its result, untrusted. `internal`: the task threw, or the thread died over it. After `aborted`
   * a task that was begun may still be done; `timeout` ends the thread that it runs in. Whatever else waits keeps its turn.
   */
  run(task: string, options: TaskOptions): Promise<Outcome<unknown>> {
    if (this.#isDisposed || options.signal?.aborted) return Promise.resolve(fail('aborted', `${task} was not started`));
    const { id, answer } = this.#calls.open(task, options, (givenUp, fault) => this.#giveUp(givenUp, fault));
    this.#waiting = [...this.#waiting, { id, task, input: options.input, timeoutMs: options.timeoutMs }];
    this.#goOn();
    return answer;
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#waiting = [];
    this.#calls.finishAll(fail('aborted', 'the console is shutting down'));
    this.#end();
    await this.#ending;
  }

  #goOn(): void {
    if (this.#running !== null || this.#ending !== null) return;
    const [task, ...others] = this.#waiting;
    if (task === undefined) return this.#endSoon();
    this.#cancelEnd?.();
    this.#waiting = others;
    this.#thread ??= this.#start();
    this.#thread.tell({ kind: 'task', id: task.id, task: task.task, input: task.input });
    this.#running = task;
  }

  #start(): TaskThread {
    const { workerFile, file, clock, logger } = this.#options;
    const thread: TaskThread = new TaskThread({
      workerFile,
      file,
      clock,
      logger,
      onReply: (reply) => this.#receive(reply),
      onExit: () => {
        if (this.#thread === thread) this.#lose();
      },
    });
    return thread;
  }

  #receive(reply: Reply): void {
    if (reply.failure !== null) this.#options.logger.error('store-task-failed', { failure: reply.failure });
    const outcome = reply.isDone ? succeed(reply.result) : fail('internal', 'the store worker could not do its task');
    this.#calls.finish(reply.id, outcome);
    if (this.#running?.id !== reply.id) return;
    this.#running = null;
    this.#cancelEnd?.();
    this.#goOn();
  }

  #giveUp(id: number, fault: Outcome<never>): void {
    this.#waiting = this.#waiting.filter((task) => task.id !== id);
    this.#calls.finish(id, fault);
    if (this.#running?.id !== id) return;
    if (!fault.ok && fault.error.code === 'timeout') return this.#end();
    this.#cancelEnd = this.#options.clock.after(this.#running.timeoutMs, () => this.#end());
  }

  #endSoon(): void {
    const { idleMs = 0, clock } = this.#options;
    this.#cancelEnd?.();
    if (this.#thread === null) return;
    if (idleMs === 0) return this.#end();
    this.#cancelEnd = clock.after(idleMs, () => this.#end());
  }

  #end(): void {
    const thread = this.#thread;
    this.#thread = null;
    this.#cancelEnd?.();
    if (thread === null) return;
    this.#ending = thread.end().finally(() => {
      this.#ending = null;
      this.#running = null;
      this.#goOn();
    });
  }

  /** It ended by itself; what it was at is lost with it. */
  #lose(): void {
    const lost = this.#running;
    this.#thread = null;
    this.#running = null;
    this.#cancelEnd?.();
    if (lost !== null) this.#calls.finish(lost.id, fail('internal', 'the store worker ended by itself'));
    this.#goOn();
  }
}
