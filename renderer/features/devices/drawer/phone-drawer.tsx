import { CloseOutlined } from '@ant-design/icons';
import type { Phone } from '@contract/phones.ts';
import { Button, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { drawerTabs, type DrawerTab } from '../../../stores/ui-store.ts';
import { useConsole, usePhone, useUi } from '../../../stores/use-console.ts';
import { phoneName } from '../phone-names.ts';
import { focusList } from '../list-focus.ts';
import { HistoryTab } from '../../history/history-tab.tsx';
import { PreparationTab } from '../../preparation/preparation-tab.tsx';
import { DrawerHeader } from './drawer-header.tsx';
import { EventsTab } from './events-tab.tsx';
import { FactsTab } from './facts-tab.tsx';
import { GroupsTab } from './groups-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { RawTab } from './raw-tab.tsx';
import { ScreenTab } from './screen-tab.tsx';

/** Everything about one phone, beside the list: the list stays in use while it is open. */
export function PhoneDrawer(): ReactNode {
  const openPhoneId = useUi((state) => state.openPhoneId);
  if (openPhoneId === null) return null;
  return <OpenDrawer key={openPhoneId} phoneId={openPhoneId} />;
}

function OpenDrawer({ phoneId }: { readonly phoneId: string }): ReactNode {
  const texts = useTexts();
  const { ui } = useConsole();
  const phone = usePhone(phoneId);
  const tab = useUi((state) => state.drawerTab);
  if (phone === null) return null;
  const close = (): void => {
    ui.setState({ openPhoneId: null });
    focusList();
  };
  const choose = (key: string): void => {
    const chosen = drawerTabs.find((candidate) => candidate === key);
    if (chosen !== undefined) ui.setState({ drawerTab: chosen });
  };
  const items = drawerTabs.map((key) => ({
    key,
    label: texts.text(`drawer.${key}`),
    children: <DrawerTabContent tab={key} phone={phone} />,
  }));
  return (
    <aside className="drawer" aria-label={phoneName(phone, texts)}>
      <Button
        type="text"
        className="drawer-close"
        icon={<CloseOutlined aria-hidden />}
        aria-label={texts.text('act.close')}
        title={texts.text('drawer.close-hint')}
        onClick={close}
      />
      <DrawerHeader phone={phone} />
      <Tabs
        className="drawer-tabs"
        size="small"
        tabBarGutter={12}
        items={items}
        activeKey={tab}
        onChange={choose}
        destroyOnHidden
      />
    </aside>
  );
}

function DrawerTabContent({ tab, phone }: { readonly tab: DrawerTab; readonly phone: Phone }): ReactNode {
  switch (tab) {
    case 'overview':
      return <OverviewTab phone={phone} />;
    case 'history':
      return <HistoryTab phone={phone} />;
    case 'preparation':
      return <PreparationTab phone={phone} />;
    case 'facts':
      return <FactsTab phone={phone} />;
    case 'groups':
      return <GroupsTab phone={phone} />;
    case 'screen':
      return <ScreenTab phone={phone} />;
    case 'raw':
      return <RawTab phone={phone} />;
    case 'events':
      return <EventsTab phone={phone} />;
  }
}
