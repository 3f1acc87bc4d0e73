import type { ExecutionMode } from '../../contract/automation.ts';
import type { TextParams } from '../../contract/phones.ts';
import type { ActionId, Loosening, Plan, ToolName, Waiver } from '../plans/plan.ts';
import type { StandingDoubt } from '../store/doubt-store.ts';
import type { Standing } from '../standing/standing.ts';
import type { UsageView } from './usage-index.ts';

/** Where an account stands, as far as the gate goes by it. */
export type GateStanding = Pick<Standing, 'stageId' | 'limits' | 'lowered'> &
  /** What the next stage lacks: only said, where that stage is waited for. */
  Partial<Pick<Standing, 'missing'>>;

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
  /** How much of it the account's rows of one plan come to, up to and with this one; left out: only this. */
  readonly batchAmount?: number;
  /** To how many groups a campaign goes. */
  readonly recipientCount?: number;
  readonly now: number;
  /** How long it may take from this answer until the act is done; left out: it is done right now. */
  readonly takesMs?: number;
  readonly ledger: UsageView;
  /** Occasions of soft rest windows that operators set aside. A hard one stands. */
  readonly waivers?: readonly Waiver[];
  /** Where it is came into doubt; left out: it did not. */
  readonly placeTrouble?: PlaceTrouble | null;
  /** Something that was said of it may be lacking here; left out: nothing is. */
  readonly standingDoubt?: StandingDoubt | null;
  /** How sure it is what `now` is and what was done until then; left out where neither is in question. */
  readonly certainty?: Certainty;
}

/** One account on two phones, or two on one, as far as readings tell. */
export type PlaceTrouble = 'two-phones' | 'two-accounts';

/** How sure somebody can be of the time and of the counts. */
export interface Certainty {
  /** Why nothing that counts may be done; null where both are known. */
  readonly doubt: Doubt | null;
  /** Acts that may be lacking in the ledger, by the losses that were found out; left out: none are. */
  readonly lacking?: readonly LackingActs[];
}

/** Acts that may be lacking: nobody knows whose they were, nor in which group. */
export interface LackingActs {
  /** The last moment at which one can have been done. */
  readonly lastAt: number;
  /** How many they are at most; null where nobody can say. */
  readonly most: number | null;
  /** Why, and since when. */
  readonly detail: TextParams;
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

/**
 * What no plan says, and is so of every plan: one has to read it, and to know which day it is, what was done on it and where the
 * account is.
 */
export const certaintyReasons = [
  'plan-unreadable',
  'time-unknown',
  'count-unknown',
  'day-turning',
  'place-unsure',
  'standing-unknown',
] as const;

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
