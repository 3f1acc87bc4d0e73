import type { Numbering } from '../../contract/group-rename.ts';
import type { RenamableGroup } from './renamable-group.ts';

const collator = new Intl.Collator('zh-CN', { numeric: true });
const digits = /\d+/g;

export interface NumberingGround {
  /** Names of the managed groups outside of the plan, and those that open jobs are to give. */
  readonly names: readonly string[];
  /** What the template puts before and behind the number. */
  readonly around: { readonly before: string; readonly after: string };
  /** Groups in the order of a set, for the order `set`. */
  readonly setOrder: readonly string[];
}

/**
 * The number that each group of the plan gets, as it will be written; none for one that is not in the set whose order
 * numbers. `continue` begins one step behind the highest number
 * that a managed group outside of the plan carries in the place where the template puts it; with none, at 1.
 */
export function numberGroups(
  groups: readonly RenamableGroup[],
  numbering: Numbering,
  { names, around, setOrder }: NumberingGround,
): ReadonlyMap<string, string> {
  const { start, step, padding, order } = numbering;
  const highest = highestNumber(names, around);
  const first = start === 'continue' ? (highest === null ? 1 : highest + step) : start;
  return new Map(
    inOrder(groups, order, setOrder).map((group, place) => [
      group.groupId,
      String(first + place * step).padStart(padding, '0'),
    ]),
  );
}

function inOrder(
  groups: readonly RenamableGroup[],
  order: Numbering['order'],
  setOrder: readonly string[],
): readonly RenamableGroup[] {
  switch (order) {
    case 'given':
      return groups;
    case 'name':
      return groups.toSorted((left, right) => collator.compare(left.name, right.name));
    case 'size':
      return groups.toSorted((left, right) => (right.memberCount ?? -1) - (left.memberCount ?? -1));
    case 'first-seen':
      return groups.toSorted((left, right) => left.firstSeenAt - right.firstSeenAt);
    case 'set': {
      const byId = new Map(groups.map((group) => [group.groupId, group]));
      return setOrder.flatMap((groupId) => byId.get(groupId) ?? []);
    }
  }
}

/** Of the names that begin and end as the template does, the highest number between the two ends; null without one. */
function highestNumber(
  names: readonly string[],
  { before, after }: { readonly before: string; readonly after: string },
): number | null {
  const numbers = names
    .filter((name) => name.startsWith(before) && name.endsWith(after) && name.length > before.length + after.length)
    .map((name) => name.slice(before.length, name.length - after.length))
    .filter((middle) => middle.replaceAll(digits, '') === '' && middle.length <= 6)
    .map(Number);
  return numbers.length === 0 ? null : Math.max(...numbers);
}
