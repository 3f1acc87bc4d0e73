import type { ExecutionMode } from '../contract/automation.ts';
import type { ItemCode } from '../contract/job-codes.ts';
import type { Outcome } from '../contract/outcome.ts';
import type { TextParams } from '../contract/phones.ts';

/** A tap on its way needs a moment, and what is written down before it: nothing is let through so long before it may not be done any more. */
export const tapMs = 5_000;

/** What somebody wants to do, with which account, on which phone. */
export interface GateQuestion {
  readonly accountId: string;
  readonly phoneId: string;
  readonly action: string;
  readonly groupId: string | null;
  /** How much of the action: 1 for one group renamed, so many for people invited. */
  readonly amount: number;
  /** How much of it the account's rows of one plan come to, up to and with this one; left out: there is no plan. */
  readonly batchAmount?: number;
  /** To how many groups a campaign goes; left out: it is none. */
  readonly recipientCount?: number;
  /** Null where nobody has chosen one. */
  readonly mode: ExecutionMode | null;
  readonly now: number;
  /** It finds out which account is on the phone: that it is another one by now is no hindrance. */
  readonly findsAccount?: boolean;
}

/** `until` null: the gate does not know when it opens, and is asked again. */
export type GateAnswer =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'held'; readonly reason: ItemCode; readonly until: number | null; readonly detail?: TextParams }
  | { readonly kind: 'never'; readonly reason: ItemCode; readonly detail?: TextParams };

/**
 * Whether an account may act now. Asked when a plan is made, before each act, and once more right before the committing
 * tap; every answer must be cheap, as it is given between a reading and a tap.
 */
export interface Gate {
  ask(question: GateQuestion): GateAnswer;
  /**
   * To be asked about the rows of one plan in their order, and before them about those that are still open elsewhere: each as if the
   * rows before it were done as soon as they may be, unless that is no sooner than `endAt`. Left out: rows have nothing to do with
   * each other.
   */
  forPlan?(): (question: GateQuestion, endAt?: number | null) => GateAnswer;
  /**
   * Whether an act that was shown to a person may still be done; that it is counted already does not count against it. Left out: it
   * may for as long as it is shown.
   */
  askShown?(question: GateQuestion): ShownAnswer;
  /** Tells that answers may be others now, before a `held` is over by itself. */
  subscribe(listener: () => void): () => void;
}

export interface ShownAnswer {
  readonly answer: GateAnswer;
  /** When the clock alone closes it next; null: never. */
  readonly closesAt: number | null;
}

/** An attempt that has its leave to commit. */
export interface CommittedAct {
  readonly attemptId: number;
  readonly kind: string;
  readonly accountId: string;
  readonly groupId: string | null;
  /** What its kind stored of the item. */
  readonly subject: unknown;
  /** When the leave was given. */
  readonly at: number;
  readonly amount: number;
  readonly by: 'engine' | 'operator';
}

/** How such an attempt ended. */
export interface EndedAct {
  readonly act: CommittedAct;
  readonly at: number;
  readonly state: 'done' | 'failed' | 'unknown' | 'skipped' | 'interrupted';
}

/** Told of every act that counts; `accounts` keeps count. What was told is in the ledger of jobs as well, which a start reads. */
export interface ActLedger {
  /** Right after its mark was written, and before anything is done. */
  committed(act: CommittedAct): void;
  /** After its end was written. */
  ended(end: EndedAct): void;
}

/** Keeps, beside the database, how many acts were let through: a database that lacks some is found out by it. `accounts` has it. */
export interface ActCustody {
  /** In the transaction that notes the act: both or neither; `weight` as much as it is. @throws StoreError as the store does */
  countAct(at: number, weight: number): void;
  /** After that transaction, and before the act is permitted. Fails as the store does; then it is not. */
  seal(): Outcome<null>;
}

/** How accounts act; `accounts` keeps it. */
export interface AccountModes {
  /** Null where nobody has chosen a mode yet. */
  modeOf(accountId: string, phoneId: string): ExecutionMode | null;
  /** Why it is `manual` on that phone although a person chose another mode; null where it is as chosen. */
  whyByHand(accountId: string, phoneId: string): ItemCode | null;
  /** True for an own account that is known not to be on that phone: another one is logged in there. */
  isElsewhere(accountId: string, phoneId: string): boolean;
  /** Tells that a mode, or the phone of an account, may be another now. */
  subscribe(listener: () => void): () => void;
}

/** Accounts that rest after a warning. */
export interface AccountCooldowns {
  /** Null when the account does not rest at `now`. */
  restOf(accountId: string, now: number): { readonly untilAt: number; readonly code: ItemCode | null } | null;
  /** A rest that ends sooner than the one under way changes nothing. @throws StoreError as the store does */
  begin(rest: { readonly accountId: string; readonly untilAt: number; readonly code: ItemCode | null }): void;
}

/** What the platforms say about automation; `accounts` knows who has read it. */
export interface PlatformRules {
  /** `rules-not-acknowledged` until the operator of the moment has read the rules of today; `operator-required` without one. */
  checkRules(): Outcome<null>;
}
