import type { ChartSeries, HistoryMetric } from '@contract/history.ts';
import type { ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { verdictTones } from '../devices/state-look.ts';
import { TimeAxis } from './chart-axes.tsx';
import { ChartGaps } from './chart-gaps.tsx';
import { timeTicks, xOf } from './chart-geometry.ts';
import type { TimeRange } from './time-range.ts';
import { useWidth } from './use-width.ts';
import { metricName } from './value-text.ts';

interface VerdictStripProps {
  readonly metric: HistoryMetric;
  readonly series: ChartSeries;
  readonly range: TimeRange;
}

const stripHeight = 36;
const axisHeight = 22;

/** A check without a number: its worst verdict over time. */
export function VerdictStrip({ metric, series, range }: VerdictStripProps): ReactNode {
  const texts = useTexts();
  const [ref, width] = useWidth<HTMLDivElement>();
  const plot = { left: 40, top: 4, width: Math.max(0, width - 48), height: stripHeight };
  const label = texts.text('history.chart-label', { metric: metricName(texts, metric), count: series.points.length });
  return (
    <figure className="history-chart" ref={ref}>
      <svg width={width} height={stripHeight + axisHeight + 4} role="img" aria-label={label}>
        <ChartGaps gaps={series.gaps} scales={{ plot, range }} />
        {series.points.map((point) => {
          const left = Math.max(plot.left, xOf(plot, range, point.at));
          const right = Math.min(plot.left + plot.width, xOf(plot, range, point.endAt));
          return (
            <rect
              key={point.at}
              className={`history-fill-${verdictTones[point.worst]}`}
              x={left}
              y={plot.top}
              width={Math.max(1, right - left)}
              height={plot.height}
            >
              <title>{`${fullTimeText(texts.language, point.at)} · ${texts.text(`verdict.${point.worst}`)}`}</title>
            </rect>
          );
        })}
        <g className="history-axes">
          <TimeAxis times={timeTicks(range, Math.max(2, Math.floor(plot.width / 72)))} scales={{ plot, range }} />
        </g>
      </svg>
    </figure>
  );
}
