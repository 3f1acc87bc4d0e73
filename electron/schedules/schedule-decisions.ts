import type { AuditPort } from '../audit/audit-log.ts';
import type { Operator } from '../contract/operators.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { TextParams } from '../contract/phones.ts';
import { schedulesLimit, type ScheduleDraft, type ScheduleRun, type SkipReason } from '../contract/schedules.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Store } from '../store/store.ts';
import type { ScheduleBook } from './schedule-book.ts';
import { nextPlannedAt, plansAlike } from './schedule-rule.ts';
import type { StoredSchedule } from './schedule-store.ts';
import type { Scheduler } from './scheduler.ts';

export interface ScheduleDecisionsDeps {
  readonly store: Store;
  readonly book: ScheduleBook;
  readonly scheduler: Scheduler;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly currentOperator: () => Operator | null;
}

const askAlways = { policy: 'ask' } as const;

/** What an operator decides about schedules; each decision is one transaction with its line of the audit log. */
export class ScheduleDecisions {
  readonly #deps: ScheduleDecisionsDeps;

  constructor(deps: ScheduleDecisionsDeps) {
    this.#deps = deps;
  }

  /** See `schedules.save`; answers the schedule's id. */
  save(scheduleId: number | null, draft: ScheduleDraft): Outcome<number> {
    const { book, currentOperator } = this.#deps;
    const operator = currentOperator();
    if (operator === null) return fail('operator-required', 'a schedule is made by a person');
    if (scheduleId === null) {
      if (book.schedules.list().length < schedulesLimit) return this.#add(draft, operator);
      return fail('invalid-input', 'there are too many schedules', { field: 'scheduleId', rule: 'too-many-schedules' });
    }
    const known = this.#find(scheduleId);
    if (!known.ok) return known;
    if (known.value.kind === draft.kind) return this.#change(known.value, draft);
    return fail('invalid-input', 'a schedule keeps its kind', { field: 'kind', rule: 'kind-fixed' });
  }

  /** See `schedules.remove`. */
  remove(scheduleId: number): Outcome<null> {
    const { book, scheduler, clock } = this.#deps;
    const known = this.#find(scheduleId);
    if (!known.ok) return known;
    const removed = this.#decide('schedules.remove', known.value, { title: known.value.title }, () => {
      this.#close(known.value, 'removed');
      book.schedules.remove(scheduleId, clock.now());
      return null;
    });
    if (!removed.ok) return removed;
    scheduler.stop(scheduleId, 'removed');
    this.#settled(scheduleId);
    return removed;
  }

  /** See `schedules.setOn`. */
  setOn(scheduleId: number, isOn: boolean): Outcome<null> {
    const { book, clock } = this.#deps;
    const known = this.#find(scheduleId);
    if (!known.ok) return known;
    const schedule = known.value;
    if (schedule.isOn === isOn) return succeed(null);
    const turned = this.#decide('schedules.setOn', schedule, { title: schedule.title, isOn }, () => {
      this.#close(schedule, 'turned-off');
      book.schedules.plan(scheduleId, isOn ? book.nextFreeAt(scheduleId, schedule, clock.now()) : null);
      return null;
    });
    if (turned.ok) this.#settled(scheduleId);
    return turned;
  }

  /** See `schedules.runNow`. A time that has come and waits, or that the operator is asked about, is the one that runs. */
  runNow(scheduleId: number): Outcome<ScheduleRun> {
    const { scheduler, currentOperator } = this.#deps;
    const operator = currentOperator();
    if (operator === null) return fail('operator-required', 'a run by hand is asked for by a person');
    const known = this.#find(scheduleId);
    if (!known.ok) return known;
    if (scheduler.isOccupied(scheduleId)) {
      return fail('invalid-input', 'it runs already', { field: 'scheduleId', rule: 'still-running' });
    }
    const { title } = known.value;
    const taken = this.#decide('schedules.runNow', known.value, { title }, () => this.#take(known.value));
    if (!taken.ok) return taken;
    const begun = scheduler.begin(known.value, taken.value, operator.name);
    this.#settled(scheduleId);
    return begun;
  }

  /** See `schedules.decline`. */
  decline(scheduleId: number): Outcome<null> {
    const { book, clock, scheduler } = this.#deps;
    const known = this.#find(scheduleId);
    if (!known.ok) return known;
    const asked = this.#asked(scheduleId);
    if (asked === null) {
      return fail('invalid-input', 'nothing is asked', { field: 'scheduleId', rule: 'nothing-asked' });
    }
    const params = { title: known.value.title, plannedAt: asked.plannedAt };
    const declined = this.#decide('schedules.decline', known.value, params, () => {
      book.runs.end(asked.runId, clock.now(), { outcome: 'skipped', code: 'declined' });
      return null;
    });
    if (declined.ok) scheduler.tell(scheduleId);
    return declined;
  }

  #add(draft: ScheduleDraft, operator: Operator): Outcome<number> {
    const { store, book, audit, clock, scheduler } = this.#deps;
    const at = clock.now();
    const added = store.write(() => {
      const nextRunAt = nextPlannedAt(draft, at);
      const scheduleId = book.schedules.add(draft, { by: operator.name, at, nextRunAt });
      const params = { isNew: true, ...paramsOf(draft) };
      audit.append({ action: 'schedules.save', subject: String(scheduleId), params });
      return scheduleId;
    });
    if (added.ok) scheduler.tell(added.value);
    return added;
  }

  #change(schedule: StoredSchedule, draft: ScheduleDraft): Outcome<number> {
    const { book, clock, scheduler } = this.#deps;
    const { scheduleId, isOn } = schedule;
    const isPlannedAnew = !plansAlike(schedule, draft);
    const params = { isNew: false, ...paramsOf(draft), before: JSON.stringify(paramsOf(schedule)) };
    const changed = this.#decide('schedules.save', schedule, params, () => {
      book.schedules.change(scheduleId, draft);
      if (!isPlannedAnew) return scheduleId;
      this.#close(schedule, 'changed');
      if (isOn) book.schedules.plan(scheduleId, book.nextFreeAt(scheduleId, draft, clock.now()));
      return scheduleId;
    });
    if (changed.ok && isPlannedAnew) scheduler.forget(scheduleId);
    if (changed.ok) scheduler.tell(scheduleId);
    return changed;
  }

  /** The line that runs when a person says so: what has come and not run, what is asked, or one of its own. */
  #take(schedule: StoredSchedule): ScheduleRun {
    const { book, scheduler, clock } = this.#deps;
    const { scheduleId } = schedule;
    const now = clock.now();
    for (let current: StoredSchedule | null = schedule; current !== null;) {
      const sight = { ...scheduler.sightOf(current, now), policy: askAlways, obstacle: null };
      const { claimed, hasMore } = book.settle(current, sight);
      if (claimed !== null) return claimed;
      current = hasMore ? book.schedules.get(scheduleId) : null;
    }
    const line = { scheduleId, origin: 'hand', plannedAt: now, at: now, lateBecause: null } as const;
    return this.#asked(scheduleId) ?? book.runs.add(line);
  }

  #asked(scheduleId: number): ScheduleRun | null {
    const open = this.#deps.book.runs.open(scheduleId);
    return open.find(({ askedAt, beganAt }) => askedAt !== null && beganAt === null) ?? null;
  }

  #close(schedule: StoredSchedule, code: Exclude<SkipReason, 'declined'>): void {
    const { book, scheduler, clock } = this.#deps;
    book.close(schedule, scheduler.sightOf(schedule, clock.now()), code);
  }

  #find(scheduleId: number): Outcome<StoredSchedule> {
    const found = this.#deps.book.schedules.get(scheduleId);
    if (found !== null) return succeed(found);
    return fail('invalid-input', 'no such schedule', { field: 'scheduleId', rule: 'known-schedule' });
  }

  /** The work and its line of the audit log, together or not at all. */
  #decide<T>(action: string, { scheduleId, kind }: StoredSchedule, params: TextParams, work: () => T): Outcome<T> {
    const { store, audit } = this.#deps;
    return store.write(() => {
      const value = work();
      audit.append({ action, subject: String(scheduleId), params: { kind, ...params } });
      return value;
    });
  }

  #settled(scheduleId: number): void {
    this.#deps.scheduler.forget(scheduleId);
    this.#deps.scheduler.tell(scheduleId);
  }
}

/** A schedule as a line of the audit log says it. */
function paramsOf({ kind, title, rule, timeZone, window, missed }: ScheduleDraft): TextParams {
  return {
    kind,
    title,
    rule: JSON.stringify(rule),
    timeZone,
    window: window === null ? null : `${window.from}-${window.to}`,
    missed: JSON.stringify(missed),
  };
}
