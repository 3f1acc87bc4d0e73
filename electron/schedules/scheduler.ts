import type { Outcome } from '../contract/outcome.ts';
import type { MissReason, RunCode, ScheduleRun } from '../contract/schedules.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Store } from '../store/store.ts';
import type { Obstacle } from './missed-runs.ts';
import { RunCarrier } from './run-carrier.ts';
import type { ScheduleBook, Settlement, Sight } from './schedule-book.ts';
import type { ScheduleKinds } from './schedule-kind.ts';
import type { StoredSchedule } from './schedule-store.ts';

export interface SchedulerDeps {
  readonly store: Store;
  readonly book: ScheduleBook;
  readonly kinds: ScheduleKinds;
  /** The desk's time: when what is planned comes. */
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  /** Told the id of a schedule that has other times, runs or questions than before. */
  readonly changes: EventSource<number>;
}

/** The longest that nobody looks at the clock, which may have been set meanwhile: no timer tells of that. */
const lookEveryMs = 60_000;
/** How soon what waits is looked at again. */
const againMs = 5_000;
/** A run that begins within this time is in time: a timer may be late, and looks are that far apart. */
const inTimeMs = 2 * lookEveryMs;

/**
 * Sees to it that what is planned runs: each planned time is claimed in the database before anything is done for it, and has
 * one line of the history in the end, whether it ran or not.
 */
export class Scheduler implements Disposable {
  readonly #deps: SchedulerDeps;
  readonly #carrier: RunCarrier;
  /** Schedules with times that fell while the console was off, until those are settled. */
  readonly #behind = new Set<number>();
  /** What a time that has come has been waiting for. */
  readonly #held = new Map<number, MissReason>();
  /** Runs that were claimed and not begun, with why. */
  readonly #unbegun = new Map<number, MissReason>();
  #startedAt: number | null = null;
  /** Runs that an earlier console left open, until the database has taken what became of them. */
  #left: readonly ScheduleRun[] = [];
  #isDisposed = false;
  #cancel = (): void => undefined;

  constructor(deps: SchedulerDeps) {
    this.#deps = deps;
    const onEnd = (scheduleId: number): void => {
      deps.changes.emit(scheduleId);
      this.look();
    };
    this.#carrier = new RunCarrier({ ...deps, runs: deps.book.runs, onEnd });
  }

  /** A run is under way: a faster clock holds meanwhile. */
  get isWorking(): boolean {
    return this.#carrier.isWorking;
  }

  /** Settles what was left open and what fell while the console was off, and goes on from there; once. */
  start(): void {
    const { book, clock } = this.#deps;
    const startedAt = clock.now();
    this.#startedAt = startedAt;
    // What a person has begun by hand meanwhile is this console's own.
    this.#left = book.runs.open().filter(({ runId }) => !this.#carrier.isCarrying(runId) && !this.#unbegun.has(runId));
    for (const { scheduleId } of book.schedules.due(startedAt - 1)) this.#behind.add(scheduleId);
    this.look();
  }

  /** Looks what has come, now, and plans the next look. */
  look(): void {
    this.#cancel();
    if (this.#isDisposed || this.#startedAt === null) return;
    const { clock } = this.#deps;
    const now = clock.now();
    const waitMs = this.#guarded(() => this.#pass(now));
    // A run that was over at once has looked as well, meanwhile.
    this.#cancel();
    this.#cancel = clock.after(waitMs, () => this.look());
  }

  /** Whether that schedule has a run that is not over, or one that it could not begin yet. */
  isOccupied(scheduleId: number): boolean {
    const { runs } = this.#deps.book;
    return (
      this.#carrier.isRunning(scheduleId) ||
      [...this.#unbegun.keys()].some((id) => runs.get(id).scheduleId === scheduleId)
    );
  }

  /** What is known of a schedule at this moment, for whoever settles its times. */
  sightOf(schedule: StoredSchedule, now: number): Sight {
    return {
      now,
      policy: schedule.missed,
      obstacle: this.#obstacleOf(schedule),
      lateBecause: (plannedAt) => this.#lateBecause(schedule.scheduleId, plannedAt, now),
    };
  }

  /** Every time of that schedule that has come has its line: what was known of late ones is over. */
  forget(scheduleId: number): void {
    this.#behind.delete(scheduleId);
    this.#held.delete(scheduleId);
  }

  /** A schedule was changed by somebody else: whoever follows it is told, and the next look is planned anew. */
  tell(scheduleId: number): void {
    this.#deps.changes.emit(scheduleId);
    this.look();
  }

  /** Begins a run that is claimed. Fails as the store does; then it is tried again by itself. */
  begin(schedule: StoredSchedule, run: ScheduleRun, startedBy: string | null): Outcome<ScheduleRun> {
    const begun = this.#carrier.begin(schedule, run, startedBy);
    if (begun.ok) this.#unbegun.delete(run.runId);
    else this.#unbegun.set(run.runId, 'store-refused');
    this.#deps.changes.emit(schedule.scheduleId);
    return begun;
  }

  /** Tells the run of that schedule to stop, and why. */
  stop(scheduleId: number, code: RunCode): void {
    this.#carrier.stop(scheduleId, code);
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#cancel();
    await this.#carrier.dispose();
  }

  /** One look at everything; answers how long until the next one. */
  #pass(now: number): number {
    const { schedules } = this.#deps.book;
    this.#carrier.writeEnds();
    this.#recover(now);
    const waits = [lookEveryMs];
    for (const [runId, because] of new Map(this.#unbegun)) {
      waits.push(this.#guarded(() => this.#resume(runId, because, now)));
    }
    for (const schedule of schedules.due(now)) waits.push(this.#guarded(() => this.#settle(schedule, now)));
    const next = schedules.nextAfter(now);
    return Math.min(...waits, next === null ? lookEveryMs : next - now);
  }

  /** What an earlier console left open was begun and never ended, or claimed and never begun, or is a question. */
  #recover(now: number): void {
    if (this.#left.length === 0) return;
    const { store, book } = this.#deps;
    const left = this.#left;
    const ended = store.write(() => {
      for (const { runId, beganAt } of left) {
        if (beganAt !== null) book.runs.end(runId, now, { outcome: 'interrupted', code: 'console-ended' });
      }
    });
    if (!ended.ok) return;
    for (const { runId, beganAt, askedAt } of left) {
      if (beganAt === null && askedAt === null) this.#unbegun.set(runId, 'console-off');
    }
    this.#left = [];
  }

  /** What breaks at one schedule is logged, and keeps no other from running; answers when to look again. */
  #guarded(work: () => number): number {
    try {
      return work();
    } catch (failure) {
      this.#deps.logger.error('schedule-broke', {}, failure);
      return lookEveryMs;
    }
  }

  #settle(schedule: StoredSchedule, now: number): number {
    const { store, book, changes } = this.#deps;
    const { scheduleId } = schedule;
    const settled = store.write(() => book.settle(schedule, this.sightOf(schedule, now)));
    if (!settled.ok) {
      this.#held.set(scheduleId, 'store-refused');
      return lookEveryMs;
    }
    const { waitsFor, hasMore } = settled.value;
    const isStillWaiting = waitsFor !== null && this.#held.get(scheduleId) === waitsFor;
    if (waitsFor !== null) this.#held.set(scheduleId, waitsFor);
    else if (!hasMore) this.forget(scheduleId);
    if (!isStillWaiting) changes.emit(scheduleId);
    return this.#act(schedule, settled.value);
  }

  /** Goes on with a run that was claimed and could not be begun. */
  #resume(runId: number, because: MissReason, now: number): number {
    const { store, book } = this.#deps;
    const run = book.runs.get(runId);
    const schedule = book.schedules.get(run.scheduleId);
    this.#unbegun.delete(runId);
    if (schedule === null || run.endedAt !== null) return lookEveryMs;
    const policy = run.origin === 'hand' ? ({ policy: 'skip' } as const) : schedule.missed;
    const sight: Sight = { ...this.sightOf(schedule, now), policy, lateBecause: () => because };
    const settled = store.write(() => book.settleClaimed(schedule, run, sight));
    if (!settled.ok || settled.value.waitsFor !== null) {
      this.#unbegun.set(runId, because);
      return settled.ok ? againMs : lookEveryMs;
    }
    return this.#act(schedule, settled.value);
  }

  #act(schedule: StoredSchedule, { claimed, waitsFor, hasMore }: Settlement): number {
    if (claimed !== null) this.begin(schedule, claimed, null);
    if (hasMore) return 0;
    return waitsFor === null ? lookEveryMs : againMs;
  }

  #obstacleOf({ scheduleId, kind }: StoredSchedule): Obstacle | null {
    if (this.isOccupied(scheduleId)) return 'still-running';
    return this.#deps.kinds.isReady(kind) ? null : 'not-ready';
  }

  #lateBecause(scheduleId: number, plannedAt: number, now: number): MissReason | null {
    if (this.#behind.has(scheduleId) && plannedAt < (this.#startedAt ?? 0)) return 'console-off';
    return now - plannedAt <= inTimeMs ? null : (this.#held.get(scheduleId) ?? 'time-jumped');
  }
}
