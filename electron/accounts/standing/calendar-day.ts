/** A calendar day in Asia/Shanghai, as `YYYY-MM-DD`; days sort as text. */
export type Day = string;

/** Part of every day, in minutes since midnight: `from` belongs to it, `to` does not. `from` after `to` goes over midnight; alike is empty. */
export interface DayWindow {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** China has kept UTC+8 all year since its last summer time of 1991; earlier instants are none of this desk. */
const aheadMs = 8 * hourMs;
const shape = /^(?:0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]$/;

/** Writing and reading days takes most of the time of whoever walks over many: as many as these are kept as they were found. */
const keptDays = 4_096;
const dayTexts = new Map<number, Day>();
const dayStarts = new Map<Day, number>();

export function dayOf(at: number): Day {
  const count = Math.floor((at + aheadMs) / dayMs);
  return dayTexts.get(count) ?? keep(dayTexts, count, new Date(at + aheadMs).toISOString().slice(0, 10));
}

/** The first millisecond of a day. */
export function startOfDay(day: Day): number {
  return dayStarts.get(day) ?? keep(dayStarts, day, Date.parse(`${day}T00:00:00.000Z`) - aheadMs);
}

function keep<K, V>(kept: Map<K, V>, key: K, value: V): V {
  if (kept.size >= keptDays) kept.clear();
  kept.set(key, value);
  return value;
}

/** The first millisecond of the day after the one of `at`: always later than `at`. */
export function midnightAfter(at: number): number {
  return at + dayMs - sinceMidnight(at);
}

export function addDays(day: Day, count: number): Day {
  return dayOf(startOfDay(day) + count * dayMs);
}

/** How many days later `to` is; negative where it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / dayMs);
}

/** The Monday of the week that a day belongs to. */
export function mondayOf(day: Day): Day {
  const sinceMonday = (new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7;
  return addDays(day, -sinceMonday);
}

/** The first day of the quarter of the year that a day belongs to. */
export function quarterOf(day: Day): Day {
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % 3);
  return `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
}

/** Minutes since midnight of a `HH:MM`; null for anything else. */
export function minuteOf(time: string): number | null {
  return shape.test(time) ? Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) : null;
}

/** Milliseconds since midnight in China. */
export function sinceMidnight(at: number): number {
  const past = (at + aheadMs) % dayMs;
  return past < 0 ? past + dayMs : past;
}

/** When the window that holds `at` is over; null outside of it. */
export function windowEnd(at: number, { fromMinute, toMinute }: DayWindow): number | null {
  const past = sinceMidnight(at);
  const [from, to] = [fromMinute * minuteMs, toMinute * minuteMs];
  const isOver = from < to ? past < from || past >= to : past >= to && past < from;
  if (isOver || from === to) return null;
  return at - past + (past < to ? to : dayMs + to);
}

/** When the window begins next, later than `at`. */
export function nextWindowStart(at: number, { fromMinute }: DayWindow): number {
  const past = sinceMidnight(at);
  const from = fromMinute * minuteMs;
  return at - past + (past < from ? from : dayMs + from);
}
