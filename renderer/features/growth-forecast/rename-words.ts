import { planMomentText } from '../../format/plan-times.ts';
import type { Texts } from '../../i18n/texts.ts';
import { leftOvers, type Forecast } from './forecast-words.ts';

/** 「今天能做 3 / 10，其余到 12月4日 做完」, in how many batches, and what is not done at all. */
export function renameWords({ text, language }: Texts, forecast: Forecast, count: number): string {
  const { days, finishedAt, left, batches } = forecast;
  const today = days[0]?.done ?? 0;
  const lastAt = finishedAt ?? forecast.acts.at(-1)?.at ?? null;
  const later = count - today - left.length;
  const [worst] = leftOvers(forecast);
  const why = worst?.reason ?? null;
  const parts = [
    later === 0 && left.length === 0 ? text('forecast.preview-all') : text('forecast.preview', { today, count }),
    batches.count > 1 && text('forecast.preview-batches', { batches: batches.count, first: batches.first }),
    later > 0 && lastAt !== null && text('forecast.preview-rest', { at: planMomentText(language, lastAt, 0) }),
    left.length > 0 &&
      text('forecast.preview-left', {
        count: left.length,
        days: days.length,
        why: why === null ? text('forecast.time-short') : text(`job.code.${why}.short`),
      }),
  ];
  return parts.filter((part) => part !== false).join(text('forecast.comma'));
}
