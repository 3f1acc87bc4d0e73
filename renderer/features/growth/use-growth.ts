import { useEffect, useMemo, useState } from 'react';
import { useConsole, useLive, useMinuteTurn } from '../../stores/use-console.ts';
import { useAnswer } from '../../ui/use-answer.ts';

/** Several changes of one act are looked at once. */
const settleMs = 200;
const noInput = {};

/**
 * Differs whenever something about that account may be another (null: about any), and with every minute of the desk: what is held
 * opens by time alone.
 */
export function useGrowthVersion(accountId: string | null): string {
  const { client } = useConsole();
  const [changes, setChanges] = useState(0);
  const minute = useMinuteTurn();
  useEffect(() => {
    let timer: number | null = null;
    const settle = (): void => {
      timer = null;
      setChanges((before) => before + 1);
    };
    const stop = client.listen('accounts.changed', ({ accountId: changed }) => {
      if (accountId !== null && changed !== null && changed !== accountId) return;
      timer ??= window.setTimeout(settle, settleMs);
    });
    return () => {
      stop();
      if (timer !== null) window.clearTimeout(timer);
    };
  }, [client, accountId]);
  return `${changes} ${minute}`;
}

/** Whether the operator of the moment may do what takes a supervisor, and who else may. */
export interface Supervision {
  /** Null while nobody has said who works: the first act asks. */
  readonly operatorName: string | null;
  readonly isSupervisor: boolean;
  readonly supervisors: readonly string[];
}

export function useSupervision(): Supervision {
  const operatorId = useLive(({ operator }) => operator?.operatorId ?? null);
  const { value } = useAnswer('operators.list', noInput, operatorId);
  return useMemo(() => {
    const operators = value?.operators ?? [];
    const own = operators.find((operator) => operator.operatorId === operatorId);
    const supervisors = operators.filter(({ isSupervisor }) => isSupervisor).map(({ name }) => name);
    return { operatorName: own?.name ?? null, isSupervisor: own?.isSupervisor ?? false, supervisors };
  }, [value, operatorId]);
}
