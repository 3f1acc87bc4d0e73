import { useMemo } from 'react';
import { useConsole } from '../../stores/use-console.ts';

/** What can be done with jobs; a failure is announced. */
export interface JobActs {
  readonly confirm: (jobId: number) => void;
  readonly replan: (jobId: number) => void;
  readonly pause: (jobId: number) => void;
  readonly resume: (jobId: number) => void;
  readonly cancel: (jobId: number, itemIds: number[] | null) => void;
  readonly retry: (jobId: number, itemIds: number[] | null) => void;
  readonly review: (itemId: number, isDone: boolean, note: string) => void;
  /** Resolves to false when it was not taken. */
  readonly answer: (attemptId: number, isDone: boolean) => Promise<boolean>;
  /** Has the phone of a task show its number; resolves when it was shown, or could not be. */
  readonly showNumber: (attemptId: number) => Promise<boolean>;
}

export function useJobActs(): JobActs {
  const { acts, ui, announcements } = useConsole();
  return useMemo(
    () => ({
      confirm: (jobId) => void acts.perform('jobs.confirm', { jobId, isConfirmed: true }),
      replan: async (jobId) => {
        const made = await acts.run('jobs.replan', { jobId });
        if (made.ok) ui.setState({ openJobId: made.value.jobId });
        else if (made.error.code !== 'operator-required') announcements.publish({ kind: 'fault', fault: made.error });
      },
      pause: (jobId) => void acts.perform('jobs.pause', { jobId }),
      resume: (jobId) => void acts.perform('jobs.resume', { jobId }),
      cancel: (jobId, itemIds) => void acts.perform('jobs.cancel', { jobId, itemIds }),
      retry: (jobId, itemIds) => void acts.perform('jobs.retry', { jobId, itemIds }),
      review: (itemId, isDone, note) => void acts.perform('jobs.review', { itemId, isDone, note }),
      answer: (attemptId, isDone) => acts.perform('jobs.answer', { attemptId, isDone }),
      showNumber: (attemptId) => acts.perform('jobs.showNumber', { attemptId }),
    }),
    [acts, ui, announcements],
  );
}
