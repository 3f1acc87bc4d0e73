import type { AuditPort } from '../audit/audit-log.ts';
import type { Operator } from '../contract/operators.ts';
import type { AccountCooldowns, ActLedger, CommittedAct, EndedAct } from '../jobs/gate.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Store } from '../store/store.ts';
import { AccountBook } from './desk/account-book.ts';
import { stateOf, type AccountGround, type DeskCustody, type GateGroups } from './desk/account-ground.ts';
import { plannedAct, type PlannedAct } from './desk/asked-acts.ts';
import type { DeskTime } from './desk/desk-time.ts';
import { FailureWatch } from './desk/failure-watch.ts';
import { carryRests } from './desk/former-rests.ts';
import { LoginWatch } from './desk/login-watch.ts';
import { PassedVersions } from './desk/passed-versions.ts';
import { phoneFaults, type JudgedPhone } from './desk/phone-fitness.ts';
import { PlanShelf } from './desk/plan-shelf.ts';
import { UntimedFacts } from './desk/untimed-facts.ts';
import { signalOfPrompt } from './desk/prompt-signals.ts';
import { openDoubts } from './store/doubt-store.ts';
import { FactStore } from './store/fact-store.ts';
import { FactTimes } from './store/fact-times.ts';
import { FieldStore, type AccountMove } from './store/field-store.ts';
import { HandLog } from './store/hand-log.ts';
import { PlanStore } from './store/plan-store.ts';
import { WaiverStore } from './store/waiver-store.ts';
import { JobActs, type JobAct } from './usage/job-acts.ts';
import { OpenActs } from './usage/open-acts.ts';
import { UsageLedger } from './usage/usage-ledger.ts';

export interface AccountDeskDeps {
  readonly store: Store;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly time: DeskTime;
  /** Left out: nobody keeps count beside the database. */
  readonly custody?: DeskCustody;
  readonly logger: Logger;
  readonly resourcesFolder: string;
  readonly accounts: AccountGround['accounts'];
  /** Null for a phone that is not remembered. */
  readonly phone: (phoneId: string) => (JudgedPhone & { readonly isVirtual: boolean }) | null;
  readonly operator: () => Operator | null;
  readonly isSupervisor: (operatorId: string) => boolean;
  /** See `AccountGround`. */
  readonly isProven?: (operatorId: string) => boolean;
  readonly hasPin?: (operatorId: string) => boolean;
}

/** What is known once the features above are there. */
export interface AccountDeskStart {
  readonly groups: GateGroups;
  /** Every kind of job, with what it calls its act. */
  readonly kinds: readonly { readonly kind: string; readonly action: string }[];
}

/** Timers longer than 24 days fire at once. */
const longestWaitMs = 3_600_000;
/** A ledger that was read by a clock this far off may lack what counts. */
const misreadMs = 86_400_000;

/** Accounts under their plans: where each stands, what it has used up, and what people enter about it. */
export class AccountDesk implements AccountCooldowns, ActLedger, Disposable {
  readonly ground: AccountGround;
  readonly #deps: AccountDeskDeps;
  readonly #jobActs: JobActs;
  readonly #failures: FailureWatch;
  readonly #logins: LoginWatch;
  readonly #passed: PassedVersions;
  /** What of a plan each kind of job does. */
  #acts: ReadonlyMap<string, PlannedAct> = new Map();
  #groups: GateGroups | null = null;
  #usage: UsageLedger | null = null;
  #countedAt = 0;
  readonly #open = new OpenActs();
  readonly #acted: EventSource<string>;
  #isDisposed = false;
  #armed: { readonly at: number; readonly cancel: () => void } | null = null;

  /** @throws Error where the shipped plan cannot be read */
  constructor(deps: AccountDeskDeps) {
    this.#deps = deps;
    const { store, audit, time, accounts, phone, operator, isSupervisor, logger, custody = null } = deps;
    const [facts, fields, plans] = [new FactStore(store), new FieldStore(store), new PlanStore(store)];
    const [waivers, doubts] = [new WaiverStore(store), openDoubts(store)];
    const [times, handLog] = [new FactTimes(store), new HandLog(store)];
    const stores = { facts, fields, plans, waivers, doubts, handLog };
    const shelf = new PlanShelf(plans, deps.resourcesFolder);
    const book = new AccountBook({ store, shelf, times, ...stores, onKept: (at) => this.#arm(at) });
    [this.#jobActs, this.#passed] = [new JobActs(store), new PassedVersions(store)];
    this.ground = {
      store,
      audit,
      time,
      custody,
      shelf,
      book,
      accounts,
      operator,
      isSupervisor,
      ...pinsOf(deps),
      ...stores,
      untimed: new UntimedFacts(times, deps.clock),
      usage: () => this.#counted(),
      groups: () => this.#groups ?? noGroups,
      actOfKind: (kind) => this.#acts.get(kind) ?? null,
      isVirtual: (phoneId) => phone(phoneId)?.isVirtual ?? null,
      phoneFaults: (phoneId, plan) => {
        const found = phone(phoneId);
        if (found === null) return ['offline'];
        const isMessengerChanged = this.#passed.isChanged(phoneId, found.facts?.messengerVersion ?? null);
        return phoneFaults(found, plan, { isMessengerChanged, pcAheadMs: time.aheadMs?.() ?? 0 });
      },
      changes: new EventSource(logger),
    };
    this.#acted = new EventSource(logger);
    this.#failures = new FailureWatch(this.ground, this.#jobActs);
    this.#logins = new LoginWatch(this.ground, this.#jobActs, deps.clock);
    carryRests(this.ground);
  }

  /** Once, before anything is asked. */
  start({ groups, kinds }: AccountDeskStart): void {
    this.#groups = groups;
    const acts = kinds.map(({ kind, action }) => [kind, plannedAct(action)] as const);
    this.#acts = new Map(acts.flatMap(([kind, act]) => (act === null ? [] : [[kind, act]])));
    this.#usage = this.#count();
    // What is told in the middle of a transaction is sealed once that is through.
    this.ground.changes.subscribe(() => queueMicrotask(() => this.sealFacts()));
    this.ground.untimed.settle(this.ground);
    this.#logins.start();
  }

  /** What time it is became known, or came into doubt: every answer may be another one now. */
  noteTime(): void {
    if (this.#isDisposed) return;
    if (this.#usage !== null && Math.abs(this.ground.time.now() - this.#countedAt) > misreadMs)
      this.#usage = this.#count();
    this.ground.untimed.settle(this.ground);
    this.#logins.start();
    this.ground.changes.emit(null);
  }

  /** See `ActLedger`. */
  committed(act: CommittedAct): void {
    const counted = jobActOf(act);
    this.#counted().addJobAct(counted);
    if (act.by === 'operator') this.#open.begin(counted);
  }

  /** See `ActLedger`. */
  ended({ act, at, state }: EndedAct): void {
    const counted = this.#open.end(act.attemptId) ?? jobActOf(act);
    if (act.by === 'operator' || state !== 'interrupted') {
      this.#counted().moveJobAct(counted, at);
      this.#counted().noteBegin({ ...counted, at }, act.at);
    }
    const action = this.#acts.get(act.kind)?.action ?? null;
    if (action !== null && state === 'failed') this.#failures.review(act, action);
    this.#acted.emit(act.accountId);
  }

  /** See `AccountCooldowns`. A rest without a known end is none that could be waited for: `isResting` tells of it. */
  restOf(accountId: string, _now?: number): { readonly untilAt: number; readonly code: 'too-frequent' } | null {
    const ends = this.#rests(accountId).map(({ untilAt }) => untilAt);
    const known = ends.filter((at) => at !== null);
    return known.length === 0 || known.length < ends.length
      ? null
      : { untilAt: Math.max(...known), code: 'too-frequent' };
  }

  /** Nothing is done through it by the console now. */
  isResting(accountId: string): boolean {
    return this.#rests(accountId).length > 0;
  }

  /** The platform warned the account: a fact, from which follows how long it rests, or that a person has to end it. */
  begin({ accountId, code }: Parameters<AccountCooldowns['begin']>[0]): void {
    const { facts, book, time, untimed } = this.ground;
    if (book.record(accountId) === null) return;
    const at = time.now();
    untimed.note(this.ground, accountId, { what: 'signal', wroteAt: at });
    const note = code ?? '';
    const seen = { tool: null, at, source: 'prompt', reportedBy: '', note } as const;
    facts.addSignal(accountId, { ...seen, signalId: signalOfPrompt(code) });
    book.forget(accountId);
    // What is told while a change is being written is heard after it.
    queueMicrotask(() => this.ground.changes.emit(accountId));
  }

  /** An account came to a phone or left one; call inside of the transaction. Another phone is an event of the plan. */
  noteMove(move: Omit<AccountMove, 'moveId' | 'at'>): void {
    const { fields, facts, book, time, untimed } = this.ground;
    const at = time.now();
    const { accountId, fromPhoneId, toPhoneId } = move;
    fields.addMove({ ...move, at });
    const left = fields.movesOf(accountId).findLast((one) => one.fromPhoneId !== null);
    const lastPhoneId = fromPhoneId ?? left?.fromPhoneId ?? toPhoneId;
    const startedOn = book.record(accountId)?.fields.startedOn ?? null;
    if (toPhoneId !== null && lastPhoneId !== toPhoneId && startedOn !== null) {
      untimed.note(this.ground, accountId, { what: 'restart', wroteAt: at });
      facts.restart(accountId, { event: 'new-phone', at, by: move.by });
    }
    book.forget(accountId);
  }

  /** Somebody is in the account, as its page is about to show; call inside of the transaction. */
  noteLogin(accountId: string): void {
    this.#logins.review(accountId);
  }

  /** A phone was seen: the first version of its messenger is what later ones are compared with. */
  notePhone(phoneId: string): void {
    const version = this.#deps.phone(phoneId)?.facts?.messengerVersion ?? null;
    if (version !== null) this.ground.store.write(() => this.#passed.note(phoneId, version, this.ground.time.now()));
  }

  /** The phone passed its check with that version of the messenger. */
  passCheck(phoneId: string, version: string): void {
    const passed = this.ground.store.write(() => this.#passed.pass(phoneId, version, this.ground.time.now()));
    if (passed.ok) this.ground.changes.emit(null);
  }

  /** Tells the id of the account of which anything is another now; null: of any. */
  subscribe(listener: (accountId: string | null) => void): () => void {
    const stops = [this.ground.changes.subscribe(listener), this.#acted.subscribe(listener)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** What was said of accounts is kept beside the database as well; within no transaction. */
  sealFacts(): void {
    if (!this.#isDisposed) this.ground.custody?.sealFacts?.();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#logins.dispose();
    this.#armed?.cancel();
  }

  /** What closes the account as a whole. Only signals do: an account without any need not be looked at. */
  #rests(accountId: string) {
    const { book } = this.ground;
    if ((book.record(accountId)?.facts.signals.length ?? 0) === 0) return [];
    const { limits } = stateOf(this.ground, accountId)?.standing ?? { limits: [] };
    return limits.filter(({ scope, effect }) => scope === 'all' && effect !== 'half');
  }

  #counted(): UsageLedger {
    this.#usage ??= this.#count();
    this.#open.bringUp(this.#usage, () => this.ground.time.now());
    return this.#usage;
  }

  #count(): UsageLedger {
    const { handLog, groups, time } = this.ground;
    const deps = {
      jobActs: this.#jobActs,
      handLog,
      groups: { idsOf: (groupId: string) => groups().idsOf(groupId) },
      actionOfKind: (kind: string) => this.#acts.get(kind)?.action ?? null,
    };
    this.#countedAt = time.now();
    this.#open.reread();
    return new UsageLedger(deps, this.#countedAt);
  }

  /** Tells that answers may be others when the first account becomes another by itself. */
  #arm(at: number): void {
    if (this.#isDisposed || (this.#armed !== null && this.#armed.at <= at)) return;
    this.#armed?.cancel();
    const { clock, time } = this.#deps;
    const cancel = clock.after(Math.max(0, Math.min(at - time.now(), longestWaitMs)), () => {
      this.#armed = null;
      if (time.now() < at) return this.#arm(at);
      this.ground.changes.emit(null);
    });
    this.#armed = { at, cancel };
  }
}

function pinsOf({ isProven, hasPin }: AccountDeskDeps): Pick<AccountGround, 'isProven' | 'hasPin'> {
  return { ...(isProven !== undefined && { isProven }), ...(hasPin !== undefined && { hasPin }) };
}

const noGroups: GateGroups = {
  idsOf: (groupId) => ({ groupIds: [groupId], viewIds: [] }),
  groundOf: () => ({ memberCount: null, ownRole: null }),
};

function jobActOf({ attemptId, kind, accountId, groupId, subject, at, amount }: CommittedAct): JobAct {
  return { attemptId, kind, accountId, groupId, groupViewId: viewOf(subject), at, markedAt: at, amount };
}

/** Kinds that act on a group through a view of it say so in what they store. */
function viewOf(subject: unknown): number | null {
  if (typeof subject !== 'object' || subject === null || !('groupViewId' in subject)) return null;
  return typeof subject.groupViewId === 'number' ? subject.groupViewId : null;
}
