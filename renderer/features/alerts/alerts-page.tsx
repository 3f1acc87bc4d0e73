import { Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { ActiveAlerts } from './active-alerts.tsx';
import { openAlertFilter } from './alert-filter.ts';
import { AlertFilterBar } from './alert-filter-bar.tsx';
import { AlertHistory } from './alert-history.tsx';

type View = 'active' | 'history';

/** What is wrong with the desk, and what was. */
export function AlertsPage(): ReactNode {
  const { text } = useTexts();
  const [view, setView] = useState<View>('active');
  const [filter, setFilter] = useState(openAlertFilter);
  const count = useLive((state) => state.alerts.size);
  const options = [
    { value: 'active' as const, label: text('alerts.active', { count }) },
    { value: 'history' as const, label: text('alerts.history') },
  ];
  return (
    <div className="page page-tall" data-page="alerts">
      <header className="page-head">
        <div>
          <h1>{text('nav.alerts')}</h1>
          <p className="text-second">{text('alerts.page-text')}</p>
        </div>
        <Segmented options={options} value={view} onChange={setView} aria-label={text('nav.alerts')} />
      </header>
      <AlertFilterBar filter={filter} onChange={setFilter} />
      {view === 'active' ? (
        <ActiveAlerts filter={filter} />
      ) : (
        <AlertHistory key={JSON.stringify(filter)} filter={filter} />
      )}
    </div>
  );
}
