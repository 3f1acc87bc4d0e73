import type { Fault, Outcome } from '@contract/outcome.ts';
import { useState } from 'react';
import { isPutAway } from '../stores/acts.ts';

export interface FormAct<V> {
  readonly isRunning: boolean;
  /** Why the last try failed; it stands in the form until the next try. */
  readonly fault: Fault | null;
  readonly submit: (values: V) => void;
}

/** Runs what a form asks for; `onDone` is called once it succeeded. */
export function useFormAct<V>(run: (values: V) => Promise<Outcome<unknown>>, onDone: () => void): FormAct<V> {
  const [isRunning, setIsRunning] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const runOnce = async (values: V): Promise<void> => {
    setIsRunning(true);
    setFault(null);
    const outcome = await run(values);
    setIsRunning(false);
    if (outcome.ok) onDone();
    else if (!isPutAway(outcome.error)) setFault(outcome.error);
  };
  return { isRunning, fault, submit: (values) => void runOnce(values) };
}
