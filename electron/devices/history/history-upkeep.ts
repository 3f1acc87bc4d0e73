import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { TaskRunner } from '../../store/task-runner.ts';
import { checkpointTask, tidyAnswerSchema, tidyTask, type TidyOrder } from './history-writer.ts';

export interface HistoryUpkeepDeps {
  readonly thread: TaskRunner;
  /** The desk's time. */
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
}

const tidyAfterMs = 1_000;
/** A power cut loses as much. */
const checkpointEveryMs = 60_000;
const pruneEveryMs = 3 * 3_600_000;
/** A clock that was just set may be set back: nothing is removed by it for a while. */
const steadyBeforePruneMs = 3_600_000;
const timeoutMs = 600_000;

/** Has the history's thread fill coarser buckets, remove old rows, and bring what it wrote safely to the disk. */
export class HistoryUpkeep implements Disposable {
  readonly #deps: HistoryUpkeepDeps;
  #isDisposed = false;
  #isPruneDue = false;
  #prunedMs: number;
  #cancelTidy: (() => void) | null = null;
  #cancelCheckpoint: () => void;

  constructor(deps: HistoryUpkeepDeps) {
    this.#deps = deps;
    this.#prunedMs = deps.clock.monotonic() - pruneEveryMs;
    this.#cancelCheckpoint = this.#planCheckpoint();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancelTidy?.();
    this.#cancelCheckpoint();
  }

  /** Asked for once a minute of the desk, whose clock has run for `steadyMs` without a jump. */
  tidy(steadyMs: number): void {
    const { clock, machineClock } = this.#deps;
    const ms = clock.monotonic();
    if (ms - this.#prunedMs >= pruneEveryMs && steadyMs >= steadyBeforePruneMs) {
      this.#prunedMs = ms;
      this.#isPruneDue = true;
    }
    this.#cancelTidy ??= machineClock.after(tidyAfterMs, () => void this.#tidyAll());
  }

  /** Step by step: between two of them the thread does what else is asked of it. */
  async #tidyAll(): Promise<void> {
    let hasMore = true;
    while (hasMore && !this.#isDisposed) hasMore = await this.#tidyStep();
    this.#cancelTidy = null;
  }

  async #tidyStep(): Promise<boolean> {
    const { thread, clock } = this.#deps;
    const input: TidyOrder = { now: clock.now(), isPruneDue: this.#isPruneDue };
    this.#isPruneDue = false;
    const tidied = await thread.run(tidyTask, { timeoutMs, input });
    if (tidied.ok) return tidyAnswerSchema.parse(tidied.value).hasMore;
    this.#tellRefusal('history-not-tidied', tidied.error.code);
    return false;
  }

  #planCheckpoint(): () => void {
    return this.#deps.machineClock.after(checkpointEveryMs, () => {
      this.#cancelCheckpoint = this.#planCheckpoint();
      void this.#checkpoint();
    });
  }

  async #checkpoint(): Promise<void> {
    const done = await this.#deps.thread.run(checkpointTask, { timeoutMs });
    if (!done.ok) this.#tellRefusal('history-not-safe', done.error.code);
  }

  #tellRefusal(event: string, code: string): void {
    if (code !== 'aborted') this.#deps.logger.warn(event, { code });
  }
}
