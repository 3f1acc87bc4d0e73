import { fail, type Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { TaskOptions } from './task-runner.ts';

/** The calls to a thread that it has not answered yet. */
export class ThreadCalls {
  readonly #clock: Clock;
  readonly #waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  #lastId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get count(): number {
    return this.#waiting.size;
  }

  /** `giveUp` hears of a call that took too long or that its caller aborted; it finishes that call, or more. */
  open(
    task: string,
    { timeoutMs, signal }: TaskOptions,
    giveUp: (id: number, fault: Outcome<never>) => void,
  ): { readonly id: number; readonly answer: Promise<Outcome<unknown>> } {
    const id = ++this.#lastId;
    const answer = new Promise<Outcome<unknown>>((resolve) => {
      const onAbort = (): void => giveUp(id, fail('aborted', `${task} was aborted`));
      const cancelTimer = this.#clock.after(timeoutMs, () =>
        giveUp(id, fail('timeout', `${task} took longer than ${timeoutMs} ms`, { task })),
      );
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.set(id, (outcome) => {
        cancelTimer();
        signal?.removeEventListener('abort', onAbort);
        this.#waiting.delete(id);
        resolve(outcome);
      });
    });
    return { id, answer };
  }

  /** A call that was finished before is left alone. */
  finish(id: number, outcome: Outcome<unknown>): void {
    this.#waiting.get(id)?.(outcome);
  }

  finishAll(outcome: Outcome<unknown>): void {
    for (const finish of this.#waiting.values()) finish(outcome);
  }
}
