import type { ReactNode } from 'react';
import { columnTexts, planDateText } from '../../format/plan-times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { daysToShow, weeksOf, type Forecast } from './forecast-words.ts';

/** How much is done on which day, week by week; the more of the fullest day, the stronger the ground. */
export function ForecastCalendar({ forecast }: { readonly forecast: Forecast }): ReactNode {
  const { text, language } = useTexts();
  const most = Math.max(1, ...forecast.days.map(({ done }) => done));
  const today = forecast.days[0]?.day;
  const weeks = weeksOf(daysToShow(forecast));
  return (
    <div className="forecast-calendar" role="table" aria-label={text('forecast.each-day')}>
      {weeks.map((week) => (
        <div role="row" key={week.find((day) => day !== null)?.day ?? ''}>
          {week.map((day, place) =>
            day === null ? (
              // The place in the week is all that tells empty cells apart.
              // oxlint-disable-next-line react/no-array-index-key
              <span key={place} role="cell" />
            ) : (
              <span
                key={day.day}
                role="cell"
                className={day.day === today ? 'is-today' : undefined}
                data-forecast-day={day.day}
                data-load={Math.ceil((day.done / most) * 4)}
                title={text('forecast.day', { day: planDateText(language, day.day), count: day.done })}
              >
                <small>
                  {columnTexts(language, day.day).weekday} {Number(day.day.slice(8))}
                </small>
                <strong className="tabular">{day.done === 0 ? '' : day.done}</strong>
              </span>
            ),
          )}
        </div>
      ))}
    </div>
  );
}
