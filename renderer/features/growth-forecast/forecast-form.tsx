import type { BoardCard } from '@contract/board-card.ts';
import { actionIds } from '@contract/plan-ids.ts';
import { InputNumber, Select, Slider } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { doersOf, highestCap, othersOf, type ForecastWish } from './what-if.ts';

interface ForecastFormProps {
  readonly cards: readonly BoardCard[];
  readonly wish: ForecastWish;
  readonly onChange: (wish: ForecastWish) => void;
}

const mostActs = 1_000;
const spans = [14, 30, 60, 120] as const;

/** What is to be done, by whom; and the two things that could be otherwise. */
export function ForecastForm({ cards, wish, onChange }: ForecastFormProps): ReactNode {
  const { text } = useTexts();
  const change = (patch: Partial<ForecastWish>): void => onChange({ ...wish, ...patch });
  return (
    <div className="forecast-form">
      <label>
        <span>{text('forecast.action')}</span>
        <Select
          value={wish.action}
          aria-label={text('forecast.action')}
          options={actionIds.map((id) => ({ value: id, label: text(`growth.action.${id}`) }))}
          onChange={(action) => change({ action, mostPerDay: null, moreCount: 0 })}
        />
      </label>
      <label>
        <span>{text('forecast.count')}</span>
        <InputNumber
          min={1}
          max={mostActs}
          precision={0}
          value={wish.count}
          aria-label={text('forecast.count')}
          onChange={(count) => change({ count: count ?? 1 })}
        />
      </label>
      <label className="forecast-accounts">
        <span>{text('forecast.accounts')}</span>
        <Select<string[]>
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          optionFilterProp="label"
          aria-label={text('forecast.accounts')}
          placeholder={text('forecast.accounts-all', { count: doersOf(cards, { ...wish, accountIds: [] }).length })}
          value={[...wish.accountIds]}
          options={cards.map((card) => ({ value: card.accountId, label: nameOf(card) }))}
          onChange={(accountIds) => change({ accountIds, moreCount: 0 })}
        />
      </label>
      <label>
        <span>{text('forecast.days')}</span>
        <Select
          value={wish.days}
          aria-label={text('forecast.days')}
          options={spans.map((days) => ({ value: days, label: String(days) }))}
          onChange={(days) => change({ days })}
        />
      </label>
      <WhatIf cards={cards} wish={wish} onChange={onChange} />
    </div>
  );
}

function nameOf({ nickname, accountId, stageId, custodian }: BoardCard): string {
  return [nickname ?? accountId, stageId, custodian].filter((part) => part !== '').join(' · ');
}

function WhatIf({ cards, wish, onChange }: ForecastFormProps): ReactNode {
  const { text } = useTexts();
  const highest = highestCap(cards, wish);
  const others = othersOf(cards, wish);
  return (
    <fieldset className="forecast-what-if">
      <legend>{text('forecast.what-if')}</legend>
      {highest > 1 && (
        <label>
          <span>
            {text('forecast.most')} <strong className="tabular">{wish.mostPerDay ?? text('forecast.most-plan')}</strong>
          </span>
          <Slider
            min={1}
            max={highest}
            value={wish.mostPerDay ?? highest}
            aria-label={text('forecast.most')}
            onChange={(value) => onChange({ ...wish, mostPerDay: value === highest ? null : value })}
          />
        </label>
      )}
      {others.length === 0 ? (
        <span className="text-third">{text('forecast.no-more')}</span>
      ) : (
        <label>
          <span>
            {text('forecast.more')}{' '}
            <strong className="tabular">{text('forecast.more-count', { count: wish.moreCount })}</strong>
          </span>
          <Slider
            min={0}
            max={Math.min(50, others.length)}
            value={wish.moreCount}
            aria-label={text('forecast.more')}
            onChange={(moreCount) => onChange({ ...wish, moreCount })}
          />
        </label>
      )}
    </fieldset>
  );
}
