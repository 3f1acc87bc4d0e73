import type { ScheduleRule, ScheduleWindow } from '../../../electron/contract/schedules.ts';
import { dayMs, hourMs, minuteMs } from './schedule-desk.ts';

const aheadMs = 8 * hourMs;

/**
 * The planned times after `from` up to `to`, by plain arithmetic on Shanghai's eight hours: each minute of each day is asked whether the rule
 * means it. Knows nothing of cron.
 */
export function shanghaiTimes(
  { rule, window }: { readonly rule: ScheduleRule; readonly window: ScheduleWindow | null },
  from: number,
  to: number,
): number[] {
  const times: number[] = [];
  const firstDay = Math.floor((from + aheadMs) / dayMs) - 1;
  const lastDay = Math.floor((to + aheadMs) / dayMs) + 1;
  for (let day = firstDay; day <= lastDay; day++) {
    for (const minute of minutesOf(rule, window, weekdayOf(day))) {
      const at = day * dayMs - aheadMs + minute * minuteMs;
      if (at > from && at <= to) times.push(at);
    }
  }
  return times.toSorted((left, right) => left - right);
}

/** The first day of 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return ((day + 3) % 7) + 1;
}

/** Minutes since midnight; those of a window over midnight belong to the day on which it begins. */
function minutesOf(rule: ScheduleRule, window: ScheduleWindow | null, weekday: number): number[] {
  if (rule.every === 'day') return [toMinute(rule.at)];
  if (rule.every === 'weekdays') return rule.days.includes(weekday) ? [toMinute(rule.at)] : [];
  const from = window === null ? 0 : toMinute(window.from);
  const to = window === null ? 1_440 : toMinute(window.to);
  const end = to > from ? to : to + 1_440;
  const minutes: number[] = [];
  for (let minute = from; minute < end; minute += rule.hours * 60) minutes.push(minute);
  return minutes;
}

function toMinute(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}
