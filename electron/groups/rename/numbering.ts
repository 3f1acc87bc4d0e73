import type { Numbering } from '../../contract/group-rename.ts';
import type { RenamableGroup } from './renamable-group.ts';

const collator = new Intl.Collator('zh-CN', { numeric: true });
const digits = /\d+/g;

/**
 * The number that each group of the plan gets, as it will be written. `continue` begins one step behind the highest number
 * that a managed group outside of the plan carries in the place where the template puts it; with none, at 1.
 */
export function numberGroups(
  groups: readonly RenamableGroup[],
  numbering: Numbering,
  others: { readonly names: readonly string[]; readonly around: { readonly before: string; readonly after: string } },
): ReadonlyMap<string, string> {
  const { start, step, padding, order } = numbering;
  const highest = highestNumber(others.names, others.around);
  const first = start === 'continue' ? (highest === null ? 1 : highest + step) : start;
  return new Map(
    inOrder(groups, order).map((group, place) => [group.groupId, String(first + place * step).padStart(padding, '0')]),
  );
}

function inOrder(groups: readonly RenamableGroup[], order: Numbering['order']): readonly RenamableGroup[] {
  switch (order) {
    case 'given':
      return groups;
    case 'name':
      return groups.toSorted((left, right) => collator.compare(left.name, right.name));
    case 'size':
      return groups.toSorted((left, right) => (right.memberCount ?? -1) - (left.memberCount ?? -1));
    case 'first-seen':
      return groups.toSorted((left, right) => left.firstSeenAt - right.firstSeenAt);
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
