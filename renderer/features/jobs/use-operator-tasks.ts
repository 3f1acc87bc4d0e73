import type { OperatorTask } from '@contract/jobs.ts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLive } from '../../stores/use-console.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { ring } from './ring.ts';
import { useThrottled } from './use-throttled.ts';

const freshMs = 250;
const nothing: readonly OperatorTask[] = [];

/** How many rows wait for a person, as the live state counts them. */
export function useWaitingCount(): number {
  return useLive((state) =>
    [...state.jobs.values()].reduce((sum, { counts }) => sum + counts['waiting-for-operator'], 0),
  );
}

/** What waits for a person, in the order of the plans. */
export function useOperatorTasks(): readonly OperatorTask[] {
  const jobs = useLive((state) => state.jobs);
  const shown = useThrottled(jobs, freshMs);
  const [round, setRound] = useState({ shown, count: 0 });
  if (round.shown !== shown) setRound({ shown, count: round.count + 1 });
  const input = useMemo(() => ({}), []);
  const { value } = useAnswer('jobs.tasks', input, round.count);
  return value?.tasks ?? nothing;
}

/** Rings once whenever a task is new; not for those that waited when the page came up, nor when sounds are off. */
export function useRing(tasks: readonly OperatorTask[]): void {
  const isLoud = useLive((state) => state.settings.notificationSound);
  const known = useRef<ReadonlySet<number> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(tasks.map(({ attemptId }) => attemptId));
    if (before !== null && isLoud && tasks.some(({ attemptId }) => !before.has(attemptId))) ring();
  }, [tasks, isLoud]);
}
