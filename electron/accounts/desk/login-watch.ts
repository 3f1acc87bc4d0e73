import type { Plan } from '../plans/plan.ts';
import { dayMs, startOfDay } from '../standing/calendar-day.ts';
import { ruleFor } from '../standing/re-onboarding.ts';
import type { JobActs } from '../usage/job-acts.ts';
import type { AccountRecord } from './account-book.ts';
import { stateOf, type AccountGround } from './account-ground.ts';

const event = 'no-login';
/** However far away the next one is: what a person enters meanwhile is looked at by then. */
const longestWaitMs = 6 * 3_600_000;

/** Finds out by itself that nobody was in an account for as long as its plan allows: it begins anew then, as the plan says. */
export class LoginWatch {
  readonly #ground: AccountGround;
  readonly #acts: Pick<JobActs, 'lastOf'>;
  readonly #clock: { after(delayMs: number, task: () => void): () => void };
  #cancel: () => void = () => undefined;
  #isOver = false;

  constructor(
    ground: AccountGround,
    acts: Pick<JobActs, 'lastOf'>,
    clock: { after(delayMs: number, task: () => void): () => void },
  ) {
    this.#ground = ground;
    this.#acts = acts;
    this.#clock = clock;
  }

  /** Looks at all accounts now, and again when the first of them is due. */
  start(): void {
    if (this.#isOver) return;
    const due = this.#ground.accounts.ids().map((accountId) => this.review(accountId));
    const wait = Math.min(longestWaitMs, ...due.map((at) => at - this.#ground.time.now()));
    this.#cancel();
    this.#cancel = this.#clock.after(Math.max(1_000, wait), () => this.start());
  }

  /** Before a login is noted: what went before it is looked at. @returns when the account is due; Infinity for never */
  review(accountId: string): number {
    const { time } = this.#ground;
    const state = stateOf(this.#ground, accountId);
    const days = state === null || state.isPractice ? null : daysOf(state.plan);
    if (state === null || days === null || isUntold(time)) return Infinity;
    const lastAt = this.#lastLoginOf(state.record);
    if (lastAt === null) return Infinity;
    const dueAt = lastAt + days * dayMs;
    if (isEntered(state.record, lastAt)) return Infinity;
    if (time.now() < dueAt) return dueAt;
    this.#enter(accountId, dueAt, days);
    return Infinity;
  }

  dispose(): void {
    this.#isOver = true;
    this.#cancel();
  }

  /** The latest sign that somebody was in it; null for one that is not under its plan yet. */
  #lastLoginOf({ accountId, fields, facts, plans }: AccountRecord): number | null {
    if (fields.startedOn === null) return null;
    const { accounts, handLog } = this.#ground;
    const signs = [
      startOfDay(fields.startedOn),
      accounts.get(accountId)?.identityReadAt ?? 0,
      this.#acts.lastOf(accountId) ?? 0,
      ...handLog.ofAccount(accountId, 20).map(({ at }) => at),
      ...[...facts.tasks, ...facts.signOffs, ...plans].map(({ at }) => at),
      ...facts.restarts.filter((restart) => restart.event !== event).map(({ at }) => at),
    ];
    return Math.max(...signs);
  }

  #enter(accountId: string, at: number, days: number): void {
    const { store, facts, audit, book, changes } = this.#ground;
    const written = store.write(() => {
      facts.restart(accountId, { event, at, by: '' });
      audit.append({ action: 'accounts.noLogin', subject: accountId, params: { days } });
    });
    if (!written.ok) return;
    book.forget(accountId);
    // What is told while a change is being written is heard after it.
    queueMicrotask(() => changes.emit(accountId));
  }
}

/** Nothing is found out by a time that nobody knows, or on a desk that may enter nothing. */
function isUntold(time: AccountGround['time']): boolean {
  return (time.refusal?.() ?? null) !== null || time.doubt?.(0)?.reason === 'time-unknown';
}

function daysOf(plan: Plan): number | null {
  return ruleFor(plan, event)?.rule.noLoginDays ?? null;
}

/** Once for each time that it was left alone. */
function isEntered({ facts }: AccountRecord, lastAt: number): boolean {
  return facts.restarts.some((restart) => restart.event === event && restart.at >= lastAt);
}
