import type { Language } from '../i18n/texts.ts';

/** Plans go by the calendar of this place, wherever the computer stands. */
const timeZone = 'Asia/Shanghai';
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

interface PlanFormats {
  readonly clock: Intl.DateTimeFormat;
  readonly moment: Intl.DateTimeFormat;
  readonly stamp: Intl.DateTimeFormat;
  readonly date: Intl.DateTimeFormat;
  readonly weekday: Intl.DateTimeFormat;
  readonly month: Intl.DateTimeFormat;
}

const formats: Readonly<Record<Language, PlanFormats>> = {
  'zh-CN': createFormats('zh-CN'),
  en: createFormats('en-GB'),
};
/** `2026-11-22` of an instant. */
const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });

function createFormats(locale: string): PlanFormats {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  return {
    clock: of(clock),
    moment: of({ month: 'short', day: 'numeric', ...clock }),
    stamp: of({ year: 'numeric', month: 'short', day: 'numeric', weekday: 'short', ...clock }),
    date: of({ month: 'short', day: 'numeric', weekday: 'short' }),
    weekday: of({ weekday: 'narrow' }),
    month: of({ month: 'short' }),
  };
}

/** The plan's calendar day of an instant. */
export function planDayOf(at: number): string {
  return dayFormat.format(at);
}

/** Noon of a day: inside of it whatever is done with it. */
function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00+08:00`);
}

/** `08:00` of today, `11月23日 08:00` of another day. */
export function planMomentText(language: Language, at: number, now: number): string {
  return formats[language][planDayOf(at) === planDayOf(now) ? 'clock' : 'moment'].format(at);
}

/** `2026年11月23日周一 08:00`: where the year is no matter of course. */
export function planStampText(language: Language, at: number): string {
  return formats[language].stamp.format(at);
}

/** `08:00`. */
export function planClockText(language: Language, at: number): string {
  return formats[language].clock.format(at);
}

/** `11月23日周一`, `Mon 23 Nov`. */
export function planDateText(language: Language, day: string): string {
  return formats[language].date.format(noonOf(day));
}

/** What stands above a column of a calendar: the month with the first day of it, and the weekday. */
export function columnTexts(language: Language, day: string): { readonly month: string; readonly weekday: string } {
  const at = noonOf(day);
  return { month: formats[language].month.format(at), weekday: formats[language].weekday.format(at) };
}

/** Saturdays and Sundays. */
export function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
