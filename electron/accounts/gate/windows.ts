import { dayMs, midnightAfter, minuteMs, sinceMidnight } from '../standing/calendar-day.ts';
import type { Counting } from '../plans/plan.ts';
import type { ActSeries } from './act-series.ts';
import type { CapWindow } from './numbers-in-force.ts';

/** The acts that count at an instant: those since `startAt`, later ones included, as a clock may have been set back. */
export interface CountWindow {
  /** The earliest time that an act may have and count. */
  startAt(now: number): number;
  /** When an act counts no more. */
  leavesAt(at: number): number;
}

export const calendarDay: CountWindow = {
  startAt: (now) => now - sinceMidnight(now),
  leavesAt: midnightAfter,
};

/** An act counts for exactly so long. */
export function rolling(lengthMs: number): CountWindow {
  return { startAt: (now) => now - lengthMs + 1, leavesAt: (at) => at + lengthMs };
}

/** How each window of a cap counts. */
export function countWindowOf({ windows }: Counting, window: CapWindow): CountWindow {
  if (window === 'perDay') return calendarDay;
  if (window === 'perHour') return rolling(windows.hourMinutes * minuteMs);
  return rolling((window === 'perWeek' ? windows.weekDays : windows.monthDays) * dayMs);
}

/** The first instant, `from` or later, at which no more than `most` counts; null where even nothing would be too much. */
export function fallsTo(series: ActSeries, window: CountWindow, most: number, from: number): number | null {
  if (most < 0) return null;
  const last = series.lastAbove(most);
  return last === null ? from : Math.max(from, window.leavesAt(last));
}
