import { Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { ForecastView } from '../growth-forecast/forecast-view.tsx';
import { CalendarView } from './calendar-view.tsx';

const views = ['days', 'forecast'] as const;

/** 日历: what the next days bring to all accounts, and how long a plan takes. */
export function CalendarTab(): ReactNode {
  const { text } = useTexts();
  const [view, setView] = useState<(typeof views)[number]>('days');
  return (
    <div className="growth-calendar" data-calendar-view={view}>
      <Segmented
        aria-label={text('calendar.view')}
        value={view}
        options={views.map((each) => ({ value: each, label: text(`calendar.view.${each}`) }))}
        onChange={setView}
      />
      {view === 'days' ? <CalendarView /> : <ForecastView />}
    </div>
  );
}
