import type { HistoryMetric } from '@contract/history.ts';
import type { ReactNode } from 'react';
import { clockText, dayText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { timeTicks, valueTicks, xOf, yOf, type Scales } from './chart-geometry.ts';
import { valueText } from './value-text.ts';

const valueTickCount = 4;
/** Room that a written time needs, in pixels. */
const timeTickWidth = 72;

/** Values at the left with their lines, times below. */
export function ChartAxes({ scales, metric }: { readonly scales: Scales; readonly metric: HistoryMetric }): ReactNode {
  const texts = useTexts();
  const { plot, range, values } = scales;
  const times = timeTicks(range, Math.max(2, Math.floor(plot.width / timeTickWidth)));
  return (
    <g className="history-axes">
      {valueTicks(values, valueTickCount).map((value) => {
        const y = yOf(plot, values, value);
        return (
          <g key={value}>
            <line x1={plot.left} x2={plot.left + plot.width} y1={y} y2={y} />
            <text x={plot.left - 6} y={y + 4} textAnchor="end">
              {valueText(texts, metric, value)}
            </text>
          </g>
        );
      })}
      <TimeAxis times={times} scales={scales} />
    </g>
  );
}

/** Times under a chart or a strip: the hour within a day, the day otherwise. */
export function TimeAxis({
  times,
  scales,
}: {
  readonly times: readonly number[];
  readonly scales: Pick<Scales, 'plot' | 'range'>;
}): ReactNode {
  const { language } = useTexts();
  const { plot, range } = scales;
  return times.map((at) => {
    const x = xOf(plot, range, at);
    const isEdge = x < plot.left + 16 || x > plot.left + plot.width - 16;
    return (
      <g key={at}>
        <line x1={x} x2={x} y1={plot.top + plot.height} y2={plot.top + plot.height + 4} />
        {!isEdge && (
          <text x={x} y={plot.top + plot.height + 16} textAnchor="middle">
            {isMidnight(at) ? dayText(language, at) : clockText(language, at)}
          </text>
        )}
      </g>
    );
  });
}

function isMidnight(at: number): boolean {
  const date = new Date(at);
  return date.getHours() === 0 && date.getMinutes() === 0;
}
