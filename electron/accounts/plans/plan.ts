/**
 * A 养号 plan as parsed: every rule of a template in a closed form. Rules keep the JSON paths of the file that they were
 * read from (`stages.S4.caps.group_rename.per_day`; entries of a list by their id, by index where they have none).
 */

import type { ReOnboardingEvent, ToolName } from '../../contract/plan-ids.ts';
import type { Condition, Health, Scope } from './plan-health.ts';
import type { ActionId, InBothLanguages, StageId } from './plan-ids.ts';

export * from './plan-ids.ts';
export * from './plan-health.ts';

export const evidenceLevels = ['published', 'official-analog', 'assumption'] as const;
/** How a number came about: at or below a published one, after an official limit of a related product, or chosen. */
export type EvidenceLevel = (typeof evidenceLevels)[number];

/** Undefined: no limit of that kind. */
export interface Cap {
  readonly perHour?: number;
  readonly perDay: number;
  readonly perWeek?: number;
  readonly perMonth?: number;
  readonly evidence: EvidenceLevel;
  /** Ids of `Plan.sources`. */
  readonly sources: readonly string[];
  readonly note?: string;
}

export const executions = ['human_only', 'assisted'] as const;
export type Execution = (typeof executions)[number];

export interface PlanAction extends InBothLanguages {
  readonly unit: string;
  /** `human_only`: neither assist nor auto may do it. */
  readonly execution: Execution;
  readonly note?: string;
}

/** What a group bears, over all accounts that act in it. */
export type PerGroupLimit =
  | { readonly kind: 'count'; readonly max: number; readonly days: number; readonly sources: readonly string[] }
  | { readonly kind: 'percent-per-day'; readonly maxPercent: number; readonly sources: readonly string[] };

export const attemptEnds = ['done', 'failed', 'unknown'] as const;
export type AttemptEnd = (typeof attemptEnds)[number];

export interface Counting {
  /** The calendar day of every count and every account begins at midnight there. */
  readonly timeZone: 'Asia/Shanghai';
  /** Account day 1 is the first calendar day after the sign-off of this stage. */
  readonly dayOneAfterSignOffOf: 'S0';
  /** How far the rolling windows reach back; `per_day` goes by the calendar day. */
  readonly windows: { readonly hourMinutes: number; readonly weekDays: number; readonly monthDays: number };
  /** Attempts that reached the phone count when they ended so; planned and rehearsed ones never do. */
  readonly counts: readonly AttemptEnd[];
  /** The caps of these actions also hold for each group, over all accounts together. */
  readonly sharedOverAccounts: readonly ActionId[];
  readonly perGroup: Readonly<Partial<Record<ActionId, PerGroupLimit>>>;
  /** Items that were held are left out of failure rates. */
  readonly isHeldFailure: false;
  readonly override: OverrideRule;
}

/** No rule may count further back: a start of the console reads no more, and what is logged by hand is no older. */
export const longestCountDays = 90;

/** What raising a cap takes, and where it cannot be raised at all. */
export interface OverrideRule {
  readonly needsSupervisor: true;
  readonly needsReason: true;
  readonly maxDays: number;
  /** A `per_day` of 0 in these stages stands, whoever asks. */
  readonly hardZeroStages: readonly StageId[];
}

export const taskFrequencies = ['once', 'daily', 'weekly', 'stage', 'quarterly'] as const;
export type TaskFrequency = (typeof taskFrequencies)[number];

export interface PlanTask extends InBothLanguages {
  readonly id: string;
  readonly frequency: TaskFrequency;
  readonly isRequired: boolean;
  /** What must be given to tick it; undefined: nothing. */
  readonly proof?: string;
  readonly sources: readonly string[];
}

/** What an account must have to leave a stage; all of a stage's rules must hold. */
export type ExitRule =
  | { readonly kind: 'day'; readonly atLeast: number }
  | { readonly kind: 'required-tasks' }
  | { readonly kind: 'sign-off' }
  | { readonly kind: 'health-normal'; readonly days: number }
  | { readonly kind: 'no-warning'; readonly days: number }
  | { readonly kind: 'no-cooldown'; readonly days: number };

export interface Stage extends InBothLanguages {
  readonly id: StageId;
  readonly dayFrom: number;
  /** Null for the last stage, which does not end. */
  readonly dayTo: number | null;
  readonly summary: string;
  readonly tasks: readonly PlanTask[];
  readonly exitGate: readonly ExitRule[];
  readonly caps: Readonly<Record<ActionId, Cap>>;
}

export interface Intervals {
  /** Between two acts of one account. */
  readonly minSeconds: Readonly<Partial<Record<ActionId, number>>>;
  /** Inside one act, from one group to the next: `group_message_campaign_per_group`. */
  readonly minSecondsPerGroup: Readonly<Partial<Record<ActionId, number>>>;
  readonly oneWriteTaskPerAccount: boolean;
  readonly maxContinuousBatchMinutes: number;
  readonly pauseBetweenBatchesMinutes: number;
}

/** Hard: nobody can open it. Soft: an operator may act on, by hand and one by one. */
export type RestWindow =
  | {
      readonly kind: 'daily';
      readonly id: string;
      /** Minutes after midnight; a window that ends before it begins goes over midnight. */
      readonly fromMinute: number;
      readonly toMinute: number;
      readonly appliesTo: Scope;
      readonly isHard: boolean;
      readonly sources: readonly string[];
    }
  | {
      readonly kind: 'rest-days';
      readonly id: string;
      /** So many days of every `inDays` pass without an assisted act. */
      readonly restDays: number;
      readonly inDays: number;
      readonly isHard: boolean;
      readonly sources: readonly string[];
    };

export { reOnboardingEvents, type ReOnboardingEvent } from '../../contract/plan-ids.ts';

export interface ReOnboardingRule {
  /** Any of these. */
  readonly events: readonly ReOnboardingEvent[];
  /** For `no-login`: after so many days. */
  readonly noLoginDays?: number;
  readonly restartAt: StageId;
  /** The account stays below the stage that it had for at least so many days. */
  readonly minDays: number;
  /** So many days before anything is done at all. */
  readonly silentDays?: number;
  readonly note?: string;
  readonly sources: readonly string[];
}

/** What must happen before a tool runs; all of a tool's rules. */
export type ConfirmRule =
  | { readonly kind: 'review-plan' }
  | { readonly kind: 'click-per-batch' }
  | { readonly kind: 'second-person' }
  | { readonly kind: 'type-group-count' }
  | { readonly kind: 'dry-run' }
  | { readonly kind: 'preview-per-group' }
  | { readonly kind: 'consent-per-person' }
  | { readonly kind: 'suggestion-only' }
  | { readonly kind: 'operator-sends' }
  | { readonly kind: 'approver' }
  | { readonly kind: 'preview' }
  | { readonly kind: 'recipients-max'; readonly groups: Readonly<Partial<Record<StageId, number>>> };

export const postchecks = ['name-by-re-read-or-operator', 'owner-by-re-read', 'members-by-re-read'] as const;
export type Postcheck = (typeof postchecks)[number];

export const undos = ['restore-plan', 'none', 're-invite-list'] as const;
export type Undo = (typeof undos)[number];

export const groupRoles = ['owner', 'admin'] as const;
export type GroupRole = (typeof groupRoles)[number];

export { toolNames, type ToolName } from '../../contract/plan-ids.ts';

export interface ToolGate {
  /** Null: nothing in the messenger, no cap counts it. */
  readonly action: ActionId | null;
  readonly minStage: StageId;
  /** The conditions that an account may be in. */
  readonly health: readonly Condition[];
  readonly confirm: readonly ConfirmRule[];
  readonly maxBatch?: number;
  /** Undefined: whatever its role. */
  readonly roleInGroup?: readonly GroupRole[];
  readonly postcheck?: Postcheck;
  readonly undo?: Undo;
  readonly note?: string;
}

export interface PlanSource {
  readonly title: string;
  readonly grade: string;
}

export interface Plan {
  /** It stands in for a stored plan that nobody can read: whoever is under it does nothing. */
  readonly isUnreadable?: true;
  readonly planId: string;
  readonly version: number;
  readonly title: InBothLanguages;
  readonly sources: Readonly<Record<string, PlanSource>>;
  readonly actions: Readonly<Record<ActionId, PlanAction>>;
  readonly counting: Counting;
  /** S0 to S6, in order, without a gap between their days. */
  readonly stages: readonly Stage[];
  readonly intervals: Intervals;
  readonly restWindows: readonly RestWindow[];
  readonly health: Health;
  readonly reOnboarding: readonly ReOnboardingRule[];
  readonly toolGates: Readonly<Record<ToolName, ToolGate>>;
}

/** One occasion of a soft rest window that an operator set aside. */
export interface Waiver {
  readonly windowId: string;
  readonly startsAt: number;
  /** When the occasion is over. */
  readonly untilAt: number;
}

/** A number of a plan that is raised for a while: by a supervisor, with a reason. */
export interface Loosening {
  /** `stages.S4.caps.group_rename.per_day`. */
  readonly path: string;
  readonly value: number;
  readonly reason: string;
  readonly supervisor: string;
  readonly startsAt: number;
  readonly untilAt: number;
}
