import type { ChartSeries } from '@contract/history.ts';
import { Skeleton } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive, useUi } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { sortByWorst } from './compare-order.ts';
import { limitsOf, valueRange } from './metric-scale.ts';
import { SmallChart } from './small-chart.tsx';
import { rangeUntil } from './time-range.ts';
import { useRangeEnd } from './use-range-end.ts';

const pointsPerPhone = 70;

/** One metric of many phones side by side, worst first. */
export function CompareView({ phoneIds }: { readonly phoneIds: readonly string[] }): ReactNode {
  const { text } = useTexts();
  const rangeName = useUi((state) => state.historyRange);
  const metric = useUi((state) => state.historyMetric);
  const settings = useLive((state) => state.settings);
  const endAt = useRangeEnd(rangeName);
  const range = useMemo(() => rangeUntil(rangeName, endAt), [rangeName, endAt]);
  const input = useMemo(
    () => ({ phoneIds: [...phoneIds], metric, ...range, maxPoints: pointsPerPhone }),
    [phoneIds, metric, range],
  );
  const { value, fault } = useAnswer('history.chart', input);
  const answered = value?.series ?? noSeries;
  const series = useMemo(() => sortByWorst(metric, answered), [metric, answered]);
  const limits = useMemo(() => limitsOf(metric, settings), [metric, settings]);
  const values = useMemo(() => {
    const points = series.flatMap((each) => each.points);
    return valueRange(metric, points, limits);
  }, [metric, series, limits]);
  if (fault !== null) return <FaultNotice fault={fault} />;
  if (value === null) return <Skeleton active paragraph={{ rows: 8 }} title={false} />;
  if (series.every(({ points }) => points.length === 0)) return <p className="empty-line">{text('history.empty')}</p>;
  return (
    <div className="small-charts">
      {series.map((each) => (
        <SmallChart key={each.phoneId} metric={metric} series={each} range={range} values={values} limits={limits} />
      ))}
    </div>
  );
}

const noSeries: readonly ChartSeries[] = [];
