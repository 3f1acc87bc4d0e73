import type { AuditNote, AuditPort } from '../../audit/audit-log.ts';
import type { Account } from '../../contract/accounts.ts';
import type { Operator } from '../../contract/operators.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { ActCustody } from '../../jobs/gate.ts';
import type { EventSource } from '../../runtime/event-source.ts';
import type { Store } from '../../store/store.ts';
import type { AskedGroup } from '../gate/act-question.ts';
import type { Plan } from '../plans/plan.ts';
import { lacksPin, missesPin } from '../operator-rights.ts';
import type { DoubtStore } from '../store/doubt-store.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { FieldStore } from '../store/field-store.ts';
import type { HandLog } from '../store/hand-log.ts';
import type { PlanStore } from '../store/plan-store.ts';
import type { RemovedPhones } from '../store/removed-phones.ts';
import type { WaiverStore } from '../store/waiver-store.ts';
import type { CountedGroups, UsageLedger } from '../usage/usage-ledger.ts';
import type { AccountBook, AccountState } from './account-book.ts';
import type { PlannedAct } from './asked-acts.ts';
import type { DeskTime } from './desk-time.ts';
import type { PlanShelf } from './plan-shelf.ts';
import type { UntimedFacts } from './untimed-facts.ts';

/** Groups as the gate needs them; `groups` has them. */
export interface GateGroups extends CountedGroups {
  groundOf(groupId: string, accountId: string): Pick<AskedGroup, 'memberCount' | 'ownRole'>;
}

/** Keeps count beside the database of acts, and of what is said of accounts. */
export interface DeskCustody extends ActCustody {
  /** To be called after the transaction in which something was said, and within none. */
  sealFacts?(): void;
}

/** What everything about accounts under a plan stands on. */
export interface AccountGround {
  readonly store: Store;
  readonly audit: AuditPort;
  readonly time: DeskTime;
  readonly shelf: PlanShelf;
  readonly book: AccountBook;
  readonly facts: FactStore;
  readonly fields: FieldStore;
  readonly plans: PlanStore;
  readonly waivers: WaiverStore;
  readonly doubts: DoubtStore;
  readonly removedPhones: Pick<RemovedPhones, 'nameOf'>;
  /** What is told while nobody knows what time it is. */
  readonly untimed: UntimedFacts;
  readonly handLog: HandLog;
  /** Null: nobody keeps count beside the database. */
  readonly custody: DeskCustody | null;
  /** What counts by now. */
  readonly usage: () => UsageLedger;
  readonly groups: () => GateGroups;
  /** What of a plan a kind of job does; null for one that this release does not have, or that no plan says anything of. */
  readonly actOfKind: (kind: string) => PlannedAct | null;
  readonly accounts: {
    list(): Account[];
    ids(): string[];
    get(accountId: string): Account | null;
    phoneOf(accountId: string): string | null;
  };
  /** Null for a phone that is not remembered. */
  readonly isVirtual: (phoneId: string) => boolean | null;
  /** What is wrong with a phone for an account under that plan, by code; none where it is fit. */
  readonly phoneFaults: (phoneId: string, plan: Plan) => readonly string[];
  /**
   * When the account is found to have been left alone for so long that it begins anew, if nobody is in it from `now` on: at `until` at the
   * latest; null: not by then.
   */
  readonly loginDue: (
    state: Pick<AccountState, 'record' | 'plan' | 'isPractice' | 'ahead'>,
    span: { readonly now: number; readonly until: number },
  ) => number | null;
  readonly operator: () => Operator | null;
  readonly isSupervisor: (operatorId: string) => boolean;
  /** Whether a supervisor with a PIN entered it a moment ago; left out: nobody has one. */
  readonly isProven?: (operatorId: string) => boolean;
  /** Left out: everybody who is not proven has one. */
  readonly hasPin?: (operatorId: string) => boolean;
  /** Tells the id of the account whose answers may be others now; null: of any. */
  readonly changes: EventSource<string | null>;
}

/** An account as it is now; null for an id that is none. */
export function stateOf(ground: AccountGround, accountId: string): AccountState | null {
  const phoneId = ground.accounts.phoneOf(accountId);
  return ground.book.stateAt(accountId, phoneId !== null && ground.isVirtual(phoneId) === true, ground.time.now());
}

/** As `stateOf`; `account-not-found`. */
export function findState(ground: AccountGround, accountId: string): Outcome<AccountState> {
  const state = stateOf(ground, accountId);
  return state === null ? fail('account-not-found', 'no such account', { accountId }) : succeed(state);
}

/** Who says so. */
export interface Sayer {
  readonly name: string;
  readonly isSupervisor: boolean;
}

/** The operator of the moment; `operator-required` without one. */
export function sayerOf({ operator, isSupervisor }: AccountGround): Outcome<Sayer> {
  const present = operator();
  if (present === null) return fail('operator-required', 'a person answers for it');
  return succeed({ name: present.name, isSupervisor: isSupervisor(present.operatorId) });
}

/** As `sayerOf`; `supervisor-required` for anybody without the mark, `supervisor-pin-required` where a PIN is to be entered again, `supervisor-pin-missing` without one. */
export function supervisorOf(ground: AccountGround): Outcome<Sayer> {
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const { name, isSupervisor } = sayer.value;
  if (!isSupervisor) return fail('supervisor-required', 'only a supervisor may do that', { operator: name });
  const operatorId = ground.operator()?.operatorId ?? '';
  if (ground.isProven?.(operatorId) ?? true) return sayer;
  return (ground.hasPin?.(operatorId) ?? true) ? lacksPin(name) : missesPin(name);
}

/** One change of an account with its line in the audit log; whoever asks next finds the account as it is by then. */
export function record<T>(
  ground: AccountGround,
  accountId: string,
  note: Omit<AuditNote, 'subject'>,
  work: () => T,
): Outcome<T> {
  const written = ground.store.write(() => {
    const result = work();
    ground.audit.append({ ...note, subject: accountId });
    return result;
  });
  if (!written.ok) return written;
  ground.book.forget(accountId);
  ground.changes.emit(accountId);
  return written;
}

/** What was given breaks a rule of ours. */
export function refuse(field: string, rule: string, detail: Record<string, string | number> = {}): Outcome<never> {
  return fail('invalid-input', `${field} breaks the rule ${rule}`, { field, rule, ...detail });
}
