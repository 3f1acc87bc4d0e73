import type { Language } from '../i18n/texts.ts';

interface TimeFormats {
  readonly clock: Intl.DateTimeFormat;
  readonly second: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
  readonly date: Intl.DateTimeFormat;
  readonly month: Intl.DateTimeFormat;
  readonly full: Intl.DateTimeFormat;
}

/** Making a format costs more than using it a thousand times. */
const formats: Readonly<Record<Language, TimeFormats>> = {
  'zh-CN': createFormats('zh-CN', 'zh-CN'),
  en: createFormats('en-GB', 'en-CA'),
};

/** `fullLocale` writes the year first, as logs do. */
function createFormats(locale: string, fullLocale: string): TimeFormats {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return {
    clock: new Intl.DateTimeFormat(locale, clock),
    second: new Intl.DateTimeFormat(locale, { ...clock, second: '2-digit' }),
    day: new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', ...clock }),
    date: new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' }),
    month: new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short' }),
    full: new Intl.DateTimeFormat(fullLocale, {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      second: '2-digit',
      ...clock,
    }),
  };
}

/** `10:32`. */
export function clockText(language: Language, at: number): string {
  return formats[language].clock.format(at);
}

/** `10:32:07`. */
export function secondText(language: Language, at: number): string {
  return formats[language].second.format(at);
}

/** `10:32` on the same day as `now`, with the day before it otherwise. */
export function momentText(language: Language, at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return (isToday ? formats[language].clock : formats[language].day).format(at);
}

/** `11月22日`, `22 Nov`. */
export function dayText(language: Language, at: number): string {
  return formats[language].date.format(at);
}

/** `2026年11月`, `Nov 2026`. */
export function monthText(language: Language, at: number): string {
  return formats[language].month.format(at);
}

/** Date and time to the second. */
export function fullTimeText(language: Language, at: number): string {
  return formats[language].full.format(at);
}
