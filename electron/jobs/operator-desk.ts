import type { OperatorTask } from '../contract/jobs.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import type { PhoneLink } from '../devices/sessions/phone-link.ts';
import type { OperatorAnswer } from './job-kind.ts';

/** The phone of a task, held by its attempt. */
export interface TaskPhone {
  readonly link: PhoneLink;
  /** Fires when nobody waits for the operator any more. */
  readonly signal: AbortSignal;
}

interface Waiting {
  readonly task: OperatorTask;
  readonly phone: TaskPhone;
  readonly finish: (answer: OperatorAnswer) => void;
}

/** Acts that wait for a person: what each is, and the person's answer. Kept in memory: a restart looks and asks anew. */
export class OperatorDesk {
  readonly #waiting = new Map<number, Waiting>();
  readonly #changes: EventSource<null>;

  constructor(logger: Logger) {
    this.#changes = new EventSource(logger);
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(() => listener());
  }

  /** In the order of their plans, oldest job first: the way along the desk that the plan took. */
  tasks(): OperatorTask[] {
    return [...this.#waiting.values()].map(({ task }) => task).toSorted((left, right) => left.itemId - right.itemId);
  }

  /** The phone of a task that waits; null when it does not (any more). */
  phoneOf(attemptId: number): TaskPhone | null {
    return this.#waiting.get(attemptId)?.phone ?? null;
  }

  /** Shows the task until it is answered or the signal fires. One task per attempt at a time. */
  wait(task: OperatorTask, link: PhoneLink, signal: AbortSignal): Promise<OperatorAnswer> {
    if (signal.aborted) return Promise.resolve('aborted');
    return new Promise((resolve) => {
      const over = new AbortController();
      const giveUp = (): void => finish('aborted');
      const finish = (answer: OperatorAnswer): void => {
        signal.removeEventListener('abort', giveUp);
        if (!this.#waiting.delete(task.attemptId)) return;
        over.abort();
        this.#changes.emit(null);
        resolve(answer);
      };
      this.#waiting.set(task.attemptId, { task, phone: { link, signal: over.signal }, finish });
      signal.addEventListener('abort', giveUp, { once: true });
      this.#changes.emit(null);
    });
  }

  /** `job-item-not-found` when nobody waits for that answer (any more). */
  answer(attemptId: number, isDone: boolean): Outcome<null> {
    const waiting = this.#waiting.get(attemptId);
    if (waiting === undefined) return fail('job-item-not-found', 'nothing waits for this answer', { attemptId });
    waiting.finish(isDone ? 'committed' : 'given-up');
    return succeed(null);
  }
}
