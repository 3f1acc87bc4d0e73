import type { PlanDiff } from '@contract/plans.ts';
import type { Tone } from '../../devices/state-look.ts';

export type DiffRow = PlanDiff[number];

/** What became of a rule: `beyond` is looser than the shipped template has it. */
export const changeKinds = ['tightened', 'loosened', 'beyond'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A rule that is another one, neither tighter nor looser, counts as loosened: nobody can say that it is not. */
export function kindOfChange({ direction, path }: DiffRow, beyond: ReadonlySet<string>): ChangeKind {
  if (direction === 'tightened' || direction === 'same') return 'tightened';
  return beyond.has(path) ? 'beyond' : 'loosened';
}

export const changeTones: Readonly<Record<ChangeKind, Tone>> = { tightened: 'good', loosened: 'warn', beyond: 'bad' };

/** How many of each kind. */
export function countChanges(
  rows: readonly DiffRow[],
  beyond: ReadonlySet<string>,
): Readonly<Record<ChangeKind, number>> {
  const counts = { tightened: 0, loosened: 0, beyond: 0 };
  for (const row of rows) counts[kindOfChange(row, beyond)] += 1;
  return counts;
}
