import type { RenamePreviewRow } from '@contract/rename-preview.ts';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useGrowthVersion } from '../growth/use-growth.ts';
import { ForecastCalendar } from './forecast-calendar.tsx';
import { LeftList } from './left-list.tsx';
import { orderOfRename } from './rename-order.ts';
import { renameWords } from './rename-words.ts';
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
