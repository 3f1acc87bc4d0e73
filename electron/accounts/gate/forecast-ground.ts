import type { Day } from '../standing/calendar-day.ts';
import type { ActionId, ToolName } from '../plans/plan.ts';
import type { ActQuestion, AskedGroup, Hindrance } from './act-question.ts';
import type { UsageView } from './usage-index.ts';

/** What of an account a question is about, as it stands at some time. */
export type ForecastStand = Pick<ActQuestion, 'account' | 'plan' | 'standing' | 'loosenings' | 'phone'> &
  Partial<Pick<ActQuestion, 'waivers' | 'placeTrouble' | 'standingDoubt'>> & {
    /** Adds to a question what is not certain of the time and of the counts; left out: everything is. */
    readonly asCertain?: (question: ActQuestion) => ActQuestion;
  };

/** An account as it stands today, and what becomes of it by itself; what takes a person is taken to stay as it is. */
export type ForecastAccount = ForecastStand & {
  /** How it stands from each of these moments on, in order; left out: as today. */
  readonly later?: readonly (ForecastStand & { readonly fromAt: number })[];
};

/** An act that somebody wants done, by whichever of the accounts that can. */
export interface WantedAct {
  readonly action: ActionId;
  readonly tool?: ToolName;
  readonly amount: number;
  readonly group: Pick<AskedGroup, 'groupId' | 'memberCount'> | null;
  /** The accounts that could do it, with what each is in the group. */
  readonly ways: readonly { readonly accountId: string; readonly ownRole: AskedGroup['ownRole'] }[];
  /** From when on and before when it may begin; null leaves that side open. */
  readonly window: { readonly startAt: number | null; readonly endAt: number | null };
}

export interface ForecastGround {
  readonly accounts: readonly ForecastAccount[];
  readonly ledger: UsageView;
  readonly wanted: readonly WantedAct[];
  /** What is wanted of longer standing: it goes first, and nothing is told of it. Left out: nothing is. */
  readonly before?: readonly WantedAct[];
  readonly now: number;
  /** How many calendar days it looks at, today among them; no more than `forecastDaysLimit`. */
  readonly days: number;
}

export interface Forecast {
  /** Every day in order, also those on which nothing can be done. */
  readonly days: readonly { readonly day: Day; readonly done: number }[];
  /** What is done when and by whom, in the order of time; `wanted` is its place in the list. */
  readonly acts: readonly SupposedAct[];
  /** When the last of them is done; null where some are left. */
  readonly finishedAt: number | null;
  /** What is not done by then; `by` null where only time is short for any account that could do it. */
  readonly left: readonly { readonly wanted: number; readonly by: Hindrance | null }[];
}

/** Days further ahead than this say nothing. */
export const forecastDaysLimit = 120;

/** An act that a forecast supposes; `wanted` is its place in the list. */
export interface SupposedAct {
  readonly wanted: number;
  readonly accountId: string;
  readonly at: number;
}
