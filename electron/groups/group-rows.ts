import type { GroupDetail, GroupFilter, GroupRow } from '../contract/group-book.ts';
import type { BookedGroup } from './book/group-book.ts';
import type { ViewRecord } from './book/view-records.ts';
import { bestRole, type GroupDesk } from './group-desk.ts';
import { QuestionViews } from './joining/question-views.ts';
import { toRosterSummary, type Roster } from './roster/roster-store.ts';

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** The groups that a filter asks for, in its order. `setsOf` answers the sets that a group is in. */
export function selectGroups(
  groups: readonly BookedGroup[],
  filter: GroupFilter,
  setsOf: (groupId: string) => readonly number[],
): BookedGroup[] {
  const wanted = fold(filter.text);
  const chosen = groups.filter(
    (group) =>
      (wanted === '' || searchText(group).includes(wanted)) &&
      (filter.role === null || bestRole(group.views) === filter.role) &&
      (filter.phoneId === null || group.views.some(({ phoneId }) => phoneId === filter.phoneId)) &&
      (filter.setId === null || setsOf(group.groupId).includes(filter.setId)) &&
      (!filter.isQuestioned || group.countedWith.length > 0),
  );
  return chosen.toSorted((left, right) => compare(left, right, filter.order));
}

function searchText(group: BookedGroup): string {
  return fold([group.name, group.city, group.custodian, group.note, ...group.names.map(({ name }) => name)].join('\n'));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}

function compare(left: BookedGroup, right: BookedGroup, order: GroupFilter['order']): number {
  const byName = collator.compare(left.name, right.name) || (left.groupId < right.groupId ? -1 : 1);
  switch (order) {
    case 'name':
      return byName;
    case 'size':
      return (sizeOf(right) ?? -1) - (sizeOf(left) ?? -1) || byName;
    case 'read':
      return (readAtOf(left) ?? 0) - (readAtOf(right) ?? 0) || byName;
    case 'renamed':
      return (renamedAtOf(right) ?? 0) - (renamedAtOf(left) ?? 0) || byName;
  }
}

/** One group as lists show it. */
export function toRow(group: BookedGroup, desk: GroupDesk, setIds: readonly number[]): GroupRow {
  const roster = newestRoster(group, desk);
  return {
    groupId: group.groupId,
    name: group.name,
    memberCount: sizeOf(group),
    role: bestRole(group.views),
    phoneIds: [...new Set(group.views.filter(({ isListed }) => isListed).map(({ phoneId }) => phoneId))],
    viewCount: group.views.length,
    strength: group.strength,
    isListed: group.views.some(({ isListed }) => isListed),
    infoReadAt: readAtOf(group),
    roster: roster === null ? null : toRosterSummary(roster),
    city: group.city,
    custodian: group.custodian,
    note: group.note,
    isCompanyRun: group.companyReason !== null,
    renamedAt: renamedAtOf(group),
    setIds: [...setIds],
  };
}

/** Everything that is known of one group. */
export function toDetail(group: BookedGroup, desk: GroupDesk, setIds: readonly number[]): GroupDetail {
  return {
    group: toRow(group, desk, setIds),
    views: group.views.map(toView),
    names: group.names.map(({ groupId: _groupId, ...name }) => name),
    roles: rolesOf(group, desk),
    questions: new QuestionViews(desk).questions(group),
  };
}

/** The newest complete roster of the group's views, else the newest one. */
export function newestRoster(group: BookedGroup, desk: GroupDesk): Roster | null {
  const rosters = group.views.flatMap(({ groupViewId }) => desk.rosters.get(groupViewId) ?? []);
  const newest = rosters.toSorted((left, right) => right.readAt - left.readAt);
  return newest.find(({ isComplete }) => isComplete) ?? newest[0] ?? null;
}

function rolesOf({ views }: BookedGroup, { records }: GroupDesk): GroupDetail['roles'] {
  const roles = views.flatMap(({ groupViewId, accountId, phoneId }) =>
    records.rolesOf(groupViewId).map(({ role, seenAt }) => ({ accountId, phoneId, role, seenAt })),
  );
  return roles.toSorted((left, right) => left.seenAt - right.seenAt);
}

function toView(view: ViewRecord): GroupDetail['views'][number] {
  const { groupViewId, phoneId, accountId, name, memberCount, role, isListed, lastSeenAt, infoReadAt } = view;
  return { groupViewId, phoneId, accountId, name, memberCount, role, isListed, lastSeenAt, infoReadAt };
}

function newestView({ views }: BookedGroup): ViewRecord | null {
  return views.toSorted((left, right) => (right.infoReadAt ?? 0) - (left.infoReadAt ?? 0))[0] ?? null;
}

function sizeOf(group: BookedGroup): number | null {
  return newestView(group)?.memberCount ?? null;
}

function readAtOf(group: BookedGroup): number | null {
  return newestView(group)?.infoReadAt ?? null;
}

/** When it was last seen with a new name; null for one that kept its first. */
function renamedAtOf({ names }: BookedGroup): number | null {
  return names.length > 1 ? (names.at(-1)?.seenAt ?? null) : null;
}
