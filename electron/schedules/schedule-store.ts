import {
  missedPolicySchema,
  scheduleRuleSchema,
  scheduleWindowSchema,
  type Schedule,
  type ScheduleDraft,
} from '../contract/schedules.ts';
import type { Bindable, Statement, Store } from '../store/store.ts';

/** A schedule as stored; what runs and what is asked is told by its runs. */
export type StoredSchedule = Omit<Schedule, 'isAheadOfClock' | 'running' | 'asking' | 'last'>;

type Row = Omit<StoredSchedule, 'rule' | 'window' | 'missed' | 'isOn'> & {
  readonly rule: string;
  readonly dayWindow: string | null;
  readonly missed: string;
  readonly isOn: number;
};

const columns = 'scheduleId, kind, title, rule, timeZone, dayWindow, missed, isOn, createdBy, createdAt, nextRunAt';
const draftColumns = 'kind, title, rule, timeZone, dayWindow, missed';

/** Schedules in the database. */
export class ScheduleStore {
  readonly #list: Statement<[], Row>;
  readonly #byId: Statement<[number], Row>;
  readonly #due: Statement<[number], Row>;
  readonly #nextAfter: Statement<[number], { at: number | null }>;
  readonly #insert: Statement<[Record<string, Bindable>], never>;
  readonly #update: Statement<[Record<string, Bindable>], never>;
  readonly #plan: Statement<[number, number | null, number], never>;
  readonly #remove: Statement<[number, number], never>;

  constructor(store: Store) {
    const present = 'removedAt IS NULL';
    this.#list = store.prepare(`SELECT ${columns} FROM schedule WHERE ${present} ORDER BY createdAt, scheduleId`);
    this.#byId = store.prepare(`SELECT ${columns} FROM schedule WHERE scheduleId = ? AND ${present}`);
    this.#due = store.prepare(`SELECT ${columns} FROM schedule WHERE nextRunAt <= ? ORDER BY nextRunAt, scheduleId`);
    this.#nextAfter = store.prepare('SELECT min(nextRunAt) AS at FROM schedule WHERE nextRunAt > ?');
    this.#insert = store.prepare(`INSERT INTO schedule (${draftColumns}, isOn, createdBy, createdAt, nextRunAt)
      VALUES (@kind, @title, @rule, @timeZone, @dayWindow, @missed, 1, @createdBy, @createdAt, @nextRunAt)`);
    this.#update = store.prepare(`UPDATE schedule SET title = @title, rule = @rule, timeZone = @timeZone,
      dayWindow = @dayWindow, missed = @missed WHERE scheduleId = @scheduleId`);
    this.#plan = store.prepare('UPDATE schedule SET isOn = ?, nextRunAt = ? WHERE scheduleId = ?');
    this.#remove = store.prepare('UPDATE schedule SET isOn = 0, nextRunAt = NULL, removedAt = ? WHERE scheduleId = ?');
  }

  list(): StoredSchedule[] {
    return this.#list.all().map(toSchedule);
  }

  /** Null for one that was removed as well. */
  get(scheduleId: number): StoredSchedule | null {
    const row = this.#byId.get(scheduleId);
    return row === undefined ? null : toSchedule(row);
  }

  /** Those whose next time has come, the longest overdue first. */
  due(now: number): StoredSchedule[] {
    return this.#due.all(now).map(toSchedule);
  }

  /** The earliest next time after `now`; null when nothing is planned. */
  nextAfter(now: number): number | null {
    return this.#nextAfter.get(now)?.at ?? null;
  }

  /** Returns the new schedule's id. */
  add(draft: ScheduleDraft, made: { readonly by: string; readonly at: number; readonly nextRunAt: number }): number {
    const { by, at, nextRunAt } = made;
    return this.#insert.run({ ...valuesOf(draft), kind: draft.kind, createdBy: by, createdAt: at, nextRunAt })
      .lastRowId;
  }

  change(scheduleId: number, draft: ScheduleDraft): void {
    this.#update.run({ ...valuesOf(draft), scheduleId });
  }

  /** When it runs next; null turns it off. */
  plan(scheduleId: number, nextRunAt: number | null): void {
    this.#plan.run(nextRunAt === null ? 0 : 1, nextRunAt, scheduleId);
  }

  remove(scheduleId: number, at: number): void {
    this.#remove.run(at, scheduleId);
  }
}

function valuesOf({ title, rule, timeZone, window, missed }: ScheduleDraft): Record<string, Bindable> {
  return {
    title,
    rule: JSON.stringify(rule),
    timeZone,
    dayWindow: window === null ? null : JSON.stringify(window),
    missed: JSON.stringify(missed),
  };
}

function toSchedule({ dayWindow, ...row }: Row): StoredSchedule {
  return {
    ...row,
    rule: scheduleRuleSchema.parse(JSON.parse(row.rule)),
    window: dayWindow === null ? null : scheduleWindowSchema.parse(JSON.parse(dayWindow)),
    missed: missedPolicySchema.parse(JSON.parse(row.missed)),
    isOn: row.isOn === 1,
  };
}
