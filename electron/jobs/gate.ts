import type { ExecutionMode } from '../contract/automation.ts';
import type { ItemCode } from '../contract/job-codes.ts';
import type { Outcome } from '../contract/outcome.ts';
import type { TextParams } from '../contract/phones.ts';

/** What somebody wants to do, with which account, on which phone. */
export interface GateQuestion {
  readonly accountId: string;
  readonly phoneId: string;
  readonly action: string;
  readonly groupId: string | null;
  /** How much of the action: 1 for one group renamed. */
  readonly amount: number;
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
  /** Tells that answers may be others now, before a `held` is over by itself. */
  subscribe(listener: () => void): () => void;
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
