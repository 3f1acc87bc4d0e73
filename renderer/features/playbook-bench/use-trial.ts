import { useEffect, useMemo } from 'react';
import { useConsole } from '../../stores/use-console.ts';
import { useBench } from './use-bench.ts';
import type { Marking } from './use-marks.ts';

/** A moment after the last key. */
const restMs = 200;

/** Tries the selector on the last look: after every key, every look, and every value that is filled in. */
export function useTrial({ marks: { query, variables }, mark }: Marking): void {
  const { client } = useConsole();
  const lookId = useBench(({ look }) => look?.lookId ?? null);
  const phoneId = useBench(({ bench }) => bench?.session?.phoneId ?? null);
  // What is tried, and on what: main holds the look.
  const request = useMemo(() => ({ query, variables, lookId, phoneId }), [query, variables, lookId, phoneId]);
  useEffect(() => {
    let isStale = false;
    const ask = async (): Promise<void> => {
      const answer = await client.ask('bench.tryQuery', {
        query: request.query,
        variables: { ...request.variables },
      });
      if (!isStale) mark({ trial: answer.ok ? answer.value : null });
    };
    const timer = window.setTimeout(() => void ask(), restMs);
    return () => {
      isStale = true;
      window.clearTimeout(timer);
    };
  }, [client, request, mark]);
}
