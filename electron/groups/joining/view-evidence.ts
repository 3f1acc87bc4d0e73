import type { JoinReason } from '../../contract/group-book.ts';
import type { GroupView } from './group-view.ts';

/** How surely two views are one group. `different` is proof, `unsure` the want of it. */
export const joinStrengths = ['certain', 'likely', 'unsure', 'different'] as const;
export type JoinStrength = (typeof joinStrengths)[number];

export interface JoinEvidence {
  readonly strength: JoinStrength;
  readonly reason: JoinReason;
}

const dayMs = 86_400_000;
/** Members come and go: counts read within a day of each other may differ by so much and still be of one group. */
const countSlack = { atLeast: 3, share: 0.05 };
/** Remarks differ from account to account, so even the same members do not overlap wholly. */
const overlap = { same: 0.6, different: 0.1 };
/** Fewer names than this prove nothing, neither by what they share nor by what they do not. */
const fewestNames = 8;

/**
 * What two views say of each other, the surest first. A name alone never joins (two groups of one name are common), and an
 * account sees no group twice, so two of its views are two groups. That an own account was seen never outweighs members or
 * counts that differ: others may be called as it is.
 */
export function weighViews(left: GroupView, right: GroupView): JoinEvidence {
  if (left.accountId === right.accountId) return { strength: 'different', reason: 'same-account' };
  if (left.name !== right.name) return weighOtherName(left, right);
  const counts = weighCounts(left, right);
  if (counts.strength === 'different') return counts;
  const members = weighMembers(left, right);
  if (members !== null) return members;
  const sees = new Set([lookFor(left, right), lookFor(right, left)]);
  if (sees.has(true)) return weighSight(counts, sees.has(false));
  const isDoubted = sees.has(false) && counts.strength === 'likely';
  return isDoubted ? { strength: 'unsure', reason: 'does-not-see-the-other' } : counts;
}

/** @param isOneSided the other account, which read all members, did not see the first one */
function weighSight(counts: JoinEvidence, isOneSided: boolean): JoinEvidence {
  if (counts.reason === 'count-differs') return counts;
  return { strength: isOneSided ? 'likely' : 'certain', reason: 'sees-the-other' };
}

/**
 * Whether the account of another view was seen in the group, by its nickname or by what its own page says that it is called
 * there; null where that is not to be said. That it was not seen is no proof: a remark hides both.
 */
function lookFor(
  { ownAccountsSeen, isMembersComplete, memberNames }: GroupView,
  { accountId, ownAlias, isTellable }: GroupView,
): boolean | null {
  if (ownAccountsSeen === null || !isTellable) return null;
  if (ownAccountsSeen.has(accountId)) return true;
  if (ownAlias !== null && memberNames?.().has(ownAlias) === true) return true;
  return isMembersComplete ? false : null;
}

/** Names are read at different times: a group that was joined before stays joined until both were read after the change. */
function weighOtherName(left: GroupView, right: GroupView): JoinEvidence {
  const wasJoined = left.groupId !== null && left.groupId === right.groupId;
  const isReadApart = Math.abs(left.readAt - right.readAt) > 0;
  if (wasJoined && isReadApart) return { strength: 'likely', reason: 'renamed-since' };
  return { strength: 'different', reason: 'other-name' };
}

function weighMembers(left: GroupView, right: GroupView): JoinEvidence | null {
  // Of most pairs only one has a roster: the other's is not even loaded then.
  if (left.memberNames === null || right.memberNames === null) return null;
  const [names, others] = [left.memberNames(), right.memberNames()];
  const fewest = Math.min(names.size, others.size);
  const both = [...names].filter((name) => others.has(name)).length;
  const isMany = fewest >= fewestNames;
  if (both >= overlap.same * fewest) return isMany ? { strength: 'certain', reason: 'members-overlap' } : null;
  // What was read in part may have missed those that both have.
  if (!left.isMembersComplete || !right.isMembersComplete) return null;
  const isProof = isMany && both <= overlap.different * fewest;
  return { strength: isProof ? 'different' : 'unsure', reason: 'members-differ' };
}

function weighCounts(left: GroupView, right: GroupView): JoinEvidence {
  if (left.memberCount === null || right.memberCount === null) return { strength: 'unsure', reason: 'name-only' };
  const isSameTime = Math.abs((left.countReadAt ?? 0) - (right.countReadAt ?? 0)) <= dayMs;
  const gap = Math.abs(left.memberCount - right.memberCount);
  const slack = Math.max(countSlack.atLeast, countSlack.share * Math.max(left.memberCount, right.memberCount));
  if (isSameTime && gap > 4 * slack) return { strength: 'different', reason: 'count-differs' };
  if (isSameTime && gap <= slack) return { strength: 'likely', reason: 'count-equal' };
  return { strength: 'unsure', reason: gap > slack ? 'count-differs' : 'name-only' };
}
