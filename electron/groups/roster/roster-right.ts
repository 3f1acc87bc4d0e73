import type { BookedGroup } from '../book/group-book.ts';
import type { GroupRole, ViewRecord } from '../book/view-records.ts';

/** A role that was read longer ago is none to read members by. */
const freshMs = 24 * 3_600_000;

/**
 * The views through which the members of a group are to be read: one is enough, and the only one, where all of them surely show one
 * group. Where that is open, every account that owns or administers what it sees reads it: two groups may be behind them, and their
 * members tell. An account's own role gives the right, or the mark of a company's group, or another account's role where both surely
 * see the same group. Empty where nobody may.
 */
export function readersOf(group: BookedGroup, now: number): readonly ViewRecord[] {
  const listed = group.views.filter(({ isListed }) => isListed);
  const ranked = listed.toSorted((left, right) => rank(left) - rank(right) || left.groupViewId - right.groupViewId);
  const managing = group.strength === 'certain' ? [] : ranked.filter(({ role }) => manages(role));
  if (managing.length > 0) return managing;
  return ranked.filter((view) => mayReadThrough(group, view, now)).slice(0, 1);
}

/** Whether the members of the group that a view shows may be read through it, and kept. */
export function mayReadThrough(group: BookedGroup, view: ViewRecord, now: number): boolean {
  if (manages(view.role) || isMarked(group)) return true;
  const isFresh = ({ infoReadAt }: ViewRecord): boolean => infoReadAt !== null && now - infoReadAt <= freshMs;
  return group.strength === 'certain' && group.views.some((each) => manages(each.role) && isFresh(each));
}

/**
 * Whether a roster that was read through a view may stay: as `mayReadThrough`, but a role counts until it is known to be lost.
 * @param lastRoleOf the last role that was read of a view; null for none
 */
export function keepsRoster(
  group: BookedGroup,
  view: ViewRecord,
  lastRoleOf: (groupViewId: number) => GroupRole | null,
): boolean {
  const managed = (each: ViewRecord): boolean => manages(each.role ?? lastRoleOf(each.groupViewId));
  return managed(view) || isMarked(group) || (group.strength === 'certain' && group.views.some(managed));
}

/** The mark is an operator's word on the group as it is joined: where that is open, on nobody knows which. */
function isMarked({ companyReason, strength }: BookedGroup): boolean {
  return companyReason !== null && strength !== 'unsure';
}

function manages(role: GroupRole | null): boolean {
  return role === 'owner' || role === 'admin';
}

function rank({ role }: ViewRecord): number {
  if (role === null) return 3;
  return { owner: 0, admin: 1, member: 2 }[role];
}
