import type { Plan } from '../plans/plan.ts';
import { addDays, dayOf, startOfDay, type Day } from './calendar-day.ts';
import type { ExitNeed } from './exit-needs.ts';
import type { AccountFacts } from './facts.ts';
import type { Present } from './standing.ts';

type Turning = Pick<Present, 'stageId' | 'missing' | 'limits' | 'lowered'>;

/**
 * The first moment after `now` at which a gate may find the account another one although nobody does anything: something that restricts it
 * ends, the next stage begins, or a fact on record only then lies behind. Null: it stays as it is. What is another with every day, as
 * the account day, is none of the gate's.
 */
export function nextTurnAt(facts: AccountFacts, plan: Plan, present: Turning, now: number): number | null {
  const ends = [...present.limits, ...present.lowered].map(({ untilAt }) => untilAt);
  let next: number | null = null;
  for (const at of [...ends, nextStageAt(present, plan, now), ...momentsAhead(facts, now)])
    if (at !== null && at > now && (next === null || at < next)) next = at;
  return next;
}

/** Whether somebody has to do something for it; everything else comes with the days. */
export function isByPerson({ kind, earliestOn }: ExitNeed): boolean {
  return kind === 'start' || kind === 'task' || kind === 'sign-off' || earliestOn === null;
}

/**
 * The midnight with which the next stage begins by itself; null where a person is wanted for it, or there is none. What the days bring
 * stays once it is there, so that all of it is there on the day of the last.
 */
function nextStageAt({ stageId, missing }: Turning, plan: Plan, now: number): number | null {
  const isLast = plan.stages.at(-1)?.id === stageId;
  if (isLast || missing.some(isByPerson)) return null;
  let last: Day = dayOf(now);
  for (const { earliestOn } of missing) if (earliestOn !== null && earliestOn > last) last = earliestOn;
  return startOfDay(addDays(last, 1));
}

/** A clock that was set back leaves facts that are still to come. */
function momentsAhead(facts: AccountFacts, now: number): number[] {
  const { startedOn, signOffs, tasks, signals, restarts, results } = facts;
  const closings = signals.flatMap(({ closing }) => (closing === null ? [] : [closing]));
  const moments = [signOffs, tasks, signals, closings, restarts, results].flatMap((list) =>
    list.flatMap(({ at }) => (at > now ? [at] : [])),
  );
  return startedOn === null ? moments : [...moments, startOfDay(startedOn)];
}
