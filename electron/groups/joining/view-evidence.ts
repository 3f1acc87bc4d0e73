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
/** Below this many names an overlap says nothing. */
const fewestNames = 8;

/**
 * What two views say of each other, the surest first. A name alone never joins (two groups of one name are common), and an
 * account sees no group twice, so two of its views are two groups.
 * @param isContested one of the accounts has several groups of this name: that it was seen in one does not say in which
 */
export function weighViews(left: GroupView, right: GroupView, isContested = false): JoinEvidence {
  if (left.accountId === right.accountId) return { strength: 'different', reason: 'same-account' };
  if (left.name !== right.name) return weighOtherName(left, right);
  const sees = new Set([lookFor(left, right), lookFor(right, left)]);
  if (sees.has(true) && !isContested) return { strength: 'certain', reason: 'sees-the-other' };
  const members = weighMembers(left, right);
  if (members !== null) return members;
  if (sees.has(true)) return { strength: 'certain', reason: 'sees-the-other' };
  const counts = weighCounts(left, right);
  const isDoubted = sees.has(false) && counts.strength === 'likely';
  return isDoubted ? { strength: 'unsure', reason: 'does-not-see-the-other' } : counts;
}

/**
 * Whether the account of another view was seen in the group, by its nickname or by what its own page says that it is called
 * there; null where that is not to be said. That it was not seen is no proof: a remark hides both.
 */
function lookFor(
  { ownAccountsSeen, isMembersComplete, memberNames }: GroupView,
  { accountId, ownAlias }: GroupView,
): boolean | null {
  if (ownAccountsSeen === null) return null;
  if (ownAccountsSeen.has(accountId)) return true;
  if (ownAlias !== null && memberNames()?.has(ownAlias) === true) return true;
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
  const [names, others] = [left.memberNames(), right.memberNames()];
  if (names === null || others === null) return null;
  const fewest = Math.min(names.size, others.size);
  if (fewest < fewestNames) return null;
  const both = [...names].filter((name) => others.has(name)).length;
  if (both >= overlap.same * fewest) return { strength: 'certain', reason: 'members-overlap' };
  const isWhole = left.isMembersComplete && right.isMembersComplete;
  if (isWhole && both <= overlap.different * fewest) return { strength: 'different', reason: 'members-differ' };
  return null;
}

function weighCounts(left: GroupView, right: GroupView): JoinEvidence {
  if (left.memberCount === null || right.memberCount === null) return { strength: 'unsure', reason: 'name-only' };
  const isSameTime = Math.abs(left.readAt - right.readAt) <= dayMs;
  const gap = Math.abs(left.memberCount - right.memberCount);
  const slack = Math.max(countSlack.atLeast, countSlack.share * Math.max(left.memberCount, right.memberCount));
  if (isSameTime && gap > 4 * slack) return { strength: 'different', reason: 'count-differs' };
  if (isSameTime && gap <= slack) return { strength: 'likely', reason: 'count-equal' };
  return { strength: 'unsure', reason: gap > slack ? 'count-differs' : 'name-only' };
}
