import type { HistoryRange } from '../../stores/ui-store.ts';
import { useTicking } from '../../stores/use-console.ts';
import { rangeEnd } from './time-range.ts';

/** The end of a range that ends now; moves on in steps that such a chart can show. */
export function useRangeEnd(name: HistoryRange): number {
  return useTicking((now) => rangeEnd(name, now));
}
