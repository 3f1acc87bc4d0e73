import type { AuditPort } from '../audit/audit-log.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { ActLedger } from './gate.ts';
import type { JobBook } from './job-book.ts';
import { takeInInterrupted } from './job-recovery.ts';
import type { JobRunner } from './job-runner.ts';

/** Does something as soon as the desk's clock shows no guess any more; the returned function calls that off. */
export type WhenTimeKnown = (task: () => void) => () => void;

export interface JobStartDeps {
  readonly book: JobBook;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly runner: JobRunner;
  /** Left out: nobody counts. */
  readonly acts?: ActLedger;
  /** Left out: it never shows one. */
  readonly whenTimeKnown?: WhenTimeKnown;
}

const againMs = 5_000;

/** The way from the start of the console to the first row that begins. */
export class JobStart implements Disposable {
  readonly #deps: JobStartDeps;
  #cancel = (): void => undefined;
  #cancelWait = (): void => undefined;

  constructor(deps: JobStartDeps) {
    this.#deps = deps;
  }

  /**
   * Takes in what was cut short and lets the rest begin. An act that a person was shown counts as done by now: that moment is noted once it
   * is known.
   */
  begin(): void {
    const { book, whenTimeKnown } = this.#deps;
    if (whenTimeKnown === undefined || !book.attempts.hasShownAct()) return this.#takeIn();
    this.#cancelWait = whenTimeKnown(() => this.#takeIn());
  }

  dispose(): void {
    this.#cancelWait();
    this.#cancel();
  }

  #takeIn(): void {
    const { clock, machineClock, logger, runner } = this.#deps;
    const taken = takeInInterrupted(this.#deps, clock.now());
    if (taken.ok) return runner.start();
    // Nothing may begin before it is known what was cut short: with a full disk that is as soon as there is room.
    logger.error('jobs-not-started', { code: taken.error.code });
    this.#cancel = machineClock.after(againMs, () => this.#takeIn());
  }
}
