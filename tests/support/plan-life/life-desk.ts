import type { Outcome } from '../../../electron/contract/outcome.ts';
import type { ActionId } from '../../../electron/contract/plan-ids.ts';
import { groupActionIds } from '../../../electron/accounts/plans/plan.ts';
import { hourMs, minuteMs } from '../../../electron/accounts/standing/calendar-day.ts';
import type { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import type { PaperPhones } from '../jobs/paper-phones.ts';
import type { ActBook } from './act-book.ts';
import type { Deed } from './chronicle.ts';
import type { LifeConsole, LifeGroup } from './life-console.ts';
import { accountOn, isSeenBy } from './life-ground.ts';
import { loosenPlan, tightenPlan } from './plan-edits.ts';
import { kindPrefix } from './life-kind.ts';
import type { LifeOrder } from './life-orders.ts';

export interface LifeDeskOptions {
  readonly clock: SteppedClock;
  readonly phones: PaperPhones;
  readonly groups: ReadonlyMap<string, LifeGroup>;
  /** Notes what is done to the accounts. */
  readonly book: ActBook;
  /** A console on what the last one left. */
  readonly open: () => Promise<LifeConsole>;
  /** Lets time pass, with everything that happens meanwhile. */
  readonly moveTo: (at: number) => Promise<unknown>;
  /** Tells the tokens of one life of the console from those of another. */
  readonly life: string;
}

const shutForMs = 10 * minuteMs;

type Told<K extends LifeOrder['kind']> = Extract<LifeOrder, { kind: K }>;

/** A desk that carries out whatever befalls it, over as many consoles as it takes. */
export class LifeDesk {
  /** How often which order was taken, and how often refused and why. */
  readonly told = new Map<string, number>();
  restarts = 0;
  readonly #options: LifeDeskOptions;
  readonly #groupsOf = new Map<number, readonly string[]>();
  #console: LifeConsole;
  #seq = 0;

  private constructor(options: LifeDeskOptions, console: LifeConsole) {
    this.#options = options;
    this.#console = console;
  }

  static async open(options: LifeDeskOptions): Promise<LifeDesk> {
    return new LifeDesk(options, await options.open());
  }

  get console(): LifeConsole {
    return this.#console;
  }

  async carryOut(order: LifeOrder): Promise<void> {
    const what = await this.#carryOut(order);
    this.told.set(what, (this.told.get(what) ?? 0) + 1);
  }

  /** The console is gone; what it left stays. */
  async end(): Promise<void> {
    await this.#console.crash();
  }

  async #carryOut(order: LifeOrder): Promise<string> {
    switch (order.kind) {
      case 'pass':
        await this.#options.moveTo(this.#options.clock.now() + order.minutes * minuteMs);
        return order.kind;
      case 'restart':
        await this.end();
        this.restarts += 1;
        this.#console = await this.#options.open();
        return order.kind;
      case 'phone':
        return this.#movePhone(order);
      case 'mode':
        return wordOf(order, await this.#console.setMode(this.#account(order), order.mode));
      case 'job':
        return this.#planJob(order);
      default:
        return wordOf(order, await this.#enter(order));
    }
  }

  /** Notes what is about to be done to the account, does it, and notes whether it was taken. */
  async #do<T>(deed: Deed, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const { book, life } = this.#options;
    const id = `${life} ${this.restarts}-${++this.#seq}`;
    book.intend(id, deed);
    const outcome = await work();
    book.settle(id, outcome.ok);
    return outcome;
  }

  #enter(order: Exclude<LifeOrder, Told<'pass' | 'restart' | 'phone' | 'mode' | 'job'>>): Promise<Outcome<unknown>> {
    const accountId = this.#account(order);
    switch (order.kind) {
      case 'signal': {
        const { signalId } = order;
        const tool = signalId === 'failure_rate' ? order.tool : null;
        const seen = { accountId, signalId, tool, at: null, note: '' };
        const deed = { kind: 'signal', ...this.#of(accountId), signalId, tool } as const;
        return this.#do(deed, () => this.#console.call('accounts.reportSignal', seen));
      }
      case 'close':
        return this.#close(accountId);
      case 'event': {
        const { event } = order;
        const deed = { kind: 'event', ...this.#of(accountId), event } as const;
        return this.#do(deed, () => this.#console.call('accounts.restart', { accountId, event }));
      }
      case 'hand':
        return this.#logAct(accountId, order);
      case 'correct':
        return this.#correct(accountId, order.amount);
      case 'grow':
        return this.#grow(accountId);
      case 'tighten':
        return tightenPlan(this.#console, accountId, {
          ...order,
          note: (text, work) => this.#do({ kind: 'plan', ...this.#of(accountId), text }, work),
        });
      case 'loosen':
        return loosenPlan(this.#console, accountId, {
          ...order,
          now: this.#options.clock.now(),
          note: (raised, work) => this.#do({ kind: 'loosened', ...this.#of(accountId), ...raised }, work),
        });
    }
  }

  #of(accountId: string): { readonly at: number; readonly accountId: string } {
    return { at: this.#options.clock.now(), accountId };
  }

  /** What nobody knows the end of is asked about every minute: a day of that is a long time, so it is a job of its own. */
  async #planJob(order: Told<'job'>): Promise<string> {
    const places = new Set(order.accounts.map((place) => place % this.#options.phones.list().length));
    const shut: number[] = [];
    for (const place of places) if (await this.#isShut(place, order.action)) shut.push(place);
    const open = [...places].filter((place) => !shut.includes(place));
    const words: string[] = [];
    if (shut.length > 0) words.push(await this.#planFor(shut, order, shutForMs));
    if (open.length > 0) words.push(await this.#planFor(open, order, order.hours * hourMs));
    return words.at(-1) ?? 'job of nobody';
  }

  async #planFor(accounts: readonly number[], order: Told<'job'>, lengthMs: number): Promise<string> {
    const { action, rows, amount, group } = order;
    const { clock, life } = this.#options;
    const job = `j${++this.#seq}`;
    const planned = accounts.flatMap((account) =>
      Array.from({ length: rows }, (_none, place) => ({
        account: this.#account({ account }),
        phone: this.#phone(account).phoneId,
        group: this.#groupAt(account, action, group + place),
        amount,
        token: `${life} ${this.restarts} ${job} ${++this.#seq} @${clock.now()}`,
      })),
    );
    const window = { startAt: null, endAt: clock.now() + lengthMs };
    const wanted = { kind: `${kindPrefix}${action}`, title: action, payload: { rows: planned }, window };
    const plan = await this.#console.call('jobs.plan', wanted);
    if (!plan.ok) return wordOf(order, plan);
    const confirmed = await this.#console.call('jobs.confirm', { jobId: plan.value.jobId, isConfirmed: true });
    return wordOf(order, confirmed);
  }

  /** One that the account sees; null for what is not done in a group that is there already. */
  #groupAt(account: number, action: ActionId, place: number): string | null {
    const isOnGroup = groupActionIds.includes(action) && action !== 'group_create';
    if (!isOnGroup) return null;
    const all = [...this.#options.groups.keys()];
    const seen = this.#groupsOf.get(account) ?? all.filter((_id, at) => isSeenBy(account, at, all.length));
    this.#groupsOf.set(account, seen);
    return seen[place % seen.length] ?? null;
  }

  /** Whether the account may not do it at all for now, and nobody knows until when. */
  #isShut(account: number, action: ActionId): Promise<boolean> {
    return this.#console.isShut(this.#account({ account }), this.#phone(account).phoneId, action);
  }

  /** Whatever of signals is still open is seen to. */
  async #close(accountId: string): Promise<Outcome<unknown>> {
    const detail = await this.#console.call('accounts.detail', { accountId });
    if (!detail.ok) return detail;
    let last: Outcome<unknown> = detail;
    for (const { signalRowId, signalId, at: seenAt, isOpen } of detail.value.signals) {
      if (!isOpen) continue;
      const closing = { accountId, signalRowId, cause: '已查明' };
      const deed = { kind: 'closed', ...this.#of(accountId), signalId, seenAt } as const;
      last = await this.#do(deed, () => this.#console.call('accounts.closeSignal', closing));
    }
    return last;
  }

  #logAct(accountId: string, { account, action, amount, group, minutesAgo }: Told<'hand'>): Promise<Outcome<unknown>> {
    const groupId = this.#groupAt(account, action, group);
    const doneAt = this.#options.clock.now() - minutesAgo * minuteMs;
    return this.#noteHand({ accountId, action, groupId, doneAt, amount }, null);
  }

  /** The last row of the hand log was wrong. */
  async #correct(accountId: string, amount: number): Promise<Outcome<unknown>> {
    const detail = await this.#console.call('accounts.detail', { accountId });
    if (!detail.ok) return detail;
    const corrected = new Set(detail.value.handLog.map(({ corrects }) => corrects));
    const last = detail.value.handLog.find(({ handActId }) => !corrected.has(handActId));
    if (last === undefined) return detail;
    const { action, groupId, at: doneAt, handActId, note } = last;
    return this.#noteHand({ accountId, action, groupId, doneAt, amount }, { handActId, key: note });
  }

  /** The row's note names it, for whoever corrects it later. */
  #noteHand(
    act: Pick<Extract<Deed, { kind: 'hand' }>, 'accountId' | 'action' | 'groupId' | 'doneAt' | 'amount'>,
    corrected: { readonly handActId: number; readonly key: string } | null,
  ): Promise<Outcome<unknown>> {
    const { doneAt, ...row } = act;
    const key = `${this.#options.life} ${this.restarts}-${++this.#seq}`;
    const written = { ...row, at: doneAt, note: key, corrects: corrected?.handActId ?? null };
    const deed = {
      kind: 'hand',
      at: this.#options.clock.now(),
      ...act,
      key,
      corrects: corrected?.key ?? null,
    } as const;
    return this.#do(deed, () => this.#console.call('accounts.logAct', written));
  }

  /** Today's tasks of its stage are ticked, and a supervisor says yes to leaving it. */
  async #grow(accountId: string): Promise<Outcome<unknown>> {
    const detail = await this.#console.call('accounts.detail', { accountId });
    if (!detail.ok) return detail;
    const { card, checklist } = detail.value;
    for (const { taskId, stageId, state } of checklist) {
      if (state === 'done') continue;
      const deed = { kind: 'ticked', ...this.#of(accountId), stageId, taskId } as const;
      const tick = { accountId, taskId, day: null, proof: '存档' };
      await this.#do(deed, () => this.#console.call('accounts.tick', tick));
    }
    const { stageId } = card;
    const isAsked = card.missing.some(({ kind }) => kind === 'sign-off');
    if (!isAsked) return detail;
    const deed = { kind: 'signed-off', ...this.#of(accountId), stageId } as const;
    return this.#do(deed, () => this.#console.call('accounts.signOff', { accountId, stageId }));
  }

  #movePhone({ account, isThere }: Told<'phone'>): string {
    const { phones } = this.#options;
    const { phoneId } = this.#phone(account);
    const isAway = phones.get(phoneId)?.state === 'absent';
    if (isThere && isAway) phones.come(phoneId);
    if (!isThere) phones.leave(phoneId);
    return isThere ? 'phone comes' : 'phone leaves';
  }

  #phone(place: number): { readonly phoneId: string } {
    const phones = this.#options.phones.list();
    const phone = phones[place % phones.length];
    if (phone === undefined) throw new Error('a desk without phones');
    return phone;
  }

  #account({ account }: { readonly account: number }): string {
    return accountOn(this.#phone(account).phoneId);
  }
}

function wordOf({ kind }: LifeOrder, outcome: Outcome<unknown>): string {
  if (outcome.ok) return kind;
  const { rule } = { rule: '', ...outcome.error.detail };
  return `${kind} refused: ${outcome.error.code} ${rule}`.trim();
}
