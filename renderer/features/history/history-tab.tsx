import type { HistoryMetric } from '@contract/history.ts';
import type { Phone } from '@contract/phones.ts';
import { Skeleton } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useUi } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { MetricChoice, RangeChoice } from './history-choice.tsx';
import { HistoryChart } from './history-chart.tsx';
import { isNumeric } from './metric-scale.ts';
import { PresenceStrip } from './presence-strip.tsx';
import { rangeUntil, type TimeRange } from './time-range.ts';
import { TrendsSection } from './trends-section.tsx';
import { useRangeEnd } from './use-range-end.ts';
import { VerdictStrip } from './verdict-strip.tsx';

/** What one phone was like over a day, a week, a month or a year. */
export function HistoryTab({ phone }: { readonly phone: Phone }): ReactNode {
  const { phoneId } = phone;
  const rangeName = useUi((state) => state.historyRange);
  const metric = useUi((state) => state.historyMetric);
  const endAt = useRangeEnd(rangeName);
  const range = useMemo(() => rangeUntil(rangeName, endAt), [rangeName, endAt]);
  return (
    <>
      <section className="section">
        <div className="section-head">
          <RangeChoice />
          <MetricChoice />
        </div>
        <Presence phoneId={phoneId} range={range} />
        <Chart key={`${metric}|${rangeName}`} phoneId={phoneId} metric={metric} range={range} />
      </section>
      <TrendsSection phoneId={phoneId} />
    </>
  );
}

function Presence({ phoneId, range }: { readonly phoneId: string; readonly range: TimeRange }): ReactNode {
  const input = useMemo(() => ({ phoneId, ...range }), [phoneId, range]);
  const { value, fault } = useAnswer('history.presence', input);
  if (fault !== null) return <FaultNotice fault={fault} />;
  return <PresenceStrip spans={value?.spans ?? []} range={range} />;
}

interface ChartProps {
  readonly phoneId: string;
  readonly metric: HistoryMetric;
  readonly range: TimeRange;
}

const maxPoints = 480;

function Chart({ phoneId, metric, range }: ChartProps): ReactNode {
  const { text } = useTexts();
  const input = useMemo(() => ({ phoneIds: [phoneId], metric, ...range, maxPoints }), [phoneId, metric, range]);
  const { value, fault } = useAnswer('history.chart', input);
  const series = value?.series[0];
  if (fault !== null) return <FaultNotice fault={fault} />;
  if (series === undefined) return <Skeleton.Node active className="history-waiting" />;
  if (series.points.length === 0) return <p className="empty-line">{text('history.empty')}</p>;
  if (isNumeric(metric)) return <HistoryChart metric={metric} series={series} range={range} />;
  return <VerdictStrip metric={metric} series={series} range={range} />;
}
