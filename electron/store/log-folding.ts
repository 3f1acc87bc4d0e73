import { statSync } from 'node:fs';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { StoreTask } from './task-loop.ts';
import type { TaskWorker } from './task-worker.ts';

/** The name under which the worker's entry offers `foldLog`. */
export const foldTask = 'store.foldLog';

/** The worker's side: brings the database's log into its file, while the console goes on writing. */
export const foldLog: StoreTask = (store) => store.foldLog();

export interface LogFoldingDeps {
  readonly file: string;
  readonly worker: TaskWorker;
  /** The machine's. */
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Each new beginning of the log waits for the disk once, so it is let grow to what reading it does not feel. */
const foldFromBytes = 12 * 1024 * 1024;
const lookEveryMs = 5_000;
const timeoutMs = 60_000;

/**
 * Folds the write-ahead log into the database from the worker thread before SQLite would do it in the middle of a write:
 * that waits for the disk, for seconds on a busy one, and the main loop with it. Where this fails, SQLite's own folding
 * at `logPagesMax` (see `openStore`) is what is left.
 */
export class LogFolding implements Disposable {
  readonly #deps: LogFoldingDeps;
  #cancel: () => void;

  constructor(deps: LogFoldingDeps) {
    this.#deps = deps;
    this.#cancel = this.#plan();
  }

  dispose(): void {
    this.#cancel();
  }

  #plan(): () => void {
    return this.#deps.clock.after(lookEveryMs, () => void this.#look());
  }

  async #look(): Promise<void> {
    const { file, worker, logger } = this.#deps;
    let isDisposed = false;
    this.#cancel = () => {
      isDisposed = true;
    };
    if (bytesOf(`${file}-wal`) >= foldFromBytes) {
      const done = await worker.run(foldTask, { timeoutMs });
      if (!done.ok && done.error.code !== 'aborted') logger.warn('log-not-folded', { code: done.error.code });
    }
    if (!isDisposed) this.#cancel = this.#plan();
  }
}

function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
