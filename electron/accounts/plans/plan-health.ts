import type { Condition, SignalId } from '../../contract/plan-ids.ts';
import type { ActionId, InBothLanguages } from './plan-ids.ts';

/** What signals an account's trouble, what it closes, and what opens it again. */

/** Which actions a window or a signal is about. */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'actions'; readonly actions: readonly ActionId[] }
  /** The one whose failures raised the signal. */
  | { readonly kind: 'same-tool' }
  /** Whatever waits for that phone. */
  | { readonly kind: 'phone-queue' };

export { conditions, type Condition } from '../../contract/plan-ids.ts';

/** `assisted`: whatever the plan's actions call so; `outbound`: `outboundActionIds`. */
export type ClosedWord = ActionId | 'assisted' | 'outbound' | 'all';

/** What a condition does to the caps of the stage. `closedActionsOf` unfolds the words. */
export interface ConditionEffect extends InBothLanguages {
  /** Every cap times this, rounded down. */
  readonly capFactor: number;
  readonly closes: readonly ClosedWord[];
}

export { signalIds, type SignalId } from '../../contract/plan-ids.ts';

/** When a signal is there. */
export type SignalTrigger =
  /** An operator reports it, or confirms a prompt that is on the screen. */
  | { readonly kind: 'reported' }
  | { readonly kind: 'prompts'; readonly count: number; readonly withinHours: number }
  | { readonly kind: 'failure-rate'; readonly overPercent: number; readonly lastAttempts: number }
  | {
      readonly kind: 'phone-check';
      readonly batteryBelowPercent: number;
      readonly storageBelowPercent: number;
      readonly clockOffSeconds: number;
      readonly whenOffline: true;
      readonly whenMessengerChanged: true;
    };

/** What must be so before a signal is over, besides its time; all of a signal's rules must hold. */
export type RecoverRule =
  | { readonly kind: 'no-prompts'; readonly hours: number }
  | { readonly kind: 'normal-days'; readonly days: number }
  | { readonly kind: 'supervisor' }
  /** A person handles it and says so; never by itself. */
  | { readonly kind: 'manual' }
  | { readonly kind: 're-onboarding' }
  | { readonly kind: 'cause-noted' }
  | { readonly kind: 'phone-check-passes' };

export interface Signal extends InBothLanguages {
  readonly id: SignalId;
  readonly trigger: SignalTrigger;
  /** `hold`: no condition of the account; what waits for the phone waits on. */
  readonly to: Exclude<Condition, 'normal'> | 'hold';
  readonly scope: Scope;
  /** Undefined: it lasts until its rules are met. */
  readonly hours?: number;
  /** From the `count`th one within so many days on: other hours, another condition. */
  readonly repeat?: {
    readonly count: number;
    readonly withinDays: number;
    readonly hours: number;
    readonly to?: Exclude<Condition, 'normal'>;
  };
  /** What the third one within `repeat.withinDays` does. */
  readonly third?: { readonly kind: 'drop-stages'; readonly stages: number };
  readonly recover: readonly RecoverRule[];
  readonly sources: readonly string[];
  readonly note?: string;
}

export interface Health {
  readonly states: Readonly<Record<Condition, ConditionEffect>>;
  /** A published score that the conditions can be compared with; nothing decides by it. */
  readonly riskScoreReference: Readonly<Record<Exclude<Condition, 'normal'>, number>> & { readonly source: string };
  /** Who may enter a signal; the console never sends anything to find out. */
  readonly recordedBy: readonly ('operator' | 'confirmed-prompt')[];
  readonly signals: readonly Signal[];
  readonly recovery: {
    readonly suspendedEnds: 'by-hand';
    readonly cooldownNeeds: readonly ('timer' | 'rules')[];
    /** After a cooldown the account stands so many stages lower for so many days. */
    readonly loweredStages: number;
    readonly loweredDays: number;
  };
}
