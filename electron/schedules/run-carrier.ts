import { fail, type Outcome } from '../contract/outcome.ts';
import type { TextParams } from '../contract/phones.ts';
import { runCodeSchema, type RunCode, type ScheduleRun } from '../contract/schedules.ts';
import { pause, type Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Store } from '../store/store.ts';
import type { RunEnd, RunStore } from './run-store.ts';
import type { ScheduleKinds } from './schedule-kind.ts';
import { windowEndAt } from './schedule-rule.ts';
import type { StoredSchedule } from './schedule-store.ts';

export interface RunCarrierDeps {
  readonly store: Store;
  readonly runs: RunStore;
  readonly kinds: ScheduleKinds;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  /** Told when a run is over and its line says so. */
  readonly onEnd: (scheduleId: number) => void;
}

interface Running {
  readonly runId: number;
  readonly stop: AbortController;
  readonly work: Promise<void>;
  /** How it ended, while the database has not taken that yet. */
  end: RunEnd | null;
}

/** How long the end of the console waits for runs that were told to stop. */
const drainMs = 2_000;

/** Carries runs out: written as begun before anything is done, and as over afterwards. One run of a schedule at a time. */
export class RunCarrier implements Disposable {
  readonly #deps: RunCarrierDeps;
  readonly #running = new Map<number, Running>();
  #isClosed = false;

  constructor(deps: RunCarrierDeps) {
    this.#deps = deps;
  }

  get isWorking(): boolean {
    return this.#running.size > 0;
  }

  isRunning(scheduleId: number): boolean {
    return this.#running.has(scheduleId);
  }

  isCarrying(runId: number): boolean {
    return [...this.#running.values()].some((running) => running.runId === runId);
  }

  /** Begins a claimed run. Where the database does not take that it began, nothing is done: fails as the store does. */
  begin(schedule: StoredSchedule, run: ScheduleRun, startedBy: string | null): Outcome<ScheduleRun> {
    const { store, runs, clock, logger } = this.#deps;
    const { scheduleId } = schedule;
    if (this.#running.has(scheduleId)) throw new Error(`schedule ${scheduleId} runs already`);
    const begun = store.write(() => {
      runs.begin(run, clock.now(), startedBy);
      return runs.get(run.runId);
    });
    if (!begun.ok) return begun;
    const stop = new AbortController();
    // In a turn of its own, so that the entry is there however soon the kind ends.
    const work = Promise.resolve()
      .then(() => this.#carryOut(schedule, begun.value, stop.signal))
      .catch((cause: unknown) => logger.error('schedule-run-broke', { runId: run.runId }, cause));
    this.#running.set(scheduleId, { runId: run.runId, stop, work, end: null });
    return begun;
  }

  /** Tries again to write the ends that the database did not take. */
  writeEnds(): void {
    for (const [scheduleId, running] of this.#running) {
      if (running.end !== null) this.#write(scheduleId, running, running.end);
    }
  }

  /** Tells the run of that schedule to stop, and why. */
  stop(scheduleId: number, code: RunCode): void {
    this.#running.get(scheduleId)?.stop.abort(code);
  }

  /** Stops what runs and waits for it a little; what does not end by then is `interrupted` at the next start. */
  async dispose(): Promise<void> {
    for (const { stop } of this.#running.values()) stop.abort('console-ended' satisfies RunCode);
    const drained = new AbortController();
    const works = Promise.all([...this.#running.values()].map(({ work }) => work));
    await Promise.race([works, pause(this.#deps.machineClock, drainMs, drained.signal)]);
    drained.abort();
    this.#isClosed = true;
  }

  async #carryOut(schedule: StoredSchedule, run: ScheduleRun, signal: AbortSignal): Promise<void> {
    const end = endOf(await this.#ask(schedule, run, signal), signal);
    const running = this.#running.get(schedule.scheduleId);
    if (running === undefined || this.#isClosed) return;
    running.end = end;
    this.#write(schedule.scheduleId, running, end);
  }

  /** What the kind answers; one that throws is a bug and does not keep other schedules from running. */
  async #ask(schedule: StoredSchedule, run: ScheduleRun, signal: AbortSignal): Promise<Outcome<TextParams> | null> {
    const { kinds, logger } = this.#deps;
    const kind = kinds.get(schedule.kind);
    if (kind === null) return null;
    if (signal.aborted) return fail('aborted', 'it was told to stop before it did anything');
    const note = {
      scheduleId: schedule.scheduleId,
      runId: run.runId,
      title: schedule.title,
      by: run.startedBy ?? schedule.createdBy,
      windowEndAt: windowEndAt(schedule, run.plannedAt),
    };
    try {
      return await kind.run(signal, run.plannedAt, note);
    } catch (failure) {
      logger.error('schedule-kind-threw', { kind: schedule.kind, runId: run.runId }, failure);
      return fail('internal', 'the kind of schedule failed unexpectedly');
    }
  }

  #write(scheduleId: number, { runId }: Running, end: RunEnd): void {
    const { store, runs, clock, onEnd } = this.#deps;
    const written = store.write(() => runs.end(runId, clock.now(), end));
    if (!written.ok) return;
    this.#running.delete(scheduleId);
    onEnd(scheduleId);
  }
}

/** The line's end; null stands for a kind that this console does not have. */
function endOf(result: Outcome<TextParams> | null, signal: AbortSignal): RunEnd {
  if (result === null) return { outcome: 'failed', code: 'kind-missing' };
  if (result.ok) return { outcome: 'done', code: null, detail: result.value };
  const { code, detail } = result.error;
  const stopped = runCodeSchema.safeParse(signal.reason);
  if (signal.aborted && stopped.success) return { outcome: 'interrupted', code: stopped.data };
  return detail === undefined ? { outcome: 'failed', code } : { outcome: 'failed', code, detail };
}
