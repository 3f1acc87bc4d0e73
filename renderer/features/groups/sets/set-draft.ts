import type { GroupRow } from '@contract/group-book.ts';

export type GroupsById = ReadonlyMap<string, GroupRow>;

/** A set as it is being put together; without an id it is not saved yet. */
export interface SetDraft {
  readonly setId: number | null;
  readonly name: string;
  readonly groupIds: readonly string[];
}

/** With the group at a place moved by so many places; past either end it stays there. */
export function moveGroup(groupIds: readonly string[], from: number, by: number): readonly string[] {
  const to = Math.max(0, Math.min(groupIds.length - 1, from + by));
  const moved = groupIds[from];
  if (moved === undefined || to === from) return groupIds;
  const others = groupIds.toSpliced(from, 1);
  return others.toSpliced(to, 0, moved);
}

/** With more groups behind those that are there; none twice. */
export function addGroups(groupIds: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...groupIds, ...more])];
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** In the order of their names, numbers by their value. */
export function sortByName(groupIds: readonly string[], nameOf: (groupId: string) => string): readonly string[] {
  return groupIds.toSorted((left, right) => collator.compare(nameOf(left), nameOf(right)));
}
