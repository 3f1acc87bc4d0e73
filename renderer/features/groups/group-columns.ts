import type { GroupFilter, GroupRow } from '@contract/group-book.ts';

export const firstFilter: GroupFilter = {
  text: '',
  role: null,
  phoneId: null,
  setId: null,
  isQuestioned: false,
  order: 'name',
};

/** How well the members of a group are known. */
export type RosterState = 'none' | 'partial' | 'complete';

export function rosterStateOf({ roster }: Pick<GroupRow, 'roster'>): RosterState {
  if (roster === null) return 'none';
  return roster.isComplete ? 'complete' : 'partial';
}
