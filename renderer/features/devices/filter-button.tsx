import { FilterOutlined } from '@ant-design/icons';
import { catalogueVerdicts, phoneStates } from '@contract/phones.ts';
import { healthBands } from '@contract/views.ts';
import { Badge, Button, Popover, Segmented, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { hostName } from '../hosts/host-name.ts';
import { knownTags } from './known-tags.ts';
import { countPanelFilters, openFilter, type PhoneFilter } from './phone-filter.ts';

/** Opens the panel of filters; tells how many are set. */
export function FilterButton(): ReactNode {
  const { text } = useTexts();
  const { listing } = useConsole();
  const count = useStore(listing, ({ filter }) => countPanelFilters(filter));
  return (
    <Popover trigger="click" placement="bottomRight" content={<FilterPanel />} destroyOnHidden>
      <Badge count={count} size="small">
        <Button icon={<FilterOutlined aria-hidden />}>{text('filter.open')}</Button>
      </Badge>
    </Popover>
  );
}

function FilterPanel(): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { listing } = useConsole();
  const filter = useStore(listing, (state) => state.filter);
  const hosts = useLive(useShallow((state) => [...state.hosts.values()]));
  const tags = useLive(useShallow((state) => knownTags(state.phones)));
  const change = (patch: Partial<PhoneFilter>): void => listing.setState({ filter: { ...filter, ...patch } });
  return (
    <div className="filter-panel">
      <ChoiceList
        label={text('filter.states')}
        options={phoneStates.map((value) => ({ value, label: text(`state.${value}.name`) }))}
        value={filter.states}
        onChange={(states) => change({ states })}
      />
      <ChoiceList
        label={text('filter.bands')}
        options={healthBands.map((value) => ({ value, label: text(`band.${value}`) }))}
        value={filter.bands}
        onChange={(bands) => change({ bands })}
      />
      <ChoiceList
        label={text('filter.verdicts')}
        options={catalogueVerdicts.map((value) => ({ value, label: text(`catalogue.verdict.${value}`) }))}
        value={filter.verdicts}
        onChange={(verdicts) => change({ verdicts })}
      />
      <ChoiceList
        label={text('filter.hosts')}
        options={hosts.map((host) => ({ value: host.hostId, label: hostName(host, texts) }))}
        value={filter.hostIds}
        onChange={(hostIds) => change({ hostIds })}
      />
      <ChoiceList
        label={text('filter.tags')}
        options={tags.map((value) => ({ value, label: value }))}
        value={filter.tags}
        onChange={(chosen) => change({ tags: chosen })}
      />
      <KindChoice filter={filter} onChange={change} />
      <Button block onClick={() => listing.setState({ filter: { ...openFilter, search: filter.search } })}>
        {text('filter.clear')}
      </Button>
    </div>
  );
}

interface ChoiceListProps<T extends string> {
  readonly label: string;
  readonly options: { value: T; label: string }[];
  readonly value: readonly T[];
  readonly onChange: (value: T[]) => void;
}

function ChoiceList<T extends string>({ label, options, value, onChange }: ChoiceListProps<T>): ReactNode {
  const { text } = useTexts();
  const id = useId();
  return (
    <div className="filter-field">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        mode="multiple"
        options={options}
        value={[...value]}
        onChange={onChange}
        placeholder={text('filter.any')}
        optionFilterProp="label"
        allowClear
      />
    </div>
  );
}

interface KindChoiceProps {
  readonly filter: PhoneFilter;
  readonly onChange: (patch: Partial<PhoneFilter>) => void;
}

function KindChoice({ filter, onChange }: KindChoiceProps): ReactNode {
  const { text } = useTexts();
  const value = filter.isVirtual === null ? 'any' : filter.isVirtual ? 'virtual' : 'real';
  const options = [
    { value: 'any' as const, label: text('filter.any') },
    { value: 'real' as const, label: text('demo.real') },
    { value: 'virtual' as const, label: text('demo.virtual') },
  ];
  const choose = (kind: 'any' | 'real' | 'virtual'): void =>
    onChange({ isVirtual: kind === 'any' ? null : kind === 'virtual' });
  return (
    <div className="filter-field">
      <span>{text('filter.kind')}</span>
      <Segmented block options={options} value={value} onChange={choose} aria-label={text('filter.kind')} />
    </div>
  );
}
