import type { ChartPoint, HistoryMetric } from '@contract/history.ts';
import type { Texts } from '../../i18n/texts.ts';

/** The value as written beside a chart, with its unit: `36.5 °C`. */
export function valueText({ text }: Texts, metric: HistoryMetric, value: number): string {
  const shown = Math.round(value * 10) / 10;
  switch (metric) {
    case 'battery-temperature':
      return text('history.unit.celsius', { value: shown });
    case 'clock-skew':
      return text('history.unit.seconds', { value: shown });
    case 'uptime':
      return text('history.unit.hours', { value: shown });
    case 'score':
    case 'battery-status':
    case 'network':
    case 'screen':
    case 'lock':
    case 'messenger-version':
      return String(shown);
    case 'battery-level':
    case 'battery-wear':
    case 'storage':
    case 'memory':
    case 'load':
      return text('history.unit.percent', { value: shown });
  }
}

export function metricName({ text }: Texts, metric: HistoryMetric): string {
  return metric === 'score' ? text('history.score') : text(`health.${metric}.name`);
}

/** What one point says: one value, or the lowest, mean and highest of several. */
export function pointText(texts: Texts, metric: HistoryMetric, point: ChartPoint): string {
  const { min, mean, max, worst } = point;
  if (min === null || mean === null || max === null) return texts.text(`verdict.${worst}`);
  if (min === max) return valueText(texts, metric, mean);
  return texts.text('history.point', {
    mean: valueText(texts, metric, mean),
    min: valueText(texts, metric, min),
    max: valueText(texts, metric, max),
  });
}

/** A share of time or polls, `99.5 %`; just below all never reads as all, and just above none never as none. */
export function shareText({ text }: Texts, share: number): string {
  return text('history.unit.percent', { value: sharePercent(share) });
}

/** With one decimal. Pure. */
export function sharePercent(share: number): number {
  if (share >= 1) return 100;
  return share <= 0 ? 0 : Math.min(99.9, Math.max(0.1, Math.round(share * 1_000) / 10));
}
