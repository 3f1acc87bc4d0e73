import { numericMetrics, type ChartPoint, type HistoryMetric } from '@contract/history.ts';
import type { Settings } from '@contract/settings.ts';

/** A line across the chart at which a verdict changes. */
export interface Limit {
  readonly value: number;
  readonly tone: 'warn' | 'bad';
}

export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

type Limits = Pick<
  Settings,
  'batteryWarnCelsius' | 'batteryBadCelsius' | 'batteryLowPercent' | 'storageLowPercent' | 'clockSkewSeconds'
>;

const percentRange: ValueRange = { low: 0, high: 100 };
const wornPercent = 80;

/** Metrics that are percent and always drawn over the whole scale. */
const percentMetrics: ReadonlySet<HistoryMetric> = new Set<HistoryMetric>([
  'score',
  'battery-level',
  'storage',
  'memory',
  'load',
]);

export function isNumeric(metric: HistoryMetric): boolean {
  return numericMetrics.has(metric);
}

/** The limits that the settings put on a metric now; those of the past are in the verdicts. */
export function limitsOf(metric: HistoryMetric, settings: Limits): readonly Limit[] {
  switch (metric) {
    case 'battery-temperature':
      return [
        { value: settings.batteryWarnCelsius, tone: 'warn' },
        { value: settings.batteryBadCelsius, tone: 'bad' },
      ];
    case 'battery-level':
      return [{ value: settings.batteryLowPercent, tone: 'warn' }];
    case 'battery-wear':
      return [{ value: wornPercent, tone: 'warn' }];
    case 'storage':
      return [{ value: settings.storageLowPercent, tone: 'warn' }];
    case 'clock-skew':
      return [
        { value: settings.clockSkewSeconds, tone: 'warn' },
        { value: -settings.clockSkewSeconds, tone: 'warn' },
      ];
    case 'score':
    case 'memory':
    case 'load':
    case 'uptime':
    case 'battery-status':
    case 'network':
    case 'screen':
    case 'lock':
    case 'messenger-version':
      return [];
  }
}

/** What the chart's height stands for: the whole scale of a percentage, else what is there with its near limits. */
export function valueRange(metric: HistoryMetric, points: readonly ChartPoint[], limits: readonly Limit[]): ValueRange {
  if (percentMetrics.has(metric)) return percentRange;
  const values = points.flatMap(({ min, max }) => [min, max]).filter((value) => value !== null);
  if (values.length === 0) return percentRange;
  const low = Math.min(...values);
  const high = Math.max(...values);
  const reach = Math.max(high - low, 1);
  const near = limits.map(({ value }) => value).filter((value) => value > low - reach && value < high + reach);
  return widened(Math.min(low, ...near), Math.max(high, ...near));
}

function widened(low: number, high: number): ValueRange {
  const margin = Math.max((high - low) * 0.08, 0.5);
  return { low: low - margin, high: high + margin };
}
