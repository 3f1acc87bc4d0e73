import { historyMetrics, type HistoryMetric } from '@contract/history.ts';
import { Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { historyRanges, type HistoryRange } from '../../stores/ui-store.ts';
import { useConsole, useUi } from '../../stores/use-console.ts';
import { metricName } from './value-text.ts';

/** How far back; the same everywhere, so that a phone opened from the comparison shows what was looked at. */
export function RangeChoice(): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const range = useUi((state) => state.historyRange);
  return (
    <Segmented<HistoryRange>
      options={historyRanges.map((value) => ({ value, label: text(`history.range.${value}`) }))}
      value={range}
      aria-label={text('history.range')}
      onChange={(historyRange) => ui.setState({ historyRange })}
    />
  );
}

/** Which check, or the score; the same everywhere. */
export function MetricChoice(): ReactNode {
  const texts = useTexts();
  const { ui } = useConsole();
  const metric = useUi((state) => state.historyMetric);
  return (
    <Select<HistoryMetric>
      className="history-metric"
      options={historyMetrics.map((value) => ({ value, label: metricName(texts, value) }))}
      value={metric}
      aria-label={texts.text('history.metric')}
      onChange={(historyMetric) => ui.setState({ historyMetric })}
    />
  );
}
