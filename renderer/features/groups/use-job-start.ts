import type { Job } from '@contract/jobs.ts';
import { useState } from 'react';
import { useConsole } from '../../stores/use-console.ts';

export interface JobOrder {
  readonly kind: string;
  readonly title: string;
  readonly payload: unknown;
}

export interface JobStart {
  readonly isStarting: boolean;
  /** Plans and confirms at once: for jobs that change nothing on a phone. A failure is announced. */
  readonly start: (order: JobOrder, onStarted?: (job: Job) => void) => void;
}

/** Starts jobs that only read; those that change something are planned, shown and then confirmed. */
export function useJobStart(): JobStart {
  const { acts, announcements } = useConsole();
  const [isStarting, setIsStarting] = useState(false);
  const run = async (order: JobOrder): Promise<Job | null> => {
    const planned = await acts.run('jobs.plan', { ...order, window: { startAt: null, endAt: null } });
    const confirmed = planned.ok
      ? await acts.run('jobs.confirm', { jobId: planned.value.jobId, isConfirmed: true })
      : planned;
    if (!confirmed.ok) announcements.publish({ kind: 'fault', fault: confirmed.error });
    return confirmed.ok ? confirmed.value : null;
  };
  const start: JobStart['start'] = (order, onStarted) => {
    setIsStarting(true);
    void run(order)
      .then((job) => job !== null && onStarted?.(job))
      .finally(() => setIsStarting(false));
  };
  return { isStarting, start };
}
