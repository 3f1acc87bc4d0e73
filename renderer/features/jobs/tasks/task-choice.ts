import type { DeskMap } from '@contract/desk-map.ts';
import type { OperatorTask } from '@contract/jobs.ts';

/** Where a task stands on the way along the desk: its hub, its port, the phone's number, the row; what is not known comes last. */
export type TaskStand = readonly [hub: number, port: number, number: number, itemId: number];

export interface PlacedTask {
  readonly task: OperatorTask;
  readonly stand: TaskStand;
}

/** The tasks in the order in which a person comes by their phones. */
export function alongDesk(
  tasks: readonly OperatorTask[],
  { hubs, places }: DeskMap,
  numberOf: (phoneId: string) => number | null,
): readonly PlacedTask[] {
  const placed = tasks.map((task): PlacedTask => {
    const place = places.find(({ phoneId }) => phoneId === task.phoneId);
    const hub = hubs.findIndex(({ hubId }) => hubId === place?.hubId);
    const known = place === undefined || hub < 0 ? null : place;
    const number = numberOf(task.phoneId) ?? Infinity;
    return { task, stand: [known === null ? Infinity : hub, known?.port ?? Infinity, number, task.itemId] };
  });
  return placed.toSorted((left, right) => compareStands(left.stand, right.stand));
}

/** The chosen task as long as it waits, then the next one along the desk, then the first again. */
export function taskToShow(placed: readonly PlacedTask[], chosen: TaskStand | null): PlacedTask | null {
  const next = placed.find(({ stand }) => chosen === null || compareStands(stand, chosen) >= 0);
  return next ?? placed[0] ?? null;
}

/** The task before or after a shown one, round the desk. */
export function taskBeside(placed: readonly PlacedTask[], shown: PlacedTask, by: 1 | -1): PlacedTask | null {
  const here = placed.findIndex(({ task }) => task.attemptId === shown.task.attemptId);
  return placed[(here + by + placed.length) % placed.length] ?? null;
}

function compareStands(left: TaskStand, right: TaskStand): number {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? 0;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
