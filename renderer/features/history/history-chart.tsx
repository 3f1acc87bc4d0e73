import type { ChartPoint, ChartSeries, HistoryMetric } from '@contract/history.ts';
import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { fullTimeText, momentText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { ChartAxes } from './chart-axes.tsx';
import { ChartGaps } from './chart-gaps.tsx';
import { bandPath, meanPath, middleOf, nearestPoint, splitAtGaps, xOf, yOf, type Scales } from './chart-geometry.ts';
import { limitsOf, valueRange, type Limit } from './metric-scale.ts';
import type { TimeRange } from './time-range.ts';
import { useWidth } from './use-width.ts';
import { metricName, pointText, valueText } from './value-text.ts';

interface HistoryChartProps {
  readonly metric: HistoryMetric;
  readonly series: ChartSeries;
  readonly range: TimeRange;
}

const height = 200;
const margins = { left: 40, right: 8, top: 8, bottom: 22 };

/** One metric of one phone: the mean as a line in its band from lowest to highest, with the limits; gaps stay open. */
export function HistoryChart({ metric, series, range }: HistoryChartProps): ReactNode {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const settings = useLive((state) => state.settings);
  const limits = limitsOf(metric, settings);
  const { points } = series;
  const scales: Scales = { plot: plotIn(width), range, values: valueRange(metric, points, limits) };
  const point = at === null ? null : nearestPoint(points, at, (range.toAt - range.fromAt) / 60);
  return (
    <figure className="history-chart" ref={ref}>
      <Pointer metric={metric} scales={scales} pointing={{ points, point, setAt }}>
        <svg width={width} height={height} aria-hidden>
          <ChartGaps gaps={series.gaps} scales={scales} />
          <ChartAxes scales={scales} metric={metric} />
          <LimitLines limits={limits} scales={scales} />
          <Runs series={series} scales={scales} />
          {point !== null && <Cursor point={point} scales={scales} />}
        </svg>
      </Pointer>
      <figcaption className="history-readout tabular">
        {point === null ? <Summary metric={metric} points={points} /> : <Readout metric={metric} point={point} />}
      </figcaption>
    </figure>
  );
}

function plotIn(width: number): Scales['plot'] {
  const { left, right, top, bottom } = margins;
  return { left, top, width: Math.max(0, width - left - right), height: height - top - bottom };
}

interface Pointing {
  readonly points: readonly ChartPoint[];
  readonly point: ChartPoint | null;
  readonly setAt: (at: number | null) => void;
}

interface PointerProps {
  readonly metric: HistoryMetric;
  readonly scales: Scales;
  readonly pointing: Pointing;
  readonly children: ReactNode;
}

/** Points at a moment by mouse, or from point to point by keyboard. */
function Pointer({ metric, scales, pointing, children }: PointerProps): ReactNode {
  const texts = useTexts();
  const { points, point, setAt } = pointing;
  return (
    <div
      className="history-pointer"
      role="slider"
      tabIndex={0}
      aria-label={texts.text('history.chart-label', { metric: metricName(texts, metric), count: points.length })}
      aria-valuemin={0}
      aria-valuemax={points.length - 1}
      aria-valuenow={point === null ? points.length - 1 : points.indexOf(point)}
      aria-valuetext={point === null ? undefined : pointText(texts, metric, point)}
      onPointerMove={(event) => setAt(timeAt(event, scales))}
      onPointerLeave={() => setAt(null)}
      onBlur={() => setAt(null)}
      onKeyDown={(event) => moveCursor(event, pointing)}
    >
      {children}
    </div>
  );
}

function Readout({ metric, point }: { readonly metric: HistoryMetric; readonly point: ChartPoint }): ReactNode {
  const texts = useTexts();
  const { language } = texts;
  return (
    <>
      <strong>{pointText(texts, metric, point)}</strong>
      <span className="text-second">
        {fullTimeText(language, point.at)} – {momentText(language, point.endAt, point.at)}
      </span>
      <span className="text-second">{texts.text('history.polls', { count: point.count })}</span>
    </>
  );
}

function Runs({ series, scales }: { readonly series: ChartSeries; readonly scales: Scales }): ReactNode {
  return splitAtGaps(series).map((run) => (
    <g key={run[0]?.at ?? 0}>
      <path className="history-band" d={bandPath(run, scales)} />
      <path className="history-line" d={meanPath(run, scales)} />
    </g>
  ));
}

function LimitLines({ limits, scales }: { readonly limits: readonly Limit[]; readonly scales: Scales }): ReactNode {
  const { plot, values } = scales;
  return limits
    .filter(({ value }) => value >= values.low && value <= values.high)
    .map(({ value, tone }) => {
      const y = yOf(plot, values, value);
      return (
        <line
          key={value}
          className={`history-limit history-limit-${tone}`}
          x1={plot.left}
          x2={plot.left + plot.width}
          y1={y}
          y2={y}
        />
      );
    });
}

function Cursor({ point, scales }: { readonly point: ChartPoint; readonly scales: Scales }): ReactNode {
  const { plot, range, values } = scales;
  const x = xOf(plot, range, middleOf(point));
  return (
    <g className="history-cursor">
      <line x1={x} x2={x} y1={plot.top} y2={plot.top + plot.height} />
      {point.mean !== null && <circle cx={x} cy={yOf(plot, values, point.mean)} r={3.5} />}
    </g>
  );
}

/** What the whole range says, while nothing is pointed at. */
function Summary({
  metric,
  points,
}: {
  readonly metric: HistoryMetric;
  readonly points: readonly ChartPoint[];
}): ReactNode {
  const texts = useTexts();
  const lowest = points.reduce((low, { min }) => Math.min(low, min ?? low), Number.POSITIVE_INFINITY);
  const highest = points.reduce((high, { max }) => Math.max(high, max ?? high), Number.NEGATIVE_INFINITY);
  const polls = points.reduce((sum, { count }) => sum + count, 0);
  if (lowest > highest) return <span className="text-second">{texts.text('history.no-values')}</span>;
  return (
    <span className="text-second">
      {texts.text('history.summary', {
        min: valueText(texts, metric, lowest),
        max: valueText(texts, metric, highest),
        polls: texts.text('history.polls', { count: polls }),
      })}
    </span>
  );
}

function timeAt(event: PointerEvent<HTMLElement>, { plot, range }: Scales): number {
  const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
  return range.fromAt + ((x - plot.left) / Math.max(1, plot.width)) * (range.toAt - range.fromAt);
}

/** Left and right go from point to point, Home and End to the first and the last. */
function moveCursor(event: KeyboardEvent, { points, point, setAt }: Pointing): void {
  const here = point === null ? points.length : points.indexOf(point);
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: here - 1,
    ArrowRight: here + 1,
    Home: 0,
    End: points.length - 1,
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const next = points[Math.min(points.length - 1, Math.max(0, step))];
  if (next !== undefined) setAt(middleOf(next));
}
