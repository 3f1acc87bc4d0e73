import type { ExecutionMode } from '../../../electron/contract/automation.ts';
import type { ActionId, ReOnboardingEvent, SignalId } from '../../../electron/contract/plan-ids.ts';

/** Every window of a cap that somebody may change. */
export const capWords = ['per_hour', 'per_day', 'per_week', 'per_month'] as const;
export type CapWord = (typeof capWords)[number];

/** Events that somebody enters; which unblock it is the account's history says. */
export type EnteredEvent = 'unblock' | Exclude<ReOnboardingEvent, `${string}-unblock`>;

/**
 * What befalls a desk, or is asked of it. Accounts, phones and groups go by their places, which stand for the first ones where
 * there are fewer.
 */
export type LifeOrder =
  | {
      readonly kind: 'job';
      readonly accounts: readonly number[];
      readonly action: ActionId;
      /** Of each account. */
      readonly rows: number;
      readonly amount: number;
      readonly group: number;
      readonly hours: number;
    }
  | { readonly kind: 'pass'; readonly minutes: number }
  | { readonly kind: 'restart' }
  | { readonly kind: 'signal'; readonly account: number; readonly signalId: SignalId; readonly tool: ActionId }
  | { readonly kind: 'close'; readonly account: number }
  | { readonly kind: 'event'; readonly account: number; readonly event: EnteredEvent }
  | {
      readonly kind: 'hand';
      readonly account: number;
      readonly action: ActionId;
      readonly amount: number;
      readonly group: number;
      readonly minutesAgo: number;
    }
  | { readonly kind: 'correct'; readonly account: number; readonly amount: number }
  | { readonly kind: 'grow'; readonly account: number }
  | { readonly kind: 'tighten'; readonly account: number; readonly action: ActionId; readonly word: CapWord }
  | {
      readonly kind: 'loosen';
      readonly account: number;
      readonly action: ActionId;
      readonly word: CapWord;
      readonly more: number;
      readonly days: number;
    }
  | { readonly kind: 'mode'; readonly account: number; readonly mode: ExecutionMode }
  | { readonly kind: 'phone'; readonly account: number; readonly isThere: boolean };
