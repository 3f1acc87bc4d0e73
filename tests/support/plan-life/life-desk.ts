import type { ItemCode } from '../../../electron/contract/job-codes.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import type { ActionId } from '../../../electron/contract/plan-ids.ts';
import { groupActionIds } from '../../../electron/accounts/plans/plan.ts';
import { hourMs, minuteMs } from '../../../electron/accounts/standing/calendar-day.ts';
import type { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import type { PaperPhones } from '../jobs/paper-phones.ts';
import { PlanConsole, type LifeGroup, type PlanConsoleOptions } from './plan-console.ts';
import { loosenPlan, tightenPlan } from './plan-edits.ts';
import { kindPrefix } from './life-kind.ts';
import type { LifeOrder } from './life-orders.ts';

export interface LifeDeskOptions extends Omit<PlanConsoleOptions, 'clock' | 'phones' | 'groups'> {
  readonly clock: SteppedClock;
  readonly phones: PaperPhones;
  readonly groups: ReadonlyMap<string, LifeGroup>;
  /** Tells the tokens of one life of the console from those of another. */
  readonly life: string;
}

const shutForMs = 10 * minuteMs;

type Told<K extends LifeOrder['kind']> = Extract<LifeOrder, { kind: K }>;

/** A desk that carries out whatever befalls it, over as many consoles as it takes. */
export class LifeDesk {
  /** How often which order was taken, and how often refused and why. */
  readonly told = new Map<string, number>();
  /** How often which reason held an act, over all consoles. */
  readonly reasons = new Map<ItemCode, number>();
  restarts = 0;
  readonly #options: LifeDeskOptions;
  #console: PlanConsole;
  #seq = 0;

  constructor(options: LifeDeskOptions) {
    this.#options = options;
    this.#console = PlanConsole.open(options);
  }

  get console(): PlanConsole {
    return this.#console;
  }

  get accountIds(): readonly string[] {
    return this.#options.phones.list().flatMap(({ phoneId }) => {
      const account = this.#console.accounts.onPhone(phoneId);
      return account.ok ? [account.value.accountId] : [];
    });
  }

  async carryOut(order: LifeOrder): Promise<void> {
    const what = await this.#carryOut(order);
    this.told.set(what, (this.told.get(what) ?? 0) + 1);
  }

  /** The console is gone; what it left stays. */
  async end(): Promise<void> {
    for (const [reason, count] of this.#console.gate.reasons) {
      this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + count);
    }
    await this.#console.crash();
  }

  async #carryOut(order: LifeOrder): Promise<string> {
    switch (order.kind) {
      case 'pass':
        await this.#options.clock.moveTo(this.#options.clock.now() + order.minutes * minuteMs);
        return order.kind;
      case 'restart':
        await this.end();
        this.restarts += 1;
        this.#console = PlanConsole.open(this.#options);
        return order.kind;
      case 'phone':
        return this.#movePhone(order);
      case 'mode':
        return wordOf(order, this.#console.accounts.setMode(this.#account(order), order.mode));
      case 'job':
        return this.#planJob(order);
      default:
        return wordOf(order, await this.#enter(order));
    }
  }

  #enter(order: Exclude<LifeOrder, Told<'pass' | 'restart' | 'phone' | 'mode' | 'job'>>): Promise<Outcome<unknown>> {
    const accountId = this.#account(order);
    switch (order.kind) {
      case 'signal': {
        const { signalId, tool } = order;
        const isOfTool = signalId === 'failure_rate';
        const seen = { accountId, signalId, tool: isOfTool ? tool : null, at: null, note: '' };
        return this.#console.call('accounts.reportSignal', seen);
      }
      case 'close':
        return this.#close(accountId);
      case 'event':
        return this.#console.call('accounts.restart', { accountId, event: order.event });
      case 'hand':
        return this.#logAct(accountId, order);
      case 'correct':
        return this.#correct(accountId, order.amount);
      case 'grow':
        return this.#grow(accountId);
      case 'tighten':
        return tightenPlan(this.#console, accountId, order);
      case 'loosen':
        return loosenPlan(this.#console, accountId, { ...order, now: this.#options.clock.now() });
    }
  }

  /** What nobody knows the end of is asked about every minute: a day of that is a long time, so it is a job of its own. */
  async #planJob(order: Told<'job'>): Promise<string> {
    const places = new Set(order.accounts.map((place) => place % this.#options.phones.list().length));
    const shut = [...places].filter((place) => this.#isShut(place, order.action));
    const open = [...places].filter((place) => !shut.includes(place));
    const words: string[] = [];
    if (shut.length > 0) words.push(await this.#planFor(shut, order, shutForMs));
    if (open.length > 0) words.push(await this.#planFor(open, order, order.hours * hourMs));
    return words.at(-1) ?? 'job of nobody';
  }

  async #planFor(accounts: readonly number[], order: Told<'job'>, lengthMs: number): Promise<string> {
    const { action, rows, amount, group } = order;
    const { clock, life } = this.#options;
    const planned = accounts.flatMap((account, turn) =>
      Array.from({ length: rows }, (_none, place) => ({
        account: this.#account({ account }),
        phone: this.#phone(account).phoneId,
        group: this.#groupAt(action, group + turn * rows + place),
        amount,
        token: `${life} ${this.restarts}-${++this.#seq}`,
      })),
    );
    const window = { startAt: null, endAt: clock.now() + lengthMs };
    const wanted = { kind: `${kindPrefix}${action}`, title: action, payload: { rows: planned }, window };
    const plan = await this.#console.call('jobs.plan', wanted);
    if (!plan.ok) return wordOf(order, plan);
    const confirmed = await this.#console.call('jobs.confirm', { jobId: plan.value.jobId, isConfirmed: true });
    return wordOf(order, confirmed);
  }

  /** Null for what is not done in a group that is there already. */
  #groupAt(action: ActionId, place: number): string | null {
    const names = [...this.#options.groups.keys()];
    const isOnGroup = groupActionIds.includes(action) && action !== 'group_create';
    return isOnGroup ? (names[place % names.length] ?? null) : null;
  }

  /** Whether the account may not do it at all for now, and nobody knows until when. */
  #isShut(account: number, action: ActionId): boolean {
    const [accountId, { phoneId }] = [this.#account({ account }), this.#phone(account)];
    const now = this.#options.clock.now();
    const question = { accountId, phoneId, action, groupId: null, amount: 1, mode: 'manual', now } as const;
    const answer = this.#console.gate.ask(question);
    return answer.kind === 'held' && answer.until === null;
  }

  /** Whatever of signals is still open is seen to. */
  async #close(accountId: string): Promise<Outcome<unknown>> {
    const detail = await this.#console.call('accounts.detail', { accountId });
    if (!detail.ok) return detail;
    let last: Outcome<unknown> = detail;
    for (const { signalRowId, isOpen } of detail.value.signals) {
      if (isOpen) last = await this.#console.call('accounts.closeSignal', { accountId, signalRowId, cause: '已查明' });
    }
    return last;
  }

  #logAct(accountId: string, { action, amount, group, minutesAgo }: Told<'hand'>): Promise<Outcome<unknown>> {
    const groupId = this.#groupAt(action, group);
    const at = this.#options.clock.now() - minutesAgo * minuteMs;
    const act = { accountId, action, groupId, at, amount, note: '', corrects: null };
    return this.#console.call('accounts.logAct', act);
  }

  /** The last row of the hand log was wrong. */
  async #correct(accountId: string, amount: number): Promise<Outcome<unknown>> {
    const detail = await this.#console.call('accounts.detail', { accountId });
    if (!detail.ok) return detail;
    const corrected = new Set(detail.value.handLog.map(({ corrects }) => corrects));
    const last = detail.value.handLog.find(({ handActId }) => !corrected.has(handActId));
    if (last === undefined) return detail;
    const { action, groupId, at, handActId } = last;
    const act = { accountId, action, groupId, at, amount, note: '', corrects: handActId };
    return this.#console.call('accounts.logAct', act);
  }

  /** Today's tasks of its stage are ticked, and a supervisor says yes to leaving it. */
  async #grow(accountId: string): Promise<Outcome<unknown>> {
    const detail = await this.#console.call('accounts.detail', { accountId });
    if (!detail.ok) return detail;
    const { card, checklist } = detail.value;
    for (const { taskId, state } of checklist) {
      if (state === 'done') continue;
      await this.#console.call('accounts.tick', { accountId, taskId, day: null, proof: '存档' });
    }
    const isAsked = card.missing.some(({ kind }) => kind === 'sign-off');
    return isAsked ? this.#console.call('accounts.signOff', { accountId, stageId: card.stageId }) : detail;
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
    const { phoneId } = this.#phone(account);
    const found = this.#console.accounts.onPhone(phoneId);
    if (!found.ok) throw new Error(found.error.message);
    return found.value.accountId;
  }
}

function wordOf({ kind }: LifeOrder, outcome: Outcome<unknown>): string {
  if (outcome.ok) return kind;
  const { rule } = { rule: '', ...outcome.error.detail };
  return `${kind} refused: ${outcome.error.code} ${rule}`.trim();
}
