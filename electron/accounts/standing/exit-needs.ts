import type { ExitRule, Plan, PlanTask, Stage } from '../plans/plan.ts';
import { addDays, dayOf, midnightAfter, startOfDay, type Day } from './calendar-day.ts';
import type { AccountFacts, TaskTick } from './facts.ts';
import { badDaysOf, firstCleanDay, type BadDays } from './normal-days.ts';
import { countedTicks, isRecurring, laterPeriod, periodOf, periodsNeeded } from './periods.ts';
import { severity, type SignalSpan } from './signal-span.ts';
import { accountDay, type Stay } from './stay.ts';

/**
 * Something that a stage's exit still lacks. `earliestOn`: the first day on which it can be met, all else as it is; null
 * where nobody can say. `path`: the rule that asks for it.
 */
export type ExitNeed = { readonly path: string; readonly earliestOn: Day | null } & (
  | { readonly kind: 'start' }
  | { readonly kind: 'day'; readonly atLeast: number }
  | { readonly kind: 'min-days' }
  | { readonly kind: 'task'; readonly taskId: string; readonly done: number; readonly needed: number }
  | { readonly kind: 'sign-off' }
  | { readonly kind: 'health'; readonly rule: CleanRule['kind']; readonly days: number }
);

type CleanRule = Extract<ExitRule, { readonly days: number }>;

/** What the exit of a stage is judged by on a day: the facts until then. */
export interface ExitGround {
  readonly plan: Plan;
  readonly facts: AccountFacts;
  readonly spans: readonly SignalSpan[];
  readonly startedOn: Day;
}

/** What is missing at the end of `day` for the next stage to begin with the midnight after; empty for the last stage. */
export function exitNeeds(stay: Stay, day: Day, ground: ExitGround): ExitNeed[] {
  const stage = ground.plan.stages[stay.index];
  const next = ground.plan.stages[stay.index + 1];
  if (stage === undefined || next === undefined) return [];
  return [
    ...standingNeeds(stay, day, next),
    ...stage.exitGate.flatMap((_rule, index) => ruleNeeds({ stage, index, stay, day }, ground)),
  ];
}

/** As `exitNeeds(…).length === 0`, looking no further than it must: the walk over all days asks this of each. */
export function mayLeave(stay: Stay, day: Day, ground: ExitGround): boolean {
  const stage = ground.plan.stages[stay.index];
  const next = ground.plan.stages[stay.index + 1];
  if (stage === undefined || next === undefined || standingNeeds(stay, day, next).length > 0) return false;
  const order = stage.exitGate
    .map((rule, index) => ({ cost: costs[rule.kind], index }))
    .toSorted((a, b) => a.cost - b.cost);
  return order.every(({ index }) => ruleNeeds({ stage, index, stay, day }, ground).length === 0);
}

/** No day before this one can be the last of the stage, whatever else is so; null for the last stage. */
export function soonestExit({ index, dayZero, stayFrom, hold }: Stay, plan: Plan): Day | null {
  const next = plan.stages[index + 1];
  if (next === undefined) return null;
  const gate = plan.stages[index]?.exitGate ?? [];
  const accountDays = [next.dayFrom - 1, ...gate.map((rule) => (rule.kind === 'day' ? rule.atLeast : 0))];
  const byDays = dayZero === null ? dayOf(stayFrom) : addDays(dayZero, Math.max(...accountDays));
  return hold !== null && hold.through > byDays ? hold.through : byDays;
}

const costs: Readonly<Record<ExitRule['kind'], number>> = {
  day: 0,
  'sign-off': 1,
  'health-normal': 2,
  'no-warning': 2,
  'no-cooldown': 2,
  'required-tasks': 3,
};

/** What holds whatever the exit gate says: a re-onboarding's minimum, and the first day of the next stage. */
function standingNeeds(stay: Stay, day: Day, next: Stage): ExitNeed[] {
  const needs: ExitNeed[] = [];
  if (stay.hold !== null && day < stay.hold.through) {
    needs.push({ kind: 'min-days', path: stay.hold.path, earliestOn: stay.hold.through });
  }
  const atLeast = next.dayFrom - 1;
  if (stay.dayZero !== null && accountDay(stay, day) < atLeast) {
    const earliestOn = addDays(stay.dayZero, atLeast);
    needs.push({ kind: 'day', atLeast, path: `stages.${next.id}.day_from`, earliestOn });
  }
  return needs;
}

interface RuleQuestion {
  readonly stage: Stage;
  readonly index: number;
  readonly stay: Stay;
  readonly day: Day;
}

function ruleNeeds({ stage, index, stay, day }: RuleQuestion, ground: ExitGround): ExitNeed[] {
  const rule = stage.exitGate[index];
  const path = `stages.${stage.id}.exit_gate.${index}`;
  switch (rule?.kind) {
    case undefined:
      return [];
    case 'day': {
      if (accountDay(stay, day) >= rule.atLeast) return [];
      const earliestOn = stay.dayZero === null ? null : addDays(stay.dayZero, rule.atLeast);
      return [{ kind: 'day', atLeast: rule.atLeast, path, earliestOn }];
    }
    case 'required-tasks':
      return taskNeeds({ stage, stay, day }, ground.facts.tasks);
    case 'sign-off':
      return isSignedOff({ stage, stay, day }, ground.facts) ? [] : [{ kind: 'sign-off', path, earliestOn: day }];
    case 'health-normal':
    case 'no-warning':
    case 'no-cooldown': {
      const earliestOn = cleanOn(rule, day, ground);
      return earliestOn === day ? [] : [{ kind: 'health', rule: rule.kind, days: rule.days, path, earliestOn }];
    }
  }
}

type StayQuestion = Pick<RuleQuestion, 'stage' | 'stay' | 'day'>;

/**
 * Only a sign-off that was given in this very stay counts. It may come before the days of the stage are over, but it is a yes to what
 * was there: it lapses with any signal after it, and each task that is done once was done by the end of its day.
 */
function isSignedOff({ stage, stay, day }: StayQuestion, { signOffs, signals, tasks }: AccountFacts): boolean {
  const end = startOfDay(addDays(day, 1));
  const lastSignalAt = signals.findLast(({ at }) => at < end)?.at ?? -Infinity;
  const doneAt = singlesDoneAt({ stage, stay, day }, tasks);
  return signOffs.some(
    ({ stageId, at }) =>
      stageId === stage.id && at >= stay.stayFrom && at < end && at >= lastSignalAt && midnightAfter(at) > doneAt,
  );
}

/** When the last of the required tasks that do not come again was done; Infinity as long as one was not. Never, where the gate asks for none. */
function singlesDoneAt({ stage, stay }: StayQuestion, ticks: readonly TaskTick[]): number {
  if (!stage.exitGate.some(({ kind }) => kind === 'required-tasks')) return -Infinity;
  const singles = stage.tasks.filter(({ isRequired, frequency }) => isRequired && !isRecurring(frequency));
  return Math.max(-Infinity, ...singles.map((task) => countedTicks(task, stage, stay, ticks)[0]?.at ?? Infinity));
}

/** Days before the account began are not known to be clean. */
function cleanOn({ kind, days }: CleanRule, day: Day, { spans, startedOn }: ExitGround): Day | null {
  const worse = severity(kind === 'no-cooldown' ? 'cooldown' : 'warning');
  const bad: BadDays[] = spans.filter(({ state }) => severity(state) >= worse).map(badDaysOf);
  const soonest = addDays(startedOn, days - 1);
  return days === 0 ? day : firstCleanDay(bad, days, day > soonest ? day : soonest);
}

function taskNeeds(question: StayQuestion, ticks: readonly TaskTick[]): ExitNeed[] {
  const { stage, stay, day } = question;
  const end = startOfDay(addDays(day, 1));
  const known = ticks.filter(({ at }) => at < end);
  return stage.tasks.flatMap((task): ExitNeed[] => {
    if (!task.isRequired) return [];
    const needed = periodsNeeded(task, stage);
    const periods = donePeriods(task, countedTicks(task, stage, stay, known));
    if (periods.size >= needed) return [];
    const path = `stages.${stage.id}.tasks.${task.id}`;
    const earliestOn = earliestFor(task, { day, open: needed - periods.size, periods });
    return [{ kind: 'task', taskId: task.id, done: periods.size, needed, path, earliestOn }];
  });
}

function donePeriods({ frequency }: PlanTask, ticks: readonly TaskTick[]): Set<Day> {
  if (isRecurring(frequency)) return new Set(ticks.map(({ day }) => periodOf(frequency, day)));
  return new Set(ticks.slice(0, 1).map(({ at }) => dayOf(at)));
}

function earliestFor(
  { frequency }: PlanTask,
  { day, open, periods }: { day: Day; open: number; periods: ReadonlySet<Day> },
): Day {
  if (!isRecurring(frequency)) return day;
  const current = periodOf(frequency, day);
  const later = periods.has(current) ? open : open - 1;
  return later === 0 ? day : laterPeriod(frequency, current, later);
}
