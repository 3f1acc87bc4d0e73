import type { ChartSeries } from '@contract/history.ts';
import type { ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { xOf, type Scales } from './chart-geometry.ts';

/** Stretches without a value, shaded so that they cannot be taken for a value of nought. */
export function ChartGaps({
  gaps,
  scales,
}: {
  readonly gaps: ChartSeries['gaps'];
  readonly scales: Pick<Scales, 'plot' | 'range'>;
}): ReactNode {
  const { text, language } = useTexts();
  const { plot, range } = scales;
  return gaps.map((gap) => {
    const left = Math.max(plot.left, xOf(plot, range, gap.fromAt));
    const right = Math.min(plot.left + plot.width, xOf(plot, range, gap.toAt));
    return (
      <rect
        key={gap.fromAt}
        className="history-gap"
        x={left}
        y={plot.top}
        width={Math.max(0, right - left)}
        height={plot.height}
      >
        <title>
          {text('history.gap', { from: fullTimeText(language, gap.fromAt), to: fullTimeText(language, gap.toAt) })}
        </title>
      </rect>
    );
  });
}
