import type { ProcedureOutput } from '@contract/procedures.ts';
import { useMemo } from 'react';
import { useAnswer, type Answer } from '../../ui/use-answer.ts';
import { useBench } from './use-bench.ts';

/** The playbooks that came with the console; asked for again when a run has ended, which may have been a rehearsal. */
export function usePlaybooks(): Answer<ProcedureOutput<'bench.playbooks'>> {
  const input = useMemo(() => ({}), []);
  const endedAt = useBench(({ bench }) => bench?.session?.run?.end?.at ?? null);
  return useAnswer('bench.playbooks', input, endedAt);
}
