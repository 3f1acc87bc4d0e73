import { missReasonSchema, type MissReason, type MissedPolicy, type ScheduleRun } from '../contract/schedules.ts';
import type { Store } from '../store/store.ts';
import { decideDue, type DueDecision, type Obstacle } from './missed-runs.ts';
import { RunStore, type RunEnd } from './run-store.ts';
import { nextPlannedAt, windowEndAt, type Timing } from './schedule-rule.ts';
import { ScheduleStore, type StoredSchedule } from './schedule-store.ts';

/** What is known at the moment in which planned times are settled. */
export interface Sight {
  readonly now: number;
  readonly policy: MissedPolicy;
  readonly obstacle: Obstacle | null;
  /** Why that time is later than a timer may be; null in time. */
  readonly lateBecause: (plannedAt: number) => MissReason | null;
}

/** What came of the times that had come. */
export interface Settlement {
  /** Claimed, and to be begun now. */
  readonly claimed: ScheduleRun | null;
  /** What the last one waits for, where it may still run. */
  readonly waitsFor: Obstacle | null;
  /** There are more of them than one step takes. */
  readonly hasMore: boolean;
}

/** Times that one step settles, which must not hold up everything else. */
const stepLimit = 200;

/** The only writer of schedules and their history. Its methods run inside of a transaction of the caller's. */
export class ScheduleBook {
  readonly schedules: ScheduleStore;
  readonly runs: RunStore;

  constructor(store: Store) {
    this.schedules = new ScheduleStore(store);
    this.runs = new RunStore(store);
  }

  /** The first time after `after` that is planned and has no line in the history: none is ever planned twice. */
  nextFreeAt(scheduleId: number, timing: Timing, after: number): number {
    let at = nextPlannedAt(timing, after);
    while (this.runs.hasPlanned(scheduleId, at)) at = nextPlannedAt(timing, at);
    return at;
  }

  /** Gives each time that has come its line, and the schedule its next time. The last of them may be claimed, or left waiting. */
  settle(schedule: StoredSchedule, sight: Sight): Settlement {
    const { scheduleId } = schedule;
    let at = schedule.nextRunAt;
    let claimed: ScheduleRun | null = null;
    for (let count = 0; at !== null && at <= sight.now; count++) {
      if (count === stepLimit) return this.#keep(schedule, at, { claimed, waitsFor: null, hasMore: true });
      const next = this.nextFreeAt(scheduleId, schedule, at);
      const obstacle = claimed === null ? sight.obstacle : 'still-running';
      const decision = this.#decide(schedule, at, { ...sight, obstacle }, next);
      if (decision.kind === 'wait')
        return this.#keep(schedule, at, { claimed, waitsFor: decision.obstacle, hasMore: false });
      this.#endQuestions(scheduleId, sight.now);
      claimed = this.#note(schedule, at, decision, sight.now) ?? claimed;
      at = next;
    }
    return this.#keep(schedule, at, { claimed, waitsFor: null, hasMore: false });
  }

  /** What becomes of a time that was claimed and not begun; null when it still is to wait. */
  settleClaimed(schedule: StoredSchedule, run: ScheduleRun, sight: Sight): Settlement {
    const overtakenAt = schedule.nextRunAt ?? Number.POSITIVE_INFINITY;
    const decision = this.#decide(schedule, run.plannedAt, sight, overtakenAt);
    if (decision.kind === 'wait') return { claimed: null, waitsFor: decision.obstacle, hasMore: false };
    if (decision.kind === 'run')
      return { claimed: { ...run, lateBecause: decision.lateBecause }, waitsFor: null, hasMore: false };
    if (decision.kind === 'ask') this.runs.ask(run.runId, sight.now, decision.because);
    else this.runs.end(run.runId, sight.now, { outcome: 'missed', code: decision.because });
    return { claimed: null, waitsFor: null, hasMore: false };
  }

  /** Closes what of a schedule has not begun: it is turned off, changed or removed. Times that have come by then get their line too. */
  close(schedule: StoredSchedule, sight: Sight, code: 'turned-off' | 'changed' | 'removed'): void {
    const { scheduleId } = schedule;
    for (let at = schedule.nextRunAt; at !== null && at <= sight.now; at = this.nextFreeAt(scheduleId, schedule, at)) {
      const because = sight.lateBecause(at);
      const end: RunEnd = because === null ? { outcome: 'skipped', code } : { outcome: 'missed', code: because };
      this.#addEnded(scheduleId, at, sight.now, end);
    }
    for (const run of this.runs.open(scheduleId)) {
      if (run.beganAt === null) this.runs.end(run.runId, sight.now, { outcome: 'skipped', code });
    }
  }

  #decide(schedule: StoredSchedule, plannedAt: number, sight: Sight, nextAt: number): DueDecision {
    return decideDue({
      plannedAt,
      now: sight.now,
      isOvertaken: nextAt <= sight.now,
      lateBecause: sight.lateBecause(plannedAt),
      obstacle: sight.obstacle,
      windowEndAt: windowEndAt(schedule, plannedAt),
      policy: sight.policy,
    });
  }

  /** The line of a time that has come; returned when it is a claim. */
  #note(
    { scheduleId }: StoredSchedule,
    plannedAt: number,
    decision: Exclude<DueDecision, { kind: 'wait' }>,
    at: number,
  ): ScheduleRun | null {
    const line = { scheduleId, origin: 'plan', plannedAt, at } as const;
    if (decision.kind === 'run') return this.runs.add({ ...line, lateBecause: decision.lateBecause });
    if (decision.kind === 'ask') this.runs.add({ ...line, lateBecause: decision.because, isAsked: true });
    else this.#addEnded(scheduleId, plannedAt, at, { outcome: 'missed', code: decision.because });
    return null;
  }

  #addEnded(scheduleId: number, plannedAt: number, at: number, end: RunEnd): void {
    const late = missReasonSchema.safeParse(end.code);
    const lateBecause = late.success ? late.data : null;
    const { runId } = this.runs.add({ scheduleId, origin: 'plan', plannedAt, at, lateBecause });
    this.runs.end(runId, at, end);
  }

  /** A question is over once the next time has come. */
  #endQuestions(scheduleId: number, at: number): void {
    for (const run of this.runs.open(scheduleId)) {
      if (run.askedAt === null || run.beganAt !== null) continue;
      this.runs.end(run.runId, at, { outcome: 'missed', code: 'not-answered' });
    }
  }

  #keep(schedule: StoredSchedule, nextRunAt: number | null, settlement: Settlement): Settlement {
    if (nextRunAt !== schedule.nextRunAt) this.schedules.plan(schedule.scheduleId, nextRunAt);
    return settlement;
  }
}
