import type { JoinReason } from '../../contract/group-book.ts';
import { Clusters, keyOf } from './clusters.ts';
import { areSideBySide, type GroupView } from './group-view.ts';
import type { JoinedGroup, OpenQuestion } from './joined-group.ts';
import { comparablePairs, findRoot, type Neighbourhood } from './neighbourhoods.ts';
import { weighViews, type JoinEvidence, type JoinStrength } from './view-evidence.ts';

/** Views that joining was done of, and what came of it. */
export interface JoinedPart {
  readonly firstViewId: number;
  readonly groups: readonly JoinedGroup[];
  readonly questions: readonly OpenQuestion[];
}

interface Link extends OpenQuestion {
  readonly rank: number;
}

const ranks: Readonly<Record<JoinStrength, number>> = { certain: 0, likely: 1, unsure: 2, different: 3 };

/** Joins views that may have to do with each other; those that no possible link connects are parts of their own. */
export function joinNeighbourhood(around: Neighbourhood): JoinedPart[] {
  const { possible, different } = findLinks(around);
  return splitByLinks(around.views, possible).map((part) => ({
    firstViewId: part.views[0]?.viewId ?? 0,
    ...joinPart(part, different),
  }));
}

interface LinkedViews {
  readonly views: readonly GroupView[];
  readonly links: readonly Link[];
}

/** Views that no possible link connects have nothing to do with each other: each part is joined for itself. */
function splitByLinks(views: readonly GroupView[], links: readonly Link[]): LinkedViews[] {
  const rootOf = new Map(views.map(({ viewId }) => [viewId, viewId]));
  const find = (viewId: number): number => findRoot(rootOf, viewId);
  for (const { leftViewId, rightViewId } of links) rootOf.set(find(leftViewId), find(rightViewId));
  const linksOf = Map.groupBy(links, ({ leftViewId }) => find(leftViewId));
  const viewsOf = Map.groupBy(views, ({ viewId }) => find(viewId));
  return [...viewsOf].map(([root, own]) => ({ views: own, links: linksOf.get(root) ?? [] }));
}

function joinPart({ views, links }: LinkedViews, different: ReadonlySet<string>): Omit<JoinedPart, 'firstViewId'> {
  const clusters = new Clusters(views, different);
  for (const link of links) if (doubts.has(link.evidence.reason)) clusters.doubt(link);
  const open: Link[] = [];
  for (const [rank, ofRank] of Map.groupBy(links.toSorted(bySureness), (link) => link.rank)) {
    for (const link of ofRank) clusters.link(link);
    for (const link of ofRank) {
      if (clusters.areOne(link)) continue;
      const isJoined = rank <= ranks.likely && !isWeak(link, clusters) && clusters.join(link);
      if (!isJoined) open.push(link);
    }
  }
  const questions = open.filter((link) => !clusters.areOne(link) && !clusters.areApart(link));
  return { groups: clusters.list(), questions: questions.map(withoutRank) };
}

/**
 * Why two views may not be one group although nothing proves it: the one that read all members misses the other, most differ, or both
 * accounts own what they see.
 */
const doubts: ReadonlySet<JoinReason> = new Set<JoinReason>(['does-not-see-the-other', 'members-differ', 'both-own']);

/**
 * A link whose two views may as well be of two groups: one of those that either view is as surely linked to is not in the same group,
 * for all that is known, as the other view or one that is as surely linked to that. Neither group is chosen then.
 */
function isWeak(link: Link, clusters: Clusters): boolean {
  if (link.evidence.reason === 'operator') return false;
  return clusters.leadsApart(link, link.rank >= ranks.likely);
}

function withoutRank({ leftViewId, rightViewId, evidence }: Link): OpenQuestion {
  return { leftViewId, rightViewId, evidence };
}

function bySureness(left: Link, right: Link): number {
  return left.rank - right.rank || left.leftViewId - right.leftViewId || left.rightViewId - right.rightViewId;
}

function findLinks(around: Neighbourhood): {
  readonly possible: readonly Link[];
  readonly different: ReadonlySet<string>;
} {
  const decided = new Map(around.decisions.map((each) => [keyOf(each.leftViewId, each.rightViewId), each.isSame]));
  const possible: Link[] = [];
  const different = new Set<string>();
  for (const [left, right] of comparablePairs(around)) {
    const key = keyOf(left.viewId, right.viewId);
    const isSame = decided.get(key);
    // The one may have become the other: nothing that is weighed here says so, and nothing but a person's word forbids it.
    if (left.accountId === right.accountId && isSame !== false && !areSideBySide(left, right)) continue;
    const evidence = decide(weighViews(left, right), isSame);
    const link = { leftViewId: left.viewId, rightViewId: right.viewId, evidence, rank: ranks[evidence.strength] };
    if (evidence.strength === 'different') different.add(key);
    else possible.push(link);
  }
  return { possible, different };
}

/** An operator's word outweighs everything but the proof that one account sees both. */
function decide(evidence: JoinEvidence, isSame: boolean | undefined): JoinEvidence {
  if (isSame === undefined || evidence.reason === 'same-account') return evidence;
  return { strength: isSame ? 'certain' : 'different', reason: 'operator' };
}
