import type { RunCode, Schedule, ScheduleKindName, ScheduleRun } from '@contract/schedules.ts';
import { durationText } from '../../format/ages.ts';
import { readableParams } from '../../format/text-params.ts';
import { clockText, momentText } from '../../format/times.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { Tone } from '../devices/state-look.ts';

const dayMs = 86_400_000;

export type RunStanding = NonNullable<ScheduleRun['outcome']> | 'running' | 'asked';

export const runTones: Readonly<Record<RunStanding, Tone>> = {
  done: 'good',
  failed: 'bad',
  interrupted: 'warn',
  missed: 'warn',
  skipped: 'quiet',
  running: 'info',
  asked: 'special',
};

export function standingOfRun({ outcome, askedAt, beganAt }: ScheduleRun): RunStanding {
  if (outcome !== null) return outcome;
  return askedAt !== null && beganAt === null ? 'asked' : 'running';
}

/** When it comes, in words: `周一至周五 09:00`, `每 2 小时，09:00–18:00 之间`. */
export function ruleText({ kind, rule, window }: Pick<Schedule, 'kind' | 'rule' | 'window'>, texts: Texts): string {
  const { text } = texts;
  const span = window === null ? '' : text('schedules.span', window);
  if (rule.every === 'hours') {
    const often = text('schedules.every-hours', { count: rule.hours });
    return window === null ? often : text('schedules.within', { rule: often, span });
  }
  const days = rule.every === 'day' ? text('schedules.every-day') : weekdaysText(rule.days, texts);
  if (kind === 'job-window') return text('schedules.open-within', { days, span });
  const at = text('schedules.at', { days, at: rule.at });
  return window === null ? at : text('schedules.within', { rule: at, span });
}

function weekdaysText(days: readonly number[], { text }: Texts): string {
  const [first, last] = [days[0] ?? 1, days.at(-1) ?? 1];
  const isRow = days.length > 2 && last - first === days.length - 1;
  const names = (isRow ? [first, last] : days).map((day) => text(`schedules.day.${weekday(day)}`));
  const joined = names.join(text(isRow ? 'schedules.day-to' : 'schedules.day-and'));
  return text('schedules.weekdays', { days: joined });
}

export const weekdayNumbers = [1, 2, 3, 4, 5, 6, 7] as const;

function weekday(day: number): (typeof weekdayNumbers)[number] {
  return weekdayNumbers.find((known) => known === day) ?? 1;
}

/** A moment to come: `今天 18:00（3 小时后）`. */
export function comingText(at: number, now: number, texts: Texts): string {
  const { text, language } = texts;
  const time = clockText(language, at);
  const days = Math.round((startOfDay(at) - startOfDay(now)) / dayMs);
  const when =
    days === 0
      ? text('schedules.today', { time })
      : days === 1
        ? text('schedules.tomorrow', { time })
        : momentText(language, at, now);
  return at <= now ? when : text('schedules.coming', { when, span: durationText(texts, at - now) });
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** What came of a run, or why nothing did; null while nothing is to be said. */
export function resultText(run: ScheduleRun, kind: ScheduleKindName | null, texts: Texts, now: number): string | null {
  const { outcome, code, detail } = run;
  if (outcome === 'done') {
    return kind === null ? null : texts.lookUp(`schedules.result.${kind}`, readableParams(texts, detail, now));
  }
  return code === null ? null : codeText(code, texts, readableParams(texts, detail, now));
}

export function codeText(code: RunCode, { lookUp, text }: Texts, params: Parameters<Texts['lookUp']>[1] = {}): string {
  return lookUp(`schedules.code.${code}`) ?? lookUp(`error.${code}.cause`, params) ?? text('schedules.code-unknown');
}
