import type { ChartSeries, HistoryMetric } from '@contract/history.ts';
import type { Phone, Verdict } from '@contract/phones.ts';
import { memo, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, usePhone } from '../../stores/use-console.ts';
import { phoneName } from '../devices/phone-names.ts';
import { verdictTones } from '../devices/state-look.ts';
import { VerdictIcon } from '../../ui/verdict-icon.tsx';
import { bandPath, meanPath, splitAtGaps, xOf, yOf, type Plot, type Scales } from './chart-geometry.ts';
import { isNumeric, type Limit, type ValueRange } from './metric-scale.ts';
import type { TimeRange } from './time-range.ts';
import { valueText } from './value-text.ts';

interface SmallChartProps {
  readonly metric: HistoryMetric;
  readonly series: ChartSeries;
  readonly range: TimeRange;
  readonly values: ValueRange;
  readonly limits: readonly Limit[];
}

const plot: Plot = { left: 0, top: 2, width: 208, height: 44 };
const height = plot.height + 4;

/** One phone of a comparison; all share one scale. A click opens the phone's own history. */
export const SmallChart = memo(function SmallChart(props: SmallChartProps): ReactNode {
  const phone = usePhone(props.series.phoneId);
  return phone === null ? null : <ChartOfPhone {...props} phone={phone} />;
});

function ChartOfPhone({ phone, ...props }: SmallChartProps & { readonly phone: Phone }): ReactNode {
  const texts = useTexts();
  const { ui } = useConsole();
  const { metric, series, range, values } = props;
  const open = (): void => ui.setState({ openPhoneId: phone.phoneId, drawerTab: 'history' });
  return (
    <button type="button" className="small-chart" onClick={open} title={texts.text('history.open')}>
      <span className="small-chart-head">
        <span className="small-chart-name">{phoneName(phone, texts)}</span>
        <Extremes metric={metric} series={series} />
      </span>
      <svg viewBox={`0 0 ${plot.width} ${height}`} preserveAspectRatio="none" height={height} aria-hidden>
        {isNumeric(metric) ? (
          <Lines {...props} scales={{ plot, range, values }} />
        ) : (
          <Cells series={series} range={range} />
        )}
      </svg>
      {series.points.length === 0 && <span className="small-chart-empty">{texts.text('history.no-values')}</span>}
    </button>
  );
}

function Lines({ series, limits, scales }: SmallChartProps & { readonly scales: Scales }): ReactNode {
  const shown = limits.filter(({ value }) => value >= scales.values.low && value <= scales.values.high);
  return (
    <>
      {shown.map(({ value, tone }) => {
        const y = yOf(plot, scales.values, value);
        return (
          <line key={value} className={`history-limit history-limit-${tone}`} x1={0} x2={plot.width} y1={y} y2={y} />
        );
      })}
      {splitAtGaps(series).map((run) => (
        <g key={run[0]?.at ?? 0}>
          <path className="history-band" d={bandPath(run, scales)} />
          <path className="history-line" d={meanPath(run, scales)} />
        </g>
      ))}
    </>
  );
}

function Cells({ series, range }: Pick<SmallChartProps, 'series' | 'range'>): ReactNode {
  return series.points.map(({ at, endAt, worst }) => {
    const left = Math.max(0, xOf(plot, range, at));
    const width = Math.max(1, xOf(plot, range, endAt) - left);
    return (
      <rect key={at} className={`history-fill-${verdictTones[worst]}`} x={left} y={14} width={width} height={20} />
    );
  });
}

/** The worst verdict of the range, and lowest to highest. */
function Extremes({ metric, series }: Pick<SmallChartProps, 'metric' | 'series'>): ReactNode {
  const texts = useTexts();
  const { points } = series;
  const lows = points.map(({ min }) => min).filter((value) => value !== null);
  const highs = points.map(({ max }) => max).filter((value) => value !== null);
  const worst = (['bad', 'warn', 'ok'] satisfies Verdict[]).find((verdict) =>
    points.some((point) => point.worst === verdict),
  );
  return (
    <span className="small-chart-values tabular">
      {lows.length > 0 &&
        texts.text('history.from-to', {
          min: valueText(texts, metric, Math.min(...lows)),
          max: valueText(texts, metric, Math.max(...highs)),
        })}
      {worst !== undefined && metric !== 'score' && <VerdictIcon verdict={worst} />}
    </span>
  );
}
