import type { ProcedureOutput } from '@contract/procedures.ts';
import { useMemo, useState } from 'react';
import { useLive } from '../../stores/use-console.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { useThrottled } from './use-throttled.ts';

const freshMs = 500;

/** The row of a job that has the phone as it is now; null while no job has it, or before it is known. */
export function useHoldingRow(phoneId: string): ProcedureOutput<'jobs.holder'>['row'] {
  const shown = useThrottled(
    useLive((state) => state.jobs),
    freshMs,
  );
  const [round, setRound] = useState({ shown, count: 0 });
  if (round.shown !== shown) setRound({ shown, count: round.count + 1 });
  const input = useMemo(() => ({ phoneId }), [phoneId]);
  return useAnswer('jobs.holder', input, round.count).value?.row ?? null;
}
