/** What fields for a day and for a time hold. Days are those of the plans' calendar, times those of the operator's own clock. */

const planDays = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** `2026-11-22`: the day that plans count it to. */
export function planDay(at: number): string {
  return planDays.format(at);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `2026-11-22`. */
export function localDay(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `2026-11-22T10:32`. */
export function localMinute(at: number): string {
  const date = new Date(at);
  return `${localDay(at)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Null for a field that is empty or not filled in. */
export function timeOf(field: string): number | null {
  const at = field === '' ? Number.NaN : new Date(field).getTime();
  return Number.isNaN(at) ? null : at;
}
