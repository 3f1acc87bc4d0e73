import { textParamsSchema, type TextParams } from '../contract/phones.ts';
import type { MissReason, RunCode, RunOutcome, ScheduleRun } from '../contract/schedules.ts';
import type { Bindable, Statement, Store } from '../store/store.ts';

type Row = Omit<ScheduleRun, 'detail'> & { readonly detail: string };

/** How a line of the history ends. */
export interface RunEnd {
  readonly outcome: RunOutcome;
  readonly code: RunCode | null;
  readonly detail?: TextParams;
}

/** A new line: a claim, a question, or one that is over at once. */
export interface NewRun {
  readonly scheduleId: number;
  readonly origin: ScheduleRun['origin'];
  readonly plannedAt: number;
  readonly at: number;
  readonly lateBecause: MissReason | null;
  readonly isAsked?: boolean;
}

const columns = `runId, scheduleId, origin, plannedAt, claimedAt, askedAt, beganAt, endedAt, lateBecause, startedBy,
  outcome, code, detail`;
const pageOrder = 'ORDER BY runId DESC LIMIT ?';

/** The history of schedules in the database: one line for each planned time, written forward only. */
export class RunStore {
  readonly #insert: Statement<[Record<string, Bindable>], never>;
  readonly #byId: Statement<[number], Row>;
  readonly #isPlanned: Statement<[number, number], { found: number }>;
  readonly #ask: Statement<[number, string, number], never>;
  readonly #begin: Statement<[number, string | null, string | null, number], never>;
  readonly #end: Statement<[Record<string, Bindable>], never>;
  readonly #open: Statement<[], Row>;
  readonly #openOf: Statement<[number], Row>;
  readonly #lastOf: Statement<[number], Row>;
  readonly #page: Statement<[number, number], Row>;
  readonly #pageOf: Statement<[number, number, number], Row>;

  constructor(store: Store) {
    const select = `SELECT ${columns} FROM scheduleRun`;
    this.#insert =
      store.prepare(`INSERT INTO scheduleRun (scheduleId, origin, plannedAt, claimedAt, askedAt, lateBecause)
      VALUES (@scheduleId, @origin, @plannedAt, @at, @askedAt, @lateBecause)`);
    this.#byId = store.prepare(`${select} WHERE runId = ?`);
    this.#isPlanned = store.prepare(
      "SELECT 1 AS found FROM scheduleRun WHERE scheduleId = ? AND plannedAt = ? AND origin = 'plan'",
    );
    this.#ask = store.prepare('UPDATE scheduleRun SET askedAt = ?, lateBecause = ? WHERE runId = ?');
    this.#begin = store.prepare('UPDATE scheduleRun SET beganAt = ?, startedBy = ?, lateBecause = ? WHERE runId = ?');
    this.#end = store.prepare(`UPDATE scheduleRun SET endedAt = @at, outcome = @outcome, code = @code, detail = @detail
      WHERE runId = @runId`);
    this.#open = store.prepare(`${select} WHERE endedAt IS NULL ORDER BY runId`);
    this.#openOf = store.prepare(`${select} WHERE endedAt IS NULL AND scheduleId = ? ORDER BY runId`);
    this.#lastOf = store.prepare(`${select} WHERE scheduleId = ? AND endedAt IS NOT NULL ORDER BY runId DESC LIMIT 1`);
    this.#page = store.prepare(`${select} WHERE runId < ? ${pageOrder}`);
    this.#pageOf = store.prepare(`${select} WHERE scheduleId = ? AND runId < ? ${pageOrder}`);
  }

  /** Whether that planned time has its line already. */
  hasPlanned(scheduleId: number, plannedAt: number): boolean {
    return this.#isPlanned.get(scheduleId, plannedAt) !== undefined;
  }

  add({ scheduleId, origin, plannedAt, at, lateBecause, isAsked = false }: NewRun): ScheduleRun {
    const askedAt = isAsked ? at : null;
    const { lastRowId } = this.#insert.run({ scheduleId, origin, plannedAt, at, askedAt, lateBecause });
    return this.get(lastRowId);
  }

  /** @throws Error for an id that no line has */
  get(runId: number): ScheduleRun {
    const row = this.#byId.get(runId);
    if (row === undefined) throw new Error(`no run ${runId}`);
    return toRun(row);
  }

  /** A claimed line becomes a question. */
  ask(runId: number, at: number, lateBecause: MissReason): void {
    this.#ask.run(at, lateBecause, runId);
  }

  begin(
    { runId, lateBecause }: Pick<ScheduleRun, 'runId' | 'lateBecause'>,
    at: number,
    startedBy: string | null,
  ): void {
    this.#begin.run(at, startedBy, lateBecause, runId);
  }

  end(runId: number, at: number, { outcome, code, detail = {} }: RunEnd): void {
    this.#end.run({ runId, at, outcome, code, detail: JSON.stringify(detail) });
  }

  /** Lines that are not over, oldest first; of one schedule, or of all. */
  open(scheduleId: number | null = null): ScheduleRun[] {
    return (scheduleId === null ? this.#open.all() : this.#openOf.all(scheduleId)).map(toRun);
  }

  /** The latest line that is over. */
  last(scheduleId: number): ScheduleRun | null {
    const row = this.#lastOf.get(scheduleId);
    return row === undefined ? null : toRun(row);
  }

  /** Newest first, before that line; null for the newest, and for all schedules. */
  page(scheduleId: number | null, beforeRunId: number | null, limit: number): ScheduleRun[] {
    const before = beforeRunId ?? Number.MAX_SAFE_INTEGER;
    const rows = scheduleId === null ? this.#page.all(before, limit) : this.#pageOf.all(scheduleId, before, limit);
    return rows.map(toRun);
  }
}

function toRun(row: Row): ScheduleRun {
  return { ...row, detail: textParamsSchema.parse(JSON.parse(row.detail)) };
}
