import type { ActionId } from '../plans/plan.ts';
import type { Present } from '../standing/standing.ts';
import { addDays, dayOf, startOfDay, type Day } from '../standing/calendar-day.ts';
import type { ChecklistItem } from '../standing/checklist.ts';
import type { ToldOpening } from '../gate/told-opening.ts';

/** An account as it will be at an instant if nobody does anything. */
export interface ForeseenState {
  readonly standing: Present;
  readonly checklist: readonly ChecklistItem[];
  /** What the gate says at that instant of one more act of that kind; null where it lets it through. */
  readonly toldOf: (action: ActionId) => ToldOpening | null;
}

/** What the gate says of an action on a day. */
export interface ActOutlook {
  readonly action: ActionId;
  /** The first instant of the day at which it may be done; null: not on this day. */
  readonly opensAt: number | null;
  /** What keeps it closed all day long, and until when. */
  readonly closed: ToldOpening | null;
}

export interface DayOutlook {
  readonly day: Day;
  readonly standing: Present;
  readonly checklist: readonly ChecklistItem[];
  readonly acts: readonly ActOutlook[];
}

/**
 * What the next days bring to an account, today from now on: the standing of each day and the gate itself, asked at the day's
 * beginning. Days are taken one by one, as whoever asks may have to do something else in between.
 */
export function* outlookOf(
  stateAt: (at: number) => ForeseenState,
  actions: readonly ActionId[],
  { now, days }: { readonly now: number; readonly days: number },
): Generator<undefined, readonly DayOutlook[]> {
  const outlook: DayOutlook[] = [];
  const today = dayOf(now);
  for (let ahead = 0; ahead < days; ahead++) {
    const day = addDays(today, ahead);
    const at = ahead === 0 ? now : startOfDay(day);
    const { standing, checklist, toldOf } = stateAt(at);
    const endAt = startOfDay(addDays(day, 1));
    outlook.push({
      day,
      standing,
      checklist,
      acts: actions.map((action) => actOn(action, toldOf(action), { at, endAt })),
    });
    yield;
  }
  return outlook;
}

function actOn(
  action: ActionId,
  told: ToldOpening | null,
  { at, endAt }: { readonly at: number; readonly endAt: number },
): ActOutlook {
  const opensAt = told === null ? at : told.until;
  return opensAt !== null && opensAt < endAt
    ? { action, opensAt, closed: null }
    : { action, opensAt: null, closed: told };
}
