import type { BookedGroup } from '../book/group-book.ts';
import type { ViewRecord } from '../book/view-records.ts';

/** A group as the renaming rules see it: one chat, whatever number of own accounts look at it. */
export interface RenamableGroup {
  readonly groupId: string;
  readonly name: string;
  /** Null when no view has read it. */
  readonly memberCount: number | null;
  /** What the account is in it through which it would be renamed; null when not read. */
  readonly role: 'owner' | 'admin' | 'member' | null;
  readonly city: string;
  readonly custodian: string;
  readonly firstSeenAt: number;
  /** When name and role were last read from a phone; null: never. */
  readonly readAt: number | null;
  /** When it was renamed by us, or seen to be renamed, newest last. */
  readonly renamedAt: readonly number[];
  /** An own account that could do it. */
  readonly hasAccount: boolean;
  /** Its views are surely one group. */
  readonly isIdentitySure: boolean;
  /** They were taken for one on grounds that fit other groups of the name as well. */
  readonly isOnlyLikely: boolean;
  /** Its account lists another group under the name by which it would look for this one. */
  readonly isNameShared: boolean;
}

/** The view that a group would be renamed through. */
export interface ActingFacts extends Pick<ViewRecord, 'role'> {
  readonly isNameShared: boolean;
}

/** A group as the renaming rules see it. `via`: null where nobody lists it. */
export function toRenamable(group: BookedGroup, via: ActingFacts | null): RenamableGroup {
  const newest = newestListed(group);
  return {
    groupId: group.groupId,
    name: group.name,
    memberCount: newest?.memberCount ?? null,
    role: via?.role ?? null,
    city: group.city,
    custodian: group.custodian,
    firstSeenAt: group.firstSeenAt,
    readAt: newest?.infoReadAt ?? null,
    renamedAt: renamedAtOf(group),
    hasAccount: via !== null,
    isOnlyLikely: group.strength === 'likely',
    isIdentitySure: group.strength !== 'unsure' && group.countedWith.length === 0,
    isNameShared: via?.isNameShared ?? false,
  };
}

/** A name that was noted twice in a row was given once. */
function renamedAtOf({ names }: Pick<BookedGroup, 'names'>): number[] {
  return names.filter(({ name }, place) => place > 0 && name !== names[place - 1]?.name).map(({ seenAt }) => seenAt);
}

/** No phone lists it any more: each list was read to its end without it since. Where one was not, it may still be there. */
export function isGone({ views }: Pick<BookedGroup, 'views'>): boolean {
  return !views.some(({ isListed }) => isListed);
}

/** Of the views that phones still list, the one whose pages were read last; null without one. */
export function newestListed({ views }: BookedGroup): ViewRecord | null {
  const listed = views.filter(({ isListed }) => isListed);
  return listed.toSorted((left, right) => (right.infoReadAt ?? 0) - (left.infoReadAt ?? 0))[0] ?? null;
}
