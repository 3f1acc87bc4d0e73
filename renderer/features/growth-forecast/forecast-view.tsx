import type { BoardCard } from '@contract/board-card.ts';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useGrowthVersion } from '../growth/use-growth.ts';
import { ForecastCalendar } from './forecast-calendar.tsx';
import { ForecastForm } from './forecast-form.tsx';
import { differenceText, finishText, type Forecast } from './forecast-words.ts';
import { LeftList } from './left-list.tsx';
import { useForecast, type Forecasting } from './use-forecast.ts';
import { firstWish, isWhatIf, orderOf } from './what-if.ts';

const noInput = {};

/** How long so many acts take by today's budgets, as a calendar, and how long if these were others. */
export function ForecastView(): ReactNode {
  const { value, fault } = useAnswer('accounts.board', noInput, useGrowthVersion(null));
  if (value === null) return fault === null ? <LoadingLines /> : <FaultNotice fault={fault} />;
  return <Foreseen cards={value.cards} />;
}

function Foreseen({ cards }: { readonly cards: readonly BoardCard[] }): ReactNode {
  const { text } = useTexts();
  const [wish, setWish] = useState(firstWish);
  const version = useGrowthVersion(null);
  const plain = useForecast(
    useMemo(() => orderOf(cards, wish, true), [cards, wish]),
    version,
  );
  const order = useMemo(() => (isWhatIf(wish) ? orderOf(cards, wish, false) : null), [cards, wish]);
  const changed = useForecast(order, version);
  return (
    <div className="forecast" data-forecast>
      <p className="text-second">{text('forecast.text')}</p>
      <ForecastForm cards={cards} wish={wish} onChange={setWish} />
      <div className="forecast-results">
        <Result title={text('forecast.now')} forecasting={plain} before={null} />
        {order !== null && <Result title={text('forecast.then')} forecasting={changed} before={plain.forecast} />}
      </div>
    </div>
  );
}

interface ResultProps {
  readonly title: string;
  readonly forecasting: Forecasting;
  /** What it is compared with. */
  readonly before: Forecast | null;
}

function Result({ title, forecasting: { forecast, fault, isAsking }, before }: ResultProps): ReactNode {
  const texts = useTexts();
  const difference = before === null || forecast === null ? null : differenceText(texts, before, forecast);
  return (
    <section className="section-card forecast-result" aria-busy={isAsking}>
      <h3>{title}</h3>
      {fault !== null && <FaultNotice fault={fault} />}
      {forecast !== null && (
        <>
          <p>
            <strong>{finishText(texts, forecast)}</strong>
            {difference !== null && <span className="text-second"> · {difference}</span>}
          </p>
          <LeftList forecast={forecast} />
          <ForecastCalendar forecast={forecast} />
        </>
      )}
      {forecast === null && fault === null && (
        <p className="text-second">{texts.text(isAsking ? 'app.loading' : 'forecast.nobody')}</p>
      )}
    </section>
  );
}
