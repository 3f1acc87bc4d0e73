import type { Plan, PlanTask, Stage } from '../plans/plan.ts';
import { addDays, dayOf, startOfDay, type Day } from './calendar-day.ts';
import { factsUntil, type AccountFacts, type TaskTick } from './facts.ts';
import { countedTicks, isRecurring, laterPeriod, periodOf, type Recurring } from './periods.ts';
import { spansOf } from './signal-spans.ts';
import { stayAt } from './stage.ts';
import type { Standing } from './standing.ts';
import { lastPlannedDay, type Stay } from './stay.ts';

/** One task of the stage that an account is in, as it stands today. */
export interface ChecklistItem {
  readonly task: PlanTask;
  readonly stageId: Stage['id'];
  /** `overdue`: it is open, and the period before, or the stage's own days, went by without it. */
  readonly state: 'done' | 'due' | 'overdue';
  /** The last day on which it is in time; null where no day says so. */
  readonly dueOn: Day | null;
  /** What made it done; null while it is open. */
  readonly tick: TaskTick | null;
}

/** Whether nothing rests on a tick yet but what is left of the present stage. */
export function isOfStay(tick: Pick<TaskTick, 'stageId' | 'at'>, standing: Pick<Standing, 'stageId' | 'stageSinceAt'>) {
  return tick.stageId === standing.stageId && tick.at >= (standing.stageSinceAt ?? 0);
}

/** It is open, and `today` is the last day on which it is in time, or later. */
export function isOpenToday({ state, dueOn }: Pick<ChecklistItem, 'state' | 'dueOn'>, today: Day): boolean {
  return state !== 'done' && dueOn !== null && dueOn <= today;
}

/** The tasks of an account on the day of `now`, in the order of the plan; none before its start. */
export function checklistOf(facts: AccountFacts, plan: Plan, now: number): ChecklistItem[] {
  const known = factsUntil(facts, now);
  const { startedOn } = known;
  if (startedOn === null) return [];
  const stay = stayAt({ plan, facts: known, spans: spansOf(known, plan), startedOn }, now);
  const stage = plan.stages[stay.index];
  return (stage?.tasks ?? []).flatMap((task) =>
    stage === undefined ? [] : [itemOf(task, { stage, stay, ticks: known.tasks, today: dayOf(now) })],
  );
}

interface Ground {
  readonly stage: Stage;
  readonly stay: Stay;
  readonly ticks: readonly TaskTick[];
  readonly today: Day;
}

function itemOf(task: PlanTask, ground: Ground): ChecklistItem {
  const { stage, stay } = ground;
  const ticks = countedTicks(task, stage, stay, ground.ticks);
  const { frequency } = task;
  const found = isRecurring(frequency) ? recurringItem(frequency, ticks, ground) : singleItem(ticks, ground);
  return { task, stageId: stage.id, ...found };
}

type Found = Pick<ChecklistItem, 'state' | 'dueOn' | 'tick'>;

function recurringItem(frequency: Recurring, ticks: readonly TaskTick[], { stay, today }: Ground): Found {
  const current = periodOf(frequency, today);
  const previous = laterPeriod(frequency, current, -1);
  const dueOn = addDays(laterPeriod(frequency, current, 1), -1);
  const tickOf = (period: Day) => ticks.find(({ day }) => periodOf(frequency, day) === period) ?? null;
  const tick = tickOf(current);
  if (tick !== null) return { state: 'done', dueOn, tick };
  const isMissed = startOfDay(previous) >= stay.stayFrom && tickOf(previous) === null;
  return { state: isMissed ? 'overdue' : 'due', dueOn, tick };
}

function singleItem(ticks: readonly TaskTick[], { stage, stay, today }: Ground): Found {
  const dueOn = lastPlannedDay(stay, stage);
  const tick = ticks[0] ?? null;
  if (tick !== null) return { state: 'done', dueOn, tick };
  return { state: dueOn !== null && today > dueOn ? 'overdue' : 'due', dueOn, tick };
}
