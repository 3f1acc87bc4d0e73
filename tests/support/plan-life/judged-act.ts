import type { ActionId } from '../../../electron/contract/plan-ids.ts';
import type { LoggedAct } from './act-book.ts';
import type { OwnAccount, OwnStanding } from './own-account.ts';
import type { LifeGroup } from './life-console.ts';

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
export interface JudgedAct extends OwnStanding {
  readonly act: LoggedAct;
  readonly group: LifeGroup | null;
  readonly raisedTo: OwnAccount['raisedTo'];
  readonly ofAccount: readonly EarlierAct[];
  readonly ofGroup: readonly EarlierAct[];
}

export interface Judgement {
  readonly breaches: readonly Breach[];
  /** How often which cap of the shipped plan was used up, by stage, action and window; and limits of groups. */
  readonly reached: ReadonlyMap<string, number>;
  /** How many acts took the last of what a cap or limit of that sort left, raised and lowered ones included. */
  readonly lastSlots: ReadonlyMap<string, number>;
  /** How many acts were done of each action in each stage. */
  readonly inStages: ReadonlyMap<string, number>;
}

/** What of a breach its rule tells. */
export type Finding = Pick<Breach, 'rule' | 'detail'>;

/** Told of every act that took the last of something; `path` null where that is not as the plan has it. */
export type Reach = (rule: string, path: string | null) => void;
