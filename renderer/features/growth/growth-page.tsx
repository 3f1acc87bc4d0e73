import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { growthTabs } from '../../stores/ui-store.ts';
import { useConsole, useUi } from '../../stores/use-console.ts';
import { growthParts } from './growth-tabs.ts';

/** 养号: where every account stands, what it may do today, and the plans and lists that decide it. */
export function GrowthPage(): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const current = useUi(({ growthTab }) => growthTab);
  const items = growthTabs.flatMap((tab) => {
    const Part = growthParts[tab];
    return Part === undefined ? [] : [{ key: tab, label: text(`growth.tab.${tab}`), children: <Part /> }];
  });
  const choose = (key: string): void => {
    const chosen = growthTabs.find((tab) => tab === key);
    if (chosen !== undefined) ui.setState({ growthTab: chosen });
  };
  return (
    <div className="page page-tall growth-page" data-page="growth">
      <header className="page-head">
        <div>
          <h1>{text('nav.growth')}</h1>
          <p className="text-second">{text('growth.page-text')}</p>
        </div>
      </header>
      <Tabs className="growth-tabs" size="small" items={items} activeKey={current} onChange={choose} destroyOnHidden />
    </div>
  );
}
