import type { Fault } from '@contract/outcome.ts';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '@contract/procedures.ts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useConsole } from '../stores/use-console.ts';

/** The answer to a question that is asked while a component is on the page. */
export interface Answer<T> {
  /** The last good answer; kept while the question is asked again. */
  readonly value: T | null;
  readonly fault: Fault | null;
  readonly isAsking: boolean;
  readonly askAgain: () => void;
}

interface Settled<T> {
  /** The request that was answered last. */
  readonly request: object;
  readonly value: T | null;
  readonly fault: Fault | null;
}

/**
 * Asks main when the component appears, and again whenever `input` or `version` differs. `input` must be stable
 * (`useMemo`): a new object asks again.
 */
export function useAnswer<N extends ProcedureName>(
  name: N,
  input: ProcedureInput<N>,
  version: string | number | null = null,
): Answer<ProcedureOutput<N>> {
  const { client } = useConsole();
  const [round, setRound] = useState(0);
  const request = useMemo(() => ({ name, input, version, round }), [name, input, version, round]);
  const [settled, setSettled] = useState<Settled<ProcedureOutput<N>> | null>(null);
  useEffect(() => {
    let isStale = false;
    const ask = async (): Promise<void> => {
      const answer = await client.ask(request.name, request.input);
      if (isStale) return;
      setSettled((before) =>
        answer.ok
          ? { request, value: answer.value, fault: null }
          : { request, value: before?.value ?? null, fault: answer.error },
      );
    };
    void ask();
    return () => {
      isStale = true;
    };
  }, [client, request]);
  const askAgain = useCallback(() => setRound((before) => before + 1), []);
  const isAsking = settled?.request !== request;
  return { value: settled?.value ?? null, fault: settled?.fault ?? null, isAsking, askAgain };
}
