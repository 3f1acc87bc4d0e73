import type { OperatorTask } from '@contract/jobs.ts';

/**
 * The task to show: the chosen one as long as it waits, then the next one on the way along the desk, then the first again.
 * Tasks come in the order of their rows.
 */
export function taskToShow(tasks: readonly OperatorTask[], chosenItemId: number | null): OperatorTask | null {
  const here = chosenItemId ?? 0;
  return tasks.find(({ itemId }) => itemId >= here) ?? tasks[0] ?? null;
}

/** The task so many places on from a shown one, round the desk. */
export function taskBeside(
  tasks: readonly OperatorTask[],
  { attemptId }: OperatorTask,
  by: 1 | -1,
): OperatorTask | null {
  const here = tasks.findIndex((task) => task.attemptId === attemptId);
  return tasks[(here + by + tasks.length) % tasks.length] ?? null;
}
