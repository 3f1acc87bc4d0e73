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
/**
 * Remarks differ from account to account, so even the same members do not overlap wholly; and the same colleagues sit in many a group.
 * Shares of the larger roster, `different` of the smaller.
 */
const overlap = { same: 0.8, alike: 0.6, different: 0.1 };
/** So many names that two groups of one name hardly share them all. */
const manyNames = 20;
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
  if (members !== null && members.strength !== 'likely') return members;
  const sees = [lookFor(left, right), lookFor(right, left)];
  const isMutual = sees.every((seen) => seen === true);
  if (areBothOwned(left, right) && !isMutual && members?.strength !== 'certain')
    return { strength: 'unsure', reason: 'both-own' };
  const sight = sees.includes(true) ? weighSight(counts, sees) : null;
  // That most members are the same speaks louder than that one is missed, whom a remark may hide.
  if (members !== null) return sight?.strength === 'certain' ? sight : members;
  if (sight !== null) return sight;
  const isDoubted = sees.includes(false) && counts.strength === 'likely';
  return isDoubted ? { strength: 'unsure', reason: 'does-not-see-the-other' } : counts;
}

/**
 * A stranger may be called as an own account: one that was seen makes it certain where both saw each other, or the counts agree and
 * the other account, if it read all members, does not miss the first one.
 */
function weighSight(counts: JoinEvidence, sees: readonly (boolean | null)[]): JoinEvidence {
  if (counts.reason === 'count-differs') return counts;
  const isMutual = sees.every((seen) => seen === true);
  const isBorneOut = counts.reason === 'count-equal' && !sees.includes(false);
  return { strength: isMutual || isBorneOut ? 'certain' : 'likely', reason: 'sees-the-other' };
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

/**
 * Names are read at different times: a group that was joined before stays joined until the view that kept the name before was read
 * after the other one got its new name.
 */
function weighOtherName(left: GroupView, right: GroupView): JoinEvidence {
  const wasJoined = left.groupId !== null && left.groupId === right.groupId;
  const [kept, renamed] = left.namedAt < right.namedAt ? [left, right] : [right, left];
  if (wasJoined && kept.readAt <= renamed.namedAt) return { strength: 'likely', reason: 'renamed-since' };
  return { strength: 'different', reason: 'other-name' };
}

function weighMembers(left: GroupView, right: GroupView): JoinEvidence | null {
  // Of most pairs only one has a roster: the other's is not even loaded then.
  if (left.memberNames === null || right.memberNames === null) return null;
  const [names, others] = [left.memberNames(), right.memberNames()];
  // What was read in part may have missed those that both have, or all that only one has.
  if (!left.isMembersComplete || !right.isMembersComplete) return null;
  const [fewest, most] = [Math.min(names.size, others.size), Math.max(names.size, others.size)];
  const both = countShared(names, others);
  const isMany = fewest >= fewestNames;
  if (both >= overlap.alike * most) {
    if (!isMany) return null;
    const isSure = both >= overlap.same * most && both >= manyNames;
    return { strength: isSure ? 'certain' : 'likely', reason: 'members-overlap' };
  }
  const isProof = isMany && both <= overlap.different * fewest;
  return { strength: isProof ? 'different' : 'unsure', reason: 'members-differ' };
}

/**
 * A group has one owner (facts of the platform: only the owner hands it over). No proof: it may have been handed over between the two
 * readings, and what was read longer ago than a day says nothing against it.
 */
function areBothOwned(left: GroupView, right: GroupView): boolean {
  return left.isOwner && right.isOwner && areCountedTogether(left, right);
}

function areCountedTogether(left: GroupView, right: GroupView): boolean {
  return Math.abs((left.countReadAt ?? 0) - (right.countReadAt ?? 0)) <= dayMs;
}

/** Rosters stay the same sets until they are read anew: what two of them share is counted once. */
const sharedCounts = new WeakMap<ReadonlySet<string>, WeakMap<ReadonlySet<string>, number>>();

function countShared(names: ReadonlySet<string>, others: ReadonlySet<string>): number {
  const known = sharedCounts.get(names)?.get(others);
  if (known !== undefined) return known;
  const count = [...names].filter((name) => others.has(name)).length;
  const ofNames = sharedCounts.get(names) ?? new WeakMap<ReadonlySet<string>, number>();
  sharedCounts.set(names, ofNames.set(others, count));
  return count;
}

function weighCounts(left: GroupView, right: GroupView): JoinEvidence {
  if (left.memberCount === null || right.memberCount === null) return { strength: 'unsure', reason: 'name-only' };
  const isSameTime = areCountedTogether(left, right);
  const gap = Math.abs(left.memberCount - right.memberCount);
  const slack = Math.max(countSlack.atLeast, countSlack.share * Math.max(left.memberCount, right.memberCount));
  if (isSameTime && gap > 4 * slack) return { strength: 'different', reason: 'count-differs' };
  if (isSameTime && gap <= slack) return { strength: 'likely', reason: 'count-equal' };
  return { strength: 'unsure', reason: gap > slack ? 'count-differs' : 'name-only' };
}
