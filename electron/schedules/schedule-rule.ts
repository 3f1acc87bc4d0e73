import { Cron } from 'croner';
import type { Schedule, ScheduleRule, ScheduleWindow } from '../contract/schedules.ts';

/** What tells when a schedule runs. */
export type Timing = Pick<Schedule, 'rule' | 'timeZone' | 'window'>;

const dayMinutes = 1_440;
/** Schedules share few patterns; one is parsed once. */
const parsed = new Map<string, Cron>();
const parsedLimit = 500;

/** The first planned time after `after`, both in epoch milliseconds. Where summer time leaves a time out, it is the first moment after the gap; where it comes twice, the first of both. */
export function nextPlannedAt(timing: Timing, after: number): number {
  return nextOf(patternOf(timing.rule, timing.window), timing.timeZone, after);
}

/** When the window in which `plannedAt` lies is over; null without a window. */
export function windowEndAt({ window, timeZone }: Timing, plannedAt: number): number | null {
  return window === null ? null : nextOf(`${minuteAndHour([minutesOf(window.to)])} * * *`, timeZone, plannedAt);
}

/** Two timings that plan the same times, with the same window to make up for them. */
export function plansAlike(one: Timing, other: Timing): boolean {
  const keyOf = ({ rule, timeZone, window }: Timing): string =>
    JSON.stringify([patternOf(rule, window), timeZone, window?.from, window?.to]);
  return keyOf(one) === keyOf(other);
}

/** A rule in cron's words: one minute of the hour, some hours, some weekdays. */
export function patternOf(rule: ScheduleRule, window: ScheduleWindow | null): string {
  switch (rule.every) {
    case 'day':
      return `${minuteAndHour([minutesOf(rule.at)])} * * *`;
    case 'weekdays':
      return `${minuteAndHour([minutesOf(rule.at)])} * * ${rule.days.toSorted((left, right) => left - right).join(',')}`;
    case 'hours':
      return `${minuteAndHour(timesWithin(rule.hours, window))} * * *`;
  }
}

/** Minutes of the day at which something comes that begins with the window and comes again after so many hours. */
function timesWithin(hours: number, window: ScheduleWindow | null): readonly number[] {
  const from = window === null ? 0 : minutesOf(window.from);
  const to = window === null ? dayMinutes : minutesOf(window.to);
  const length = to > from ? to - from : to + dayMinutes - from;
  const count = Math.ceil(length / (hours * 60));
  return Array.from({ length: count }, (_, index) => (from + index * hours * 60) % dayMinutes);
}

/** All of `minutes` have the minute of the hour in common, as they are whole hours apart. */
function minuteAndHour(minutes: readonly number[]): string {
  const hours = minutes.map((minute) => Math.floor(minute / 60)).toSorted((left, right) => left - right);
  return `${(minutes[0] ?? 0) % 60} ${hours.join(',')}`;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function nextOf(pattern: string, timeZone: string, after: number): number {
  const next = cronOf(pattern, timeZone).nextRun(new Date(after));
  if (next === null) throw new Error(`the pattern ${pattern} never comes`);
  return next.getTime();
}

function cronOf(pattern: string, timeZone: string): Cron {
  const key = `${pattern} ${timeZone}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  // A list of hours is a list of fixed times here: each comes once on every day, on those of 23 and of 25 hours as well.
  const cron = new Cron(pattern, { timezone: timeZone, mode: '5-part', fixedTimeRule: 'no-wildcard', paused: true });
  if (parsed.size >= parsedLimit) parsed.clear();
  parsed.set(key, cron);
  return cron;
}
