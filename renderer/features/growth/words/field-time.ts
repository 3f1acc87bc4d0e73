/** What a field for a time holds: times of the place by whose calendar plans go, as everything beside the field is shown. */

const aheadOfUtcMs = 8 * 3_600_000;

/** `2026-11-22T10:32`. */
export function fieldMinute(at: number): string {
  return new Date(at + aheadOfUtcMs).toISOString().slice(0, 16);
}

/** Null for a field that is empty or not filled in. */
export function timeOf(field: string): number | null {
  const at = field === '' ? Number.NaN : Date.parse(`${field}+08:00`);
  return Number.isNaN(at) ? null : at;
}
