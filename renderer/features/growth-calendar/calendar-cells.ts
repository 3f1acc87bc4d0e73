import type { CalendarEvent, CalendarRow, ClosedSpan, StageSpan } from '@contract/account-calendar.ts';
import type { ActionId } from '@contract/plan-ids.ts';

/** One account on one day. */
export interface CalendarCell {
  readonly day: string;
  readonly stage: StageSpan | null;
  /** The first day of the stretch, or of the calendar: here it says how the account stands. */
  readonly isFirst: boolean;
  /** How many of each kind happen or are due on that day. */
  readonly counts: Readonly<Partial<Record<CalendarEvent['kind'], number>>>;
  /** What keeps the chosen action closed all day; null where it may be done, and where none is chosen. */
  readonly closed: ClosedSpan | null;
}

/** The days of an account side by side; with an action chosen only what is about it is counted of openings. */
export function cellsOf(row: CalendarRow, days: readonly string[], action: ActionId | null): readonly CalendarCell[] {
  const events = Map.groupBy(
    row.events.filter(
      ({ kind, what }) => action === null || (kind !== 'opens' && kind !== 'closes') || what === action,
    ),
    ({ on }) => on,
  );
  return days.map((day, place) => {
    const stage = row.stages.find(({ fromOn, toOn }) => fromOn <= day && day <= toOn) ?? null;
    const closed = action === null ? null : (closedOn(row, day).find((span) => span.action === action) ?? null);
    const isFirst = place === 0 || stage?.fromOn === day;
    return { day, stage, isFirst, counts: countKinds(events.get(day) ?? []), closed };
  });
}

/** What is closed all day long on a day. */
export function closedOn({ closed }: CalendarRow, day: string): readonly ClosedSpan[] {
  return closed.filter(({ fromOn, toOn }) => fromOn <= day && day <= toOn);
}

function countKinds(events: readonly CalendarEvent[]): CalendarCell['counts'] {
  const counts: Partial<Record<CalendarEvent['kind'], number>> = {};
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** What a cell has room for, the weightiest first. */
export const cellMarks = ['task-overdue', 'closes', 'opens', 'task-due', 'job', 'limit-ends', 'stage-soonest'] as const;
const marksPerCell = 3;

export function marksOf({ counts }: CalendarCell): readonly (typeof cellMarks)[number][] {
  return cellMarks.filter((kind) => counts[kind] !== undefined).slice(0, marksPerCell);
}
