import type { HistoryRange } from '../../stores/ui-store.ts';

const dayMs = 86_400_000;

export const rangeMs: Readonly<Record<HistoryRange, number>> = {
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
  year: 365 * dayMs,
};

export interface TimeRange {
  readonly fromAt: number;
  readonly toAt: number;
}

/** A chart need not be asked again more often than its points could change. */
const roundToMs: Readonly<Record<HistoryRange, number>> = {
  day: 60_000,
  week: 5 * 60_000,
  month: 15 * 60_000,
  year: 60 * 60_000,
};

/** The end of the range: the same for all moments in between, so that a chart rests. */
export function rangeEnd(name: HistoryRange, now: number): number {
  return Math.ceil(now / roundToMs[name]) * roundToMs[name];
}

export function rangeUntil(name: HistoryRange, endAt: number): TimeRange {
  return { fromAt: endAt - rangeMs[name], toAt: endAt };
}
