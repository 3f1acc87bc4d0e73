import type { OperatorTask } from '@contract/jobs.ts';
import { useCallback, useEffect, useState } from 'react';
import { useJobActs } from '../use-job-acts.ts';

/** A task that has just taken the place of another is not answered by the click that was meant for that one. */
const settleMs = 400;

/** The operator's answer to the shown task, given once. */
export function useTaskAnswer({ attemptId }: OperatorTask): {
  readonly canAnswer: boolean;
  readonly answer: (isDone: boolean) => void;
} {
  const acts = useJobActs();
  const [isSettled, setSettled] = useState(false);
  const [isAnswered, setAnswered] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settleMs);
    return () => clearTimeout(timer);
  }, []);
  const canAnswer = isSettled && !isAnswered;
  const answer = useCallback(
    (isDone: boolean): void => {
      if (!canAnswer) return;
      setAnswered(true);
      void acts.answer(attemptId, isDone).then(setAnswered);
    },
    [acts, attemptId, canAnswer],
  );
  return { canAnswer, answer };
}
