import { Tabs } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive, useUi } from '../../stores/use-console.ts';
import { historyViews, type HistoryView } from '../../stores/ui-store.ts';
import { ConfirmAct } from '../devices/confirm-act.tsx';
import { PhoneDrawer } from '../devices/drawer/phone-drawer.tsx';
import { AvailabilityView } from './availability-view.tsx';
import { CompareView } from './compare-view.tsx';
import { MetricChoice, RangeChoice } from './history-choice.tsx';
import { TrendsView } from './trends-view.tsx';
import { useDrawerKey } from './use-drawer-key.ts';

/** Most phones that one question may be about. */
const phonesMax = 200;

/** The desk over time: phones side by side, who was missing how long, and where the batteries are going. */
export function HistoryPage(): ReactNode {
  useDrawerKey();
  const { text } = useTexts();
  const { ui } = useConsole();
  const view = useUi((state) => state.historyView);
  const phoneIds = usePhoneIds();
  const choose = (key: string): void => {
    const chosen = historyViews.find((candidate) => candidate === key);
    if (chosen !== undefined) ui.setState({ historyView: chosen });
  };
  const items = historyViews.map((key) => ({ key, label: text(`history.view.${key}`) }));
  return (
    <div className="history-body">
      <div className="page" data-page="history">
        <header className="page-head">
          <div>
            <h1>{text('nav.history')}</h1>
            <p className="text-second">{text(`history.page.${view}`)}</p>
          </div>
        </header>
        <Tabs
          size="small"
          items={items}
          activeKey={view}
          onChange={choose}
          tabBarExtraContent={<ViewChoice view={view} />}
        />
        {phoneIds.length === 0 ? (
          <p className="empty-line">{text('history.no-phones')}</p>
        ) : (
          <View view={view} phoneIds={phoneIds} />
        )}
      </div>
      <PhoneDrawer />
      <ConfirmAct />
    </div>
  );
}

/** What can be chosen where: availability is of all checks, trends have ranges of their own. */
function ViewChoice({ view }: { readonly view: HistoryView }): ReactNode {
  if (view === 'trends') return null;
  return (
    <div className="section-head">
      <RangeChoice />
      {view === 'compare' && <MetricChoice />}
    </div>
  );
}

function View({ view, phoneIds }: { readonly view: HistoryView; readonly phoneIds: readonly string[] }): ReactNode {
  switch (view) {
    case 'compare':
      return <CompareView phoneIds={phoneIds} />;
    case 'availability':
      return <AvailabilityView />;
    case 'trends':
      return <TrendsView phoneIds={phoneIds} />;
  }
}

/** The phones of the desk by number; the same list for as long as they are the same. */
function usePhoneIds(): readonly string[] {
  const joined = useLive(({ phones }) => {
    const listed = [...phones.values()].toSorted((left, right) => (left.number ?? 1e6) - (right.number ?? 1e6));
    return listed
      .map(({ phoneId }) => phoneId)
      .slice(0, phonesMax)
      .join('\n');
  });
  return useMemo(() => (joined === '' ? [] : joined.split('\n')), [joined]);
}
