import type { ActionId, Plan, ReOnboardingEvent, SignalId, StageId } from '../plans/plan.ts';
import { dayOf, type Day } from './calendar-day.ts';

/** A supervisor's yes to leaving a stage. */
export interface SignOff {
  readonly stageId: StageId;
  readonly at: number;
  readonly by: string;
}

/** A task of a stage that somebody ticked: for which day, and when. */
export interface TaskTick {
  readonly taskId: string;
  readonly stageId: StageId;
  readonly day: Day;
  readonly at: number;
  readonly by: string;
  /** Null where none was given. */
  readonly proof: string | null;
}

/** A person's word that what a signal asks for has been seen to. */
export interface Closing {
  readonly at: number;
  readonly by: string;
  readonly isSupervisor: boolean;
  /** The root cause, where it was noted. */
  readonly cause: string | null;
}

/** One prompt, restriction or complaint. Three prompts are three facts. */
export interface SignalFact {
  readonly signalId: SignalId;
  readonly at: number;
  /** The action whose failures raised it; null for signals of the whole account. */
  readonly tool: ActionId | null;
  readonly closing: Closing | null;
}

export interface Restart {
  readonly event: ReOnboardingEvent;
  readonly at: number;
  readonly by: string;
}

/** How a real act ended; one that was held is none. */
export interface ActResult {
  readonly action: ActionId;
  readonly at: number;
  readonly isFailed: boolean;
}

/** The plans that an account was under. */
export interface PlanHistory {
  /** The one that held at a moment that is past. */
  at(moment: number): Plan;
}

/** All that the standing of an account follows from. The order within each list means nothing. */
export interface AccountFacts {
  /** The day on which the account was put under its plan; null: not yet. */
  readonly startedOn: Day | null;
  readonly signOffs: readonly SignOff[];
  readonly tasks: readonly TaskTick[];
  readonly signals: readonly SignalFact[];
  readonly restarts: readonly Restart[];
  readonly results: readonly ActResult[];
  /** Left out: no plan but the one that it is judged by. */
  readonly plans?: PlanHistory;
}

/** The facts as they were known at `now`, each list in the order of time. */
export function factsUntil(facts: AccountFacts, now: number): AccountFacts {
  const { startedOn, plans } = facts;
  return {
    ...(plans !== undefined && { plans }),
    startedOn: startedOn !== null && startedOn <= dayOf(now) ? startedOn : null,
    signOffs: known(facts.signOffs, now),
    tasks: known(facts.tasks, now),
    signals: withoutLaterClosings(known(facts.signals, now), now),
    restarts: known(facts.restarts, now),
    results: known(facts.results, now),
  };
}

function withoutLaterClosings(signals: readonly SignalFact[], now: number): readonly SignalFact[] {
  const isLater = ({ closing }: SignalFact): boolean => closing !== null && closing.at > now;
  return signals.some(isLater) ? signals.map((each) => (isLater(each) ? { ...each, closing: null } : each)) : signals;
}

/** Lists that came out of `known`: whoever looks at the same facts at many moments has them put in order once. */
const ordered = new WeakSet<readonly object[]>();

/** Of two at the same moment the order is one that no list decides. */
function known<T extends { readonly at: number }>(facts: readonly T[], now: number): readonly T[] {
  const isOrdered = ordered.has(facts);
  if (isOrdered && (facts.at(-1)?.at ?? now) <= now) return facts;
  const found = facts.filter(({ at }) => at <= now);
  const list = isOrdered ? found : found.toSorted((a, b) => a.at - b.at || compareText(a, b));
  ordered.add(list);
  return list;
}

function compareText(a: object, b: object): number {
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)];
  return first < second ? -1 : Number(first > second);
}
