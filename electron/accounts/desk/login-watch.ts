import type { Plan } from '../plans/plan.ts';
import { dayMs, startOfDay } from '../standing/calendar-day.ts';
import { ruleFor } from '../standing/re-onboarding.ts';
import type { JobActs } from '../usage/job-acts.ts';
import type { AccountRecord, AccountState } from './account-state.ts';
import { stateOf, type AccountGround } from './account-ground.ts';

const event = 'no-login';

/** An account that nobody does anything with. */
type LeftAlone = Pick<AccountState, 'record' | 'plan' | 'isPractice' | 'ahead'>;
/** However far away the next one is: what a person enters meanwhile is looked at by then. */
const longestWaitMs = 6 * 3_600_000;

/** Finds out by itself that nobody was in an account for as long as its plan allows: it begins anew then, as the plan says. */
export class LoginWatch {
  readonly #ground: AccountGround;
  readonly #acts: Pick<JobActs, 'lastOf'>;
  readonly #clock: { after(delayMs: number, task: () => void): () => void };
  /** When something was last done or read through each account, as it was last looked up. */
  readonly #lastActs = new Map<string, number>();
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
    this.#lastActs.set(accountId, this.#acts.lastOf(accountId) ?? 0);
    const lastAt = this.#lastLoginOf(state.record);
    if (lastAt === null) return Infinity;
    const dueAt = lastAt + days * dayMs;
    if (isEntered(state.record, lastAt)) return Infinity;
    if (time.now() < dueAt) return dueAt;
    this.#enter(accountId, dueAt, days);
    return Infinity;
  }

  /** Something was done through the account. */
  noteAct(accountId: string, at: number): void {
    const known = this.#lastActs.get(accountId);
    if (known !== undefined && at > known) this.#lastActs.set(accountId, at);
  }

  /** See `AccountGround`. Readings of the last hours may not be among the signs: it may be somewhat later. */
  dueBefore(account: LeftAlone, span: { readonly now: number; readonly until: number }): number | null {
    const { record, isPractice } = account;
    // Most openings are near: what is on record of the account is enough to tell so.
    if (isPractice || dueAfter(lastOnRecord(record), account, span) === null) return null;
    const lastAt = this.#lastLoginOf(record);
    return lastAt === null || isEntered(record, lastAt) ? null : dueAfter(lastAt, account, span);
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
      this.#lastActOf(accountId),
      ...handLog.ofAccount(accountId, 20).map(({ at }) => at),
      ...[...facts.tasks, ...facts.signOffs, ...plans].map(({ at }) => at),
      ...facts.restarts.filter((restart) => restart.event !== event).map(({ at }) => at),
    ];
    return Math.max(...signs);
  }

  /** Among ten thousand rows looking it up takes longer than hundreds of answers of the gate. */
  #lastActOf(accountId: string): number {
    const known = this.#lastActs.get(accountId) ?? this.#acts.lastOf(accountId) ?? 0;
    this.#lastActs.set(accountId, known);
    return known;
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

/** When it is found out that the last sign of a login was at that time; null: not until the end of the span. */
function dueAfter(
  lastAt: number,
  { plan, ahead }: LeftAlone,
  { now, until }: { readonly now: number; readonly until: number },
): number | null {
  let [days, from] = [daysOf(plan), now];
  for (let coming = ahead.next(now); coming !== null; coming = ahead.next(coming.fromAt)) {
    const dueAt = dueIn(days, lastAt, { from, to: Math.min(coming.fromAt, until + 1) });
    if (dueAt !== null || coming.fromAt > until) return dueAt;
    [days, from] = [daysOf(coming.plan), coming.fromAt];
  }
  return dueIn(days, lastAt, { from, to: until + 1 });
}

/** Of signs of a login the latest that the account's own record has. */
function lastOnRecord(record: AccountRecord): number {
  const known = lastFacts.get(record);
  if (known !== undefined) return known;
  const { facts, plans } = record;
  let lastAt = Number.NEGATIVE_INFINITY;
  for (const { at } of [...facts.tasks, ...facts.signOffs, ...plans]) lastAt = Math.max(lastAt, at);
  lastFacts.set(record, lastAt);
  return lastAt;
}

const lastFacts = new WeakMap<AccountRecord, number>();

/** When it is found out under a plan that holds for that time; null: not while it holds. */
function dueIn(
  days: number | null,
  lastAt: number,
  { from, to }: { readonly from: number; readonly to: number },
): number | null {
  if (days === null) return null;
  const dueAt = Math.max(lastAt + days * dayMs, from);
  return dueAt < to ? dueAt : null;
}

function daysOf(plan: Plan): number | null {
  return ruleFor(plan, event)?.rule.noLoginDays ?? null;
}

/** Once for each time that it was left alone. */
function isEntered({ facts }: AccountRecord, lastAt: number): boolean {
  return facts.restarts.some((restart) => restart.event === event && restart.at >= lastAt);
}
