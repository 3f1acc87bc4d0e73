import type { BoardCard } from '@contract/board-card.ts';
import { conditions } from '@contract/plan-ids.ts';
import { CheckSquareOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, useLive, useUi } from '../../../stores/use-console.ts';
import { PlaceButton } from '../account/place-button.tsx';
import { placeText } from '../words/place-words.ts';
import { usePhoneNames } from '../words/use-phone-names.ts';
import { valuesOf, type BoardFilter } from './board-filter.ts';

interface BoardFiltersProps {
  readonly cards: readonly BoardCard[];
  readonly shownCount: number;
  /** Begins choosing several accounts; null while somebody does. */
  readonly onPick: (() => void) | null;
}

/** Which accounts the board shows, and what is done from there. */
export function BoardFilters({ cards, shownCount, onPick }: BoardFiltersProps): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const filter = useUi(({ boardFilter }) => boardFilter);
  const change = (patch: Partial<BoardFilter>): void => ui.setState({ boardFilter: { ...filter, ...patch } });
  return (
    <div className="toolbar-line growth-filters">
      <Input
        className="toolbar-search"
        allowClear
        placeholder={text('growth.search')}
        aria-label={text('growth.search')}
        value={filter.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <Segmented<BoardFilter['condition'] | 'all'>
        aria-label={text('growth.condition')}
        value={filter.condition ?? 'all'}
        options={[
          { value: 'all' as const, label: text('growth.condition.all') },
          ...conditions.map((condition) => ({
            value: condition,
            label: text('growth.counted', {
              name: text(`growth.condition.${condition}`),
              count: cards.filter((card) => card.condition === condition).length,
            }),
          })),
        ]}
        onChange={(condition) => change({ condition: condition === 'all' ? null : condition })}
      />
      <PhoneFilter cards={cards} value={filter.phoneId} onChange={(phoneId) => change({ phoneId })} />
      {(['custodian', 'team'] as const).map((field) => (
        <Select<string | null>
          key={field}
          className="growth-filter"
          allowClear
          aria-label={text(`growth.field.${field}`)}
          placeholder={text(`growth.field.${field}`)}
          value={filter[field]}
          options={valuesOf(cards, field).map((value) => ({ value, label: value }))}
          onChange={(value: string | null | undefined) => change({ [field]: value ?? null })}
        />
      ))}
      <PlaceButton account={null} onDone={() => undefined} />
      {onPick !== null && (
        <Button size="small" icon={<CheckSquareOutlined aria-hidden />} data-act="bulk-begin" onClick={onPick}>
          {text('bulk.begin')}
        </Button>
      )}
      <span className="text-second tabular" aria-live="polite" data-shown-accounts={shownCount}>
        {text('growth.shown', { shown: shownCount, count: cards.length })}
      </span>
    </div>
  );
}

interface PhoneFilterProps {
  readonly cards: readonly BoardCard[];
  readonly value: string | null;
  readonly onChange: (phoneId: string | null) => void;
}

function PhoneFilter({ cards, value, onChange }: PhoneFilterProps): ReactNode {
  const texts = useTexts();
  const phones = useLive((state) => state.phones);
  const nameOf = usePhoneNames();
  const present = new Map(cards.flatMap(({ phoneId, place }) => (phoneId === null ? [] : [[phoneId, place]])));
  const options = [...present].map(([phoneId, place]) => {
    const number = phones.get(phoneId)?.number ?? Number.MAX_SAFE_INTEGER;
    return { value: phoneId, label: nameOf(phoneId) ?? placeText(texts, place, nameOf), number };
  });
  return (
    <Select<string | null>
      className="growth-filter"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={texts.text('growth.phone')}
      placeholder={texts.text('growth.phone')}
      value={value}
      options={options.toSorted((one, other) => one.number - other.number)}
      onChange={(phoneId: string | null | undefined) => onChange(phoneId ?? null)}
    />
  );
}
