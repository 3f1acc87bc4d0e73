import type { Fault } from '@contract/outcome.ts';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '@contract/procedures.ts';
import { useCallback, useEffect, useState } from 'react';
import { useConsole } from '../stores/use-console.ts';

/** The answer to a question that is asked while a component is on the page. */
export interface Answer<T> {
  /** The last good answer; kept while the question is asked again. */
  readonly value: T | null;
  readonly fault: Fault | null;
  readonly isAsking: boolean;
  askAgain(): void;
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
  const [value, setValue] = useState<ProcedureOutput<N> | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isAsking, setIsAsking] = useState(true);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isStale = false;
    setIsAsking(true);
    void client.ask(name, input).then((answer) => {
      if (isStale) return;
      setIsAsking(false);
      setFault(answer.ok ? null : answer.error);
      if (answer.ok) setValue(answer.value);
    });
    return () => {
      isStale = true;
    };
  }, [client, name, input, version, round]);
  const askAgain = useCallback(() => setRound((before) => before + 1), []);
  return { value, fault, isAsking, askAgain };
}
