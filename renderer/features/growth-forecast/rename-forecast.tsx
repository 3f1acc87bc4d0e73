import type { RenamePreviewRow } from '@contract/rename-preview.ts';
import { useMemo, useState, type ReactNode } from 'react';
import { planMomentText } from '../../format/plan-times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { Texts } from '../../i18n/texts.ts';
import { useGrowthVersion } from '../growth/use-growth.ts';
import { ForecastCalendar } from './forecast-calendar.tsx';
import { leftOvers, type Forecast } from './forecast-words.ts';
import { LeftList } from './left-list.tsx';
import { orderOfRename } from './rename-order.ts';
import { useForecast } from './use-forecast.ts';

/** How much of a preview is done today and when the rest is, by the budgets of the accounts that it goes through. */
export function RenameForecast({ rows }: { readonly rows: readonly RenamePreviewRow[] }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const [isOpen, setIsOpen] = useState(false);
  const order = useMemo(() => orderOfRename(rows), [rows]);
  const { forecast } = useForecast(order, useGrowthVersion(null));
  if (order === null || forecast === null) return null;
  return (
    <section className="rename-forecast" data-rename-forecast>
      <p>
        <strong>{renameWords(texts, forecast, order.wanted.length)}</strong>{' '}
        <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {text(isOpen ? 'forecast.hide' : 'forecast.show')}
        </button>
      </p>
      {isOpen && (
        <>
          <LeftList forecast={forecast} />
          <ForecastCalendar forecast={forecast} />
        </>
      )}
    </section>
  );
}

/** 「今天能做 3 / 10，其余到 12月4日 做完」, and what is not done at all. */
export function renameWords({ text, language }: Texts, forecast: Forecast, count: number): string {
  const { days, finishedAt, left } = forecast;
  const today = days[0]?.done ?? 0;
  const lastAt = finishedAt ?? forecast.acts.at(-1)?.at ?? null;
  const later = count - today - left.length;
  const [worst] = leftOvers(forecast);
  const why = worst?.reason ?? null;
  const parts = [
    later === 0 && left.length === 0 ? text('forecast.preview-all') : text('forecast.preview', { today, count }),
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
