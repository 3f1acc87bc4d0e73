import type { Outcome } from '../contract/outcome.ts';

export interface TaskOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** What the task is to work on; must survive structured cloning. */
  readonly input?: unknown;
}

/** A thread that does named tasks. Answers are untrusted; `timeout`, `aborted` and `internal` (the task threw) are expected. */
export interface TaskRunner {
  run(task: string, options: TaskOptions): Promise<Outcome<unknown>>;
}
