import { stageIds, type Plan, type ReOnboardingEvent, type ReOnboardingRule, type StageId } from '../plans/plan.ts';
import { addDays, dayOf, startOfDay, type Day } from './calendar-day.ts';
import { silentLimit, type Limit } from './condition.ts';
import type { Restart } from './facts.ts';

const unblocks: readonly ReOnboardingEvent[] = ['first-unblock', 'second-unblock', 'third-unblock'];

/** The rule for an event, and where in the plan it stands; null for a plan without one. */
export function ruleFor(plan: Plan, event: ReOnboardingEvent): { rule: ReOnboardingRule; path: string } | null {
  const index = plan.reOnboarding.findIndex(({ events }) => events.includes(event));
  const rule = plan.reOnboarding[index];
  return rule === undefined ? null : { rule, path: `re_onboarding.${index}` };
}

/** The platform took back what it had closed. */
export function isUnblock(event: ReOnboardingEvent): boolean {
  return unblocks.includes(event);
}

/** Which unblock the next one is; the third and any later one are alike. */
export function nextUnblock(restarts: readonly Restart[]): ReOnboardingEvent {
  const before = restarts.filter(({ event }) => isUnblock(event)).length;
  return unblocks[before] ?? 'third-unblock';
}

/** Nobody starts higher by starting anew: an account below the stage of the rule begins its own one again. */
export function restartStage(rule: ReOnboardingRule, current: StageId): StageId {
  return stageIds.indexOf(rule.restartAt) < stageIds.indexOf(current) ? rule.restartAt : current;
}

/**
 * The last day of the stage in which the account starts anew, at the least: the whole days after the one of the event,
 * the silent ones first and then the minimum.
 */
export function heldThrough({ minDays, silentDays = 0 }: ReOnboardingRule, at: number): Day {
  return addDays(dayOf(at), silentDays + minDays);
}

/** The silent days that are not over: from the event on, and so many whole days after its own. */
export function silentLimitsAt(restarts: readonly Restart[], plan: Plan, now: number): Limit[] {
  return restarts.flatMap(({ event, at }) => {
    const found = ruleFor(plan, event);
    const silentDays = found?.rule.silentDays ?? 0;
    if (found === null || silentDays === 0 || at > now) return [];
    const untilAt = startOfDay(addDays(dayOf(at), silentDays + 1));
    return now < untilAt ? [silentLimit(`${found.path}.silent_days`, at, untilAt)] : [];
  });
}
