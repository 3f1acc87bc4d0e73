import type { Schedule } from '@contract/schedules.ts';
import { useEffect, useState } from 'react';
import { useConsole } from '../../stores/use-console.ts';
import { useAnswer, type Answer } from '../../ui/use-answer.ts';

/** A run that begins and ends at once is looked at once. */
const settleMs = 150;
const noInput = {};

/** Differs whenever a schedule is another one than before, or gone. */
export function useSchedulesVersion(): number {
  const { client } = useConsole();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let timer: number | null = null;
    const settle = (): void => {
      timer = null;
      setVersion((before) => before + 1);
    };
    const stop = client.listen('schedules.changed', () => {
      timer ??= window.setTimeout(settle, settleMs);
    });
    return () => {
      stop();
      if (timer !== null) window.clearTimeout(timer);
    };
  }, [client]);
  return version;
}

/** Every schedule as it is now. */
export function useSchedules(): Answer<{ readonly schedules: readonly Schedule[] }> {
  return useAnswer('schedules.list', noInput, useSchedulesVersion());
}
