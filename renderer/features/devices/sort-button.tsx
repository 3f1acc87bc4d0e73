import { SortAscendingOutlined, SortDescendingOutlined } from '@ant-design/icons';
import { sortKeys } from '@contract/views.ts';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';

/** The order of the list, for cards too; the way round is switched by choosing the same key again. */
export function SortButton(): ReactNode {
  const { text } = useTexts();
  const { listing } = useConsole();
  const order = useStore(listing, (state) => state.order);
  const items = sortKeys.map((key) => ({ key, label: text(`sort.${key}`) }));
  const choose = (chosen: string): void => {
    const key = sortKeys.find((candidate) => candidate === chosen);
    if (key === undefined) return;
    listing.setState({ order: { key, isDescending: key === order.key ? !order.isDescending : false } });
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, selectable: true, selectedKeys: [order.key], onClick: ({ key }) => choose(key) }}
    >
      <Button
        icon={order.isDescending ? <SortDescendingOutlined aria-hidden /> : <SortAscendingOutlined aria-hidden />}
        title={text('sort.hint')}
      >
        {text(`sort.${order.key}`)}
      </Button>
    </Dropdown>
  );
}
