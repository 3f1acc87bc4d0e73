/** What a field for a time holds: times of the operator's own clock. */

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `2026-11-22T10:32`. */
export function localMinute(at: number): string {
  const date = new Date(at);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Null for a field that is empty or not filled in. */
export function timeOf(field: string): number | null {
  const at = field === '' ? Number.NaN : new Date(field).getTime();
  return Number.isNaN(at) ? null : at;
}
