import type { PhoneTrends, TrendBasis } from '@contract/history.ts';
import { Skeleton, Table, type TableColumnsType } from 'antd';
import { useMemo, type ReactNode } from 'react';
import type { Texts } from '../../i18n/texts.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { PhoneLink } from './phone-link.tsx';
import { basisText, chargeText, heatText, wearText } from './trend-text.ts';
import { HeatWeeks } from './trends-section.tsx';

/** Battery wear, charge and heat of all phones: the worn ones first. */
export function TrendsView({ phoneIds }: { readonly phoneIds: readonly string[] }): ReactNode {
  const texts = useTexts();
  const input = useMemo(() => ({ phoneIds: [...phoneIds] }), [phoneIds]);
  const { value, fault } = useAnswer('history.trends', input);
  const rows = useMemo(() => value?.phones.toSorted(compareWear) ?? [], [value]);
  if (fault !== null) return <FaultNotice fault={fault} />;
  if (value === null) return <Skeleton active paragraph={{ rows: 8 }} title={false} />;
  return (
    <>
      <p className="text-second">{texts.text('history.trends-note')}</p>
      <Table<PhoneTrends>
        size="small"
        rowKey="phoneId"
        columns={columnsOf(texts)}
        dataSource={rows}
        pagination={false}
      />
    </>
  );
}

function compareWear({ wear: left }: PhoneTrends, { wear: right }: PhoneTrends): number {
  return (left.percent ?? 101) - (right.percent ?? 101);
}

function columnsOf(texts: Texts): TableColumnsType<PhoneTrends> {
  const { text } = texts;
  return [
    { title: text('history.scope.phone'), key: 'phone', render: (_, { phoneId }) => <PhoneLink phoneId={phoneId} /> },
    {
      title: text('history.trend.wear'),
      key: 'wear',
      render: (_, { wear }) => <Said text={wearText(texts, wear)} basis={wear.basis} />,
    },
    {
      title: text('history.trend.charge'),
      key: 'charge',
      render: (_, { charge }) => <Said text={chargeText(texts, charge)} basis={charge.basis} />,
    },
    {
      title: text('history.trend.heat'),
      key: 'heat',
      render: (_, { heat }) => (
        <>
          <Said text={heatText(texts, heat)} basis={heat.basis} />
          <HeatWeeks weeks={heat.weeks} />
        </>
      ),
    },
  ];
}

function Said({ text, basis }: { readonly text: string; readonly basis: TrendBasis }): ReactNode {
  const texts = useTexts();
  return (
    <>
      {text} <span className="text-third history-basis">{basisText(texts, basis)}</span>
    </>
  );
}
