import type { PlanTask, Stage } from '../plans/plan.ts';
import { addDays, dayOf, mondayOf, quarterOf, type Day } from './calendar-day.ts';
import type { TaskTick } from './facts.ts';

/**
 * How often a task is due. `daily`, `weekly` and `quarterly` go by the calendar: the day, the week from Monday on, the
 * quarter of the year. `stage`: once in each stay in the stage. `once`: once since the account began, or began anew by a
 * re-onboarding, in whatever stage it was ticked; a mere drop to a lower stage leaves it done.
 */
export type Recurring = 'daily' | 'weekly' | 'quarterly';

/** Since when ticks count. */
export interface TaskGround {
  /** The stay in the stage began. */
  readonly stayFrom: number;
  /** The account began, or began anew. */
  readonly walkFrom: number;
}

export function isRecurring(frequency: PlanTask['frequency']): frequency is Recurring {
  return frequency === 'daily' || frequency === 'weekly' || frequency === 'quarterly';
}

/** The first day of the period that a day belongs to. */
export function periodOf(frequency: Recurring, day: Day): Day {
  switch (frequency) {
    case 'daily':
      return day;
    case 'weekly':
      return mondayOf(day);
    case 'quarterly':
      return quarterOf(day);
  }
}

/** The first day of the period so many periods later. */
export function laterPeriod(frequency: Recurring, start: Day, count: number): Day {
  switch (frequency) {
    case 'daily':
      return addDays(start, count);
    case 'weekly':
      return addDays(start, 7 * count);
    case 'quarterly': {
      const months = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + 3 * count;
      return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
    }
  }
}

/**
 * In how many periods a required task must have been done before the stage is left: as many as fit into the days that the
 * plan gives the stage, one at least. A period that was missed is made up for by a later one, so the stage gets longer.
 */
export function periodsNeeded({ frequency }: PlanTask, { dayFrom, dayTo }: Stage): number {
  const days = dayTo === null ? 1 : dayTo - dayFrom + 1;
  switch (frequency) {
    case 'once':
    case 'stage':
      return 1;
    case 'daily':
      return days;
    case 'weekly':
      return Math.max(1, Math.floor(days / 7));
    case 'quarterly':
      return Math.max(1, Math.floor(days / 90));
  }
}

/** The ticks of a task that count: none ahead of its day, none without the proof that the task asks for. */
export function countedTicks(task: PlanTask, stage: Stage, ground: TaskGround, ticks: readonly TaskTick[]): TaskTick[] {
  const fromAt = task.frequency === 'once' ? ground.walkFrom : ground.stayFrom;
  return ticks.filter(
    (tick) =>
      tick.taskId === task.id &&
      tick.stageId === stage.id &&
      tick.at >= fromAt &&
      tick.day <= dayOf(tick.at) &&
      (!isRecurring(task.frequency) || tick.day >= dayOf(fromAt)) &&
      (task.proof === undefined || (tick.proof ?? '').trim() !== ''),
  );
}
