import type { Standing } from '../../../electron/accounts/standing/standing.ts';
import type { ActionId } from '../../../electron/contract/plan-ids.ts';
import type { LoggedAct } from './act-book.ts';
import type { AccountRow } from './desk-record.ts';
import type { OwnStanding } from './own-standing.ts';
import type { LifeGroup } from './plan-console.ts';
import type { Sop } from './sop.ts';

/** Something that the act log shows and no plan allows. */
export interface Breach {
  readonly rule: string;
  readonly act: LoggedAct;
  readonly detail: string;
}

/** What was done before an act as far as it could be known: by the console, or by hand and logged by then. */
export interface EarlierAct {
  readonly at: number;
  readonly accountId: string;
  readonly action: ActionId;
  readonly groupId: string | null;
  readonly amount: number;
}

/** One act with everything that it is judged by. */
export interface JudgedAct {
  readonly act: LoggedAct;
  readonly sop: Sop;
  readonly group: LifeGroup | null;
  /** The stage whose caps hold for it, by its place; no higher than our own count lets it be. */
  readonly stage: number;
  readonly standing: Standing;
  readonly own: OwnStanding;
  readonly loosenings: AccountRow['loosenings'];
  readonly ofAccount: readonly EarlierAct[];
  readonly ofGroup: readonly EarlierAct[];
}

export interface Judgement {
  readonly breaches: readonly Breach[];
  /** Caps of the shipped plan that were used up, by stage, action and window; and limits of groups. */
  readonly reached: ReadonlySet<string>;
}

/** What of a breach its rule tells. */
export type Finding = Pick<Breach, 'rule' | 'detail'>;

/** What an act used up. */
export type Reach = (what: string) => void;
