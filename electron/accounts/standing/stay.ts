import type { Plan, Stage } from '../plans/plan.ts';
import { addDays, dayOf, daysBetween, startOfDay, type Day } from './calendar-day.ts';
import type { Restart } from './facts.ts';
import { heldThrough, restartStage, ruleFor } from './re-onboarding.ts';

/** Where an account is in its plan. */
export interface Stay {
  readonly index: number;
  /** Since when it is in the stage, this time. */
  readonly stayFrom: number;
  /** Since when it walks through the plan: its start, or its latest re-onboarding. */
  readonly walkFrom: number;
  /** The calendar day before account day 1; null until the first stage is left. */
  readonly dayZero: Day | null;
  /** A re-onboarding keeps it in its stage through this day. */
  readonly hold: { readonly through: Day; readonly path: string } | null;
}

export function firstStay(startedOn: Day): Stay {
  const at = startOfDay(startedOn);
  return { index: 0, stayFrom: at, walkFrom: at, dayZero: null, hold: null };
}

/** The account day on a calendar day; 0 as long as the first stage was not left. */
export function accountDay({ dayZero }: Stay, day: Day): number {
  return dayZero === null ? 0 : daysBetween(dayZero, day);
}

/**
 * The last of the days that the plan gives to the stage, counted from the first whole day of the stay; null for the first
 * stage, which takes as long as its papers do, and for the last.
 */
export function lastPlannedDay({ dayZero, stayFrom }: Stay, { dayFrom, dayTo }: Stage): Day | null {
  if (dayZero === null || dayTo === null) return null;
  const day = dayOf(stayFrom);
  return addDays(day, dayTo - dayFrom + (startOfDay(day) === stayFrom ? 0 : 1));
}

/** The stage above, from the midnight that ends `day` on. */
export function promoted(stay: Stay, day: Day): Stay {
  const dayZero = stay.index === 0 ? day : stay.dayZero;
  return { ...stay, index: stay.index + 1, stayFrom: startOfDay(addDays(day, 1)), dayZero, hold: null };
}

/** So many stages down at once; the account days go on, but for the first stage, which has none. */
export function dropped(stay: Stay, at: number, stages: number): Stay {
  const index = Math.max(0, stay.index - stages);
  return { ...stay, index, stayFrom: at, dayZero: index === 0 ? null : stay.dayZero };
}

/** What is lower, later and longer of two stays that one event led to. */
export function stricterOf(stay: Stay, other: Stay): Stay {
  const index = Math.min(stay.index, other.index);
  const [zero, otherZero] = [stay.dayZero ?? '', other.dayZero ?? ''];
  const isLonger = (other.hold?.through ?? '') > (stay.hold?.through ?? '');
  return {
    index,
    stayFrom: Math.max(stay.stayFrom, other.stayFrom),
    walkFrom: Math.max(stay.walkFrom, other.walkFrom),
    dayZero: index === 0 ? null : otherZero > zero ? other.dayZero : stay.dayZero,
    hold: isLonger ? other.hold : stay.hold,
  };
}

/** The stage of the re-onboarding rule, whose first day is the calendar day after the event. */
export function restarted(stay: Stay, plan: Plan, { event, at }: Restart): Stay {
  const found = ruleFor(plan, event);
  const current = plan.stages[stay.index];
  if (found === null || current === undefined) return stay;
  const stageId = restartStage(found.rule, current.id);
  const index = plan.stages.findIndex(({ id }) => id === stageId);
  const stage: Stage = plan.stages[index] ?? current;
  const through = heldThrough(found.rule, at);
  const isLonger = stay.hold === null || through > stay.hold.through;
  return {
    index,
    stayFrom: at,
    walkFrom: at,
    dayZero: index === 0 ? null : addDays(dayOf(at), 1 - stage.dayFrom),
    hold: isLonger ? { through, path: `${found.path}.min_days` } : stay.hold,
  };
}
