import type { CalendarEvent } from '../../contract/account-calendar.ts';
import type { Plan, StageId } from '../plans/plan.ts';
import { addDays, dayOf, type Day } from '../standing/calendar-day.ts';
import type { Present } from '../standing/standing.ts';
import type { DayOutlook } from './day-outlook.ts';

/** Something with a known end that stands in no standing. */
export interface EndingRule {
  readonly kind: 'loosening-ends' | 'plan-ends';
  readonly what: string;
  readonly at: number;
}

/** What happens by itself on the days of an outlook, or is due on them, in the order of time. */
export function eventsOf(outlook: readonly DayOutlook[], plan: Plan, endings: readonly EndingRule[]): CalendarEvent[] {
  const [today] = outlook;
  const last = outlook.at(-1);
  if (today === undefined || last === undefined) return [];
  const known = [
    ...outlook.flatMap((day, place) => [...turns(day, outlook[place - 1]), ...dueOn(day, place === 0)]),
    ...endsOf(today.standing),
    ...endings.map(({ kind, what, at }) => event(kind, what, { on: dayOf(at), at })),
    ...soonestStage(today, plan),
  ];
  const within = known.filter(({ on }) => on >= today.day && on <= last.day);
  return within.toSorted((one, other) =>
    one.on === other.on ? (one.at ?? 0) - (other.at ?? 0) : one.on < other.on ? -1 : 1,
  );
}

/** What is another than the day before. */
function turns({ day, standing, acts }: DayOutlook, before: DayOutlook | undefined): CalendarEvent[] {
  if (before === undefined) return [];
  const stage = standing.stageId === before.standing.stageId ? [] : [event('stage', standing.stageId, { on: day })];
  const turned = acts.flatMap(({ action, opensAt, closed }) => {
    const was = before.acts.find((act) => act.action === action);
    if (was === undefined || (was.closed === null) === (closed === null)) return [];
    return [
      closed === null
        ? event('opens', action, { on: day, at: opensAt })
        : { ...event('closes', action, { on: day }), code: closed.reason },
    ];
  });
  return [...stage, ...turned];
}

/** Tasks whose last day in time it is; what is due every day is no event, and what is overdue is told once. */
function dueOn({ day, checklist }: DayOutlook, isToday: boolean): CalendarEvent[] {
  return checklist.flatMap(({ task, state, dueOn: last }) => {
    if (state === 'overdue' && isToday) return [event('task-overdue', task.id, { on: day })];
    if (state !== 'due' || last !== day || task.frequency === 'daily') return [];
    return [event('task-due', task.id, { on: day })];
  });
}

function endsOf({ limits, loweredUntilAt }: Present): CalendarEvent[] {
  const ends = limits.flatMap(({ signalId, untilAt }) =>
    untilAt === null ? [] : [event('limit-ends', signalId ?? '', { on: dayOf(untilAt), at: untilAt })],
  );
  if (loweredUntilAt === null) return ends;
  return [...ends, event('lowering-ends', '', { on: dayOf(loweredUntilAt), at: loweredUntilAt })];
}

/** The first day on which the next stage can be there, if everything that it takes is done in time. */
function soonestStage({ standing: { stageId, missing } }: DayOutlook, plan: Plan): CalendarEvent[] {
  const next: StageId | undefined = plan.stages[plan.stages.findIndex(({ id }) => id === stageId) + 1]?.id;
  if (next === undefined || missing.length === 0) return [];
  let latest: Day | null = null;
  for (const { earliestOn } of missing) {
    if (earliestOn === null) return [];
    if (latest === null || earliestOn > latest) latest = earliestOn;
  }
  return latest === null ? [] : [event('stage-soonest', next, { on: addDays(latest, 1) })];
}

function event(
  kind: CalendarEvent['kind'],
  what: string,
  { on, at = null }: { readonly on: Day; readonly at?: number | null },
): CalendarEvent {
  return { on, at, kind, what, code: null, jobId: null, count: null };
}
