import type { ExecutionMode } from '../../contract/automation.ts';
import type { TextParams } from '../../contract/phones.ts';
import type { ActionId, Loosening, Plan, ToolName } from '../plans/plan.ts';
import type { Standing } from '../standing/standing.ts';
import type { UsageView } from './usage-index.ts';

/** Where an account stands, as far as the gate goes by it. */
export type GateStanding = Pick<Standing, 'stageId' | 'limits' | 'lowered'>;

export interface AskedGroup {
  readonly groupId: string;
  /** Null where it was not read. */
  readonly memberCount: number | null;
  /** Null where it was not read. */
  readonly ownRole: 'owner' | 'admin' | 'member' | null;
}

/** What somebody wants to do, and everything that the answer depends on. */
export interface ActQuestion {
  readonly account: {
    readonly accountId: string;
    /** Null where nobody has chosen one. */
    readonly mode: ExecutionMode | null;
  };
  readonly plan: Plan;
  readonly standing: GateStanding;
  readonly loosenings: readonly Loosening[];
  readonly phone: { readonly isHealthy: boolean; readonly faults: readonly string[] };
  /** Null: nothing is written in the messenger. */
  readonly action: ActionId | null;
  /** The tool that does it; left out: the least strict one that the plan has for the action. */
  readonly tool?: ToolName;
  readonly group: AskedGroup | null;
  /** How much of the action; 0 for the second and every later group of one campaign. */
  readonly amount: number;
  /** To how many groups a campaign goes. */
  readonly recipientCount?: number;
  readonly now: number;
  readonly ledger: UsageView;
  /** The batch that the act would belong to, where it began before its first counted act. */
  readonly batch: { readonly startedAt: number } | null;
  /** Ids of the soft rest windows that an operator has set aside for this act. A hard one stands. */
  readonly waivedWindows?: readonly string[];
  /** How sure it is what `now` is and what was done until then; left out where neither is in question. */
  readonly certainty?: Certainty;
}

/** How sure somebody can be of the time and of the counts. */
export interface Certainty {
  /** Why nothing that counts may be done; null where both are known. */
  readonly doubt: Doubt | null;
}

/** `until` null: nobody knows. */
export interface Doubt {
  readonly reason: 'time-unknown' | 'count-unknown';
  readonly until: number | null;
  readonly detail: TextParams;
}

/** A question about an act that is written in the messenger. */
export type WriteQuestion = ActQuestion & { readonly action: ActionId };

export const gateReasons = [
  'suspended',
  'mode-not-chosen',
  'human-only',
  'device-hold',
  'cooldown',
  'warning-closed',
  'stage-closed',
  'tool-stage',
  'tool-health',
  'role-unread',
  'role-missing',
  'over-batch',
  'too-many-recipients',
  'amount-over-cap',
  'hour-cap',
  'day-cap',
  'week-cap',
  'month-cap',
  'group-unread',
  'group-cap',
  'group-share',
  'group-over-accounts',
  'gap',
  'batch-pause',
  'rest-window',
  'rest-day',
] as const;

/** What no plan says, and is so of every plan: one has to know which day it is, and what was done on it. */
export const certaintyReasons = ['time-unknown', 'count-unknown', 'day-turning'] as const;

export type GateReason = (typeof gateReasons)[number] | (typeof certaintyReasons)[number];

interface Answered {
  readonly reason: GateReason;
  /** The JSON path of the rule that answered; entries of a list by their id. */
  readonly path: string;
  readonly detail: TextParams;
}

export interface Held extends Answered {
  readonly kind: 'held';
  /** From that millisecond on the rule is open, if nothing else changes; null: nobody knows. */
  readonly until: number | null;
}

export interface Never extends Answered {
  readonly kind: 'never';
}

/** What stands in the way of an act. */
export type Hindrance = Held | Never;

export type GateVerdict = { readonly kind: 'allowed' } | Hindrance;

/** One rule: null where it lets the act pass. */
export type GateRule = (question: ActQuestion) => Hindrance | null;

/** A rule about acts that are written in the messenger: it lets everything else pass. */
export function forWrites(rule: (question: WriteQuestion) => Hindrance | null): GateRule {
  return (question) => (isWrite(question) ? rule(question) : null);
}

export function isWrite(question: ActQuestion): question is WriteQuestion {
  return question.action !== null;
}
