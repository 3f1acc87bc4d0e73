import { AppstoreOutlined, SearchOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { stateGroups } from '@contract/views.ts';
import { Input, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { FilterButton } from './filter-button.tsx';
import type { StateGroup } from './phone-filter.ts';
import { LabelsButton } from './labels/labels-button.tsx';
import { ColumnsButton } from './saved-views/columns-button.tsx';
import { ViewsButton } from './saved-views/views-button.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';
import { SortButton } from './sort-button.tsx';
import { focusList } from './list-focus.ts';
import { useGroupCounts } from './use-shown-phones.ts';

/** Search, the state groups with their counts, filters, order and view. */
export function DevicesToolbar(): ReactNode {
  return (
    <div className="toolbar">
      <PhoneSearch />
      <GroupSwitch />
      <span className="toolbar-gap" />
      <ViewsButton />
      <FilterButton />
      <SortButton />
      <ColumnsButton />
      <LabelsButton />
      <ViewSwitch />
      <ShortcutHelp />
    </div>
  );
}

function PhoneSearch(): ReactNode {
  const { text } = useTexts();
  const { listing } = useConsole();
  const search = useStore(listing, (state) => state.filter.search);
  return (
    <Input
      className="toolbar-search"
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      placeholder={text('search.placeholder')}
      title={text('search.hint')}
      aria-label={text('search.hint')}
      value={search}
      onChange={(event) => listing.setState(({ filter }) => ({ filter: { ...filter, search: event.target.value } }))}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape' || event.key === 'ArrowDown') focusList();
      }}
    />
  );
}

function GroupSwitch(): ReactNode {
  const { text } = useTexts();
  const { listing } = useConsole();
  const counts = useGroupCounts();
  const group = useStore(listing, (state) => state.filter.group);
  const options = (['all', ...stateGroups] as const).map((value) => ({
    value,
    label: (
      <span className="group-option">
        {text(`group.${value}`)} <span className="group-count">{counts[value]}</span>
      </span>
    ),
  }));
  const choose = (value: StateGroup | 'all'): void =>
    listing.setState(({ filter }) => ({ filter: { ...filter, group: value === 'all' ? null : value } }));
  return <Segmented options={options} value={group ?? 'all'} onChange={choose} aria-label={text('group.label')} />;
}

function ViewSwitch(): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const view = useLive((state) => state.settings.devicesView);
  const options = [
    { value: 'table' as const, icon: <UnorderedListOutlined aria-hidden />, title: text('view.table') },
    { value: 'cards' as const, icon: <AppstoreOutlined aria-hidden />, title: text('view.cards') },
  ];
  return (
    <Segmented
      options={options}
      value={view}
      aria-label={text('view.label')}
      onChange={(devicesView) => void acts.perform('settings.update', { patch: { devicesView } })}
    />
  );
}
