import { isWeekend } from '../../format/plan-times.ts';

/** How a day of the calendar looks. */
export function dayClass(
  name: string,
  { day, isToday, isChosen }: { readonly day: string; readonly isToday: boolean; readonly isChosen: boolean },
): string {
  const marks = [isToday && 'is-today', isChosen && 'is-chosen', isWeekend(day) && 'is-weekend'];
  return [name, ...marks.filter((mark) => mark !== false)].join(' ');
}
