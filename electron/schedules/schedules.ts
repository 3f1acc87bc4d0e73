import type { z } from 'zod';
import type { AuditPort } from '../audit/audit-log.ts';
import type { Operator } from '../contract/operators.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { scheduleProcedures, Schedule } from '../contract/schedules.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Store } from '../store/store.ts';
import { ScheduleBook } from './schedule-book.ts';
import { ScheduleDecisions } from './schedule-decisions.ts';
import { ScheduleKinds, type ScheduleKind } from './schedule-kind.ts';
import { nextPlannedAt } from './schedule-rule.ts';
import type { StoredSchedule } from './schedule-store.ts';
import { Scheduler } from './scheduler.ts';

export interface SchedulesDeps {
  readonly store: Store;
  readonly audit: AuditPort;
  /** The desk's time. */
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly currentOperator: () => Operator | null;
  readonly kinds: readonly ScheduleKind[];
}

type Table = typeof scheduleProcedures;

/** How the procedures of schedules are answered; the shape of `Handlers` for this table. */
export type ScheduleHandlers = {
  readonly [K in keyof Table]: (
    input: z.output<Table[K]['input']>,
    signal: AbortSignal,
  ) => Promise<Outcome<z.output<Table[K]['output']>>>;
};

/** What comes again by the calendar; see `ScheduleKind` for what it does. */
export class Schedules implements Disposable {
  readonly handlers: ScheduleHandlers;
  readonly #book: ScheduleBook;
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #changes: EventSource<number>;

  constructor(deps: SchedulesDeps) {
    const { logger, clock } = deps;
    const book = new ScheduleBook(deps.store);
    const changes = new EventSource<number>(logger);
    const scheduler = new Scheduler({ ...deps, book, changes, kinds: new ScheduleKinds(deps.kinds) });
    const decisions = new ScheduleDecisions({ ...deps, book, scheduler });
    this.#book = book;
    this.#clock = clock;
    this.#changes = changes;
    this.#scheduler = scheduler;
    this.handlers = this.#answer(decisions);
  }

  /** A run is under way. */
  get isWorking(): boolean {
    return this.#scheduler.isWorking;
  }

  /** Begins to plan and to run; once, when everything that the kinds stand on is there. */
  start(): void {
    this.#scheduler.start();
  }

  list(): Schedule[] {
    return this.#book.schedules.list().map((schedule) => this.#complete(schedule));
  }

  /** Null for one that was removed as well. */
  get(scheduleId: number): Schedule | null {
    const schedule = this.#book.schedules.get(scheduleId);
    return schedule === null ? null : this.#complete(schedule);
  }

  /** Tells the id of the schedule that has other times, runs or questions than before. The returned function ends the subscription. */
  subscribe(listener: (scheduleId: number) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  dispose(): Promise<void> {
    return this.#scheduler.dispose();
  }

  #answer(decisions: ScheduleDecisions): ScheduleHandlers {
    const told = (scheduleId: number, decided: Outcome<unknown>): Promise<Outcome<Schedule>> =>
      Promise.resolve(decided.ok ? this.#found(scheduleId) : decided);
    return {
      'schedules.list': () => Promise.resolve(succeed({ schedules: this.list() })),
      'schedules.save': ({ scheduleId, ...draft }) => {
        const saved = decisions.save(scheduleId, draft);
        return saved.ok ? told(saved.value, saved) : Promise.resolve(saved);
      },
      'schedules.remove': ({ scheduleId }) => Promise.resolve(decisions.remove(scheduleId)),
      'schedules.setOn': ({ scheduleId, isOn }) => told(scheduleId, decisions.setOn(scheduleId, isOn)),
      'schedules.runNow': ({ scheduleId }) => Promise.resolve(decisions.runNow(scheduleId)),
      'schedules.decline': ({ scheduleId }) => told(scheduleId, decisions.decline(scheduleId)),
      'schedules.history': ({ scheduleId, beforeRunId, limit }) => {
        const runs = this.#book.runs.page(scheduleId, beforeRunId, limit + 1);
        return Promise.resolve(succeed({ runs: runs.slice(0, limit), hasMore: runs.length > limit }));
      },
    };
  }

  #found(scheduleId: number): Outcome<Schedule> {
    const schedule = this.get(scheduleId);
    if (schedule !== null) return succeed(schedule);
    return fail('invalid-input', 'no such schedule', { field: 'scheduleId', rule: 'known-schedule' });
  }

  #complete(schedule: StoredSchedule): Schedule {
    const { scheduleId, nextRunAt } = schedule;
    const open = this.#book.runs.open(scheduleId);
    return {
      ...schedule,
      isAheadOfClock: nextRunAt !== null && nextRunAt > nextPlannedAt(schedule, this.#clock.now()),
      running: open.find(({ beganAt }) => beganAt !== null) ?? null,
      asking: open.find(({ askedAt, beganAt }) => askedAt !== null && beganAt === null) ?? null,
      last: this.#book.runs.last(scheduleId),
    };
  }
}
