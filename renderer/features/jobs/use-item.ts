import type { Job, JobItem } from '@contract/jobs.ts';
import type { Fault } from '@contract/outcome.ts';
import { useMemo, useState } from 'react';
import { useAnswer } from '../../ui/use-answer.ts';
import { useThrottled } from './use-throttled.ts';

const freshMs = 500;

/** One row as it is now, and a number that grows with every change of its job. */
export function useItem(
  job: Job,
  itemId: number,
): { readonly item: JobItem | null; readonly fault: Fault | null; readonly changes: number } {
  const shown = useThrottled(job, freshMs);
  const [round, setRound] = useState({ shown, count: 0 });
  if (round.shown !== shown) setRound({ shown, count: round.count + 1 });
  const input = useMemo(() => ({ itemId }), [itemId]);
  const { value, fault } = useAnswer('jobs.item', input, round.count);
  return { item: value?.itemId === itemId ? value : null, fault, changes: round.count };
}
