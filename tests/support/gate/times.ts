/** Lengths of time that tests count in. */
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** An instant of November 2026 by the clocks of Shanghai: `at(22, 10)` is Sunday the 22nd, 10:00. */
export function at(dayOfMonth: number, hour = 0, minute = 0): number {
  return Date.UTC(2026, 10, dayOfMonth, hour - 8, minute);
}
