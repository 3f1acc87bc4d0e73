import { calendarEventKinds, type CalendarEvent, type CalendarRow } from '@contract/account-calendar.ts';

/** What happens to one account on a day, alike things together. */
export interface DayLine {
  readonly key: string;
  readonly row: CalendarRow;
  readonly kind: CalendarEvent['kind'];
  readonly at: number | null;
  /** The events of that kind at that moment; of closings, those for the same reason. */
  readonly events: readonly CalendarEvent[];
}

/** A day over all accounts: what has a time in its order, then what holds for the day as a whole, by kind. */
export function linesOn(rows: readonly CalendarRow[], day: string): readonly DayLine[] {
  const lines = rows.flatMap((row) => {
    const groups = Map.groupBy(
      row.events.filter(({ on }) => on === day),
      ({ kind, at, code, jobId }) => JSON.stringify([kind, at, code, jobId]),
    );
    return [...groups].flatMap(([key, events]): DayLine[] => {
      const [first] = events;
      if (first === undefined) return [];
      return [{ key: `${row.accountId} ${key}`, row, kind: first.kind, at: first.at, events }];
    });
  });
  return lines.toSorted((one, other) => order(one) - order(other));
}

/** Instants are far above the places of kinds. */
function order({ at, kind }: DayLine): number {
  return at === null ? Number.MAX_SAFE_INTEGER - calendarEventKinds.length + calendarEventKinds.indexOf(kind) : at;
}

/** Whether an account is one that somebody looks for by its name, phone, custodian or team. */
export function isLookedFor(row: CalendarRow, phoneName: string, search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  if (wanted === '') return true;
  return [row.nickname ?? '', row.custodian, row.team, phoneName].some((text) =>
    text.toLocaleLowerCase().includes(wanted),
  );
}
