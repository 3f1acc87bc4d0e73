import type { GroupView, JoinDecision } from './group-view.ts';
import { weighViews, type JoinEvidence, type JoinStrength } from './view-evidence.ts';

/** Views that are one group, and how surely. */
export interface JoinedGroup {
  readonly viewIds: readonly number[];
  /** The weakest link that holds it together; `certain` for a single view. */
  readonly strength: Exclude<JoinStrength, 'different'>;
}

/** Two views that may be one group and were not joined: a question to the operator. */
export interface OpenQuestion {
  readonly leftViewId: number;
  readonly rightViewId: number;
  readonly evidence: JoinEvidence;
}

export interface JoinedViews {
  readonly groups: readonly JoinedGroup[];
  readonly questions: readonly OpenQuestion[];
  /**
   * Groups, by their place in `groups`, that are not proven different from each other: limits count each of these sets as
   * one group.
   */
  readonly countedTogether: readonly (readonly number[])[];
}

interface Link extends OpenQuestion {
  readonly rank: number;
}

const ranks: Readonly<Record<JoinStrength, number>> = { certain: 0, likely: 1, unsure: 2, different: 3 };

/**
 * Joins views into groups: the surest links first, and none that would put two views together which are proven different. A
 * link is followed only where it is the only one as good: of two groups that a view may belong to, neither is chosen.
 * Deterministic for the same views in any order.
 */
export function joinViews(views: readonly GroupView[], decisions: readonly JoinDecision[]): JoinedViews {
  const ordered = views.toSorted((left, right) => left.viewId - right.viewId);
  const { possible, different } = findLinks(ordered, decisions);
  const parts = splitByLinks(ordered, possible).map((part) => joinPart(part, different));
  const groups = parts.flatMap((part) => part.groups).toSorted(byFirstView);
  const questions = [...parts.flatMap((part) => part.questions), ...askAfterFormer(ordered)];
  return { groups, questions, countedTogether: countTogether(groups, questions) };
}

/** Whether a view is another one of the same account under a new name: only a reading or an operator can say. */
function askAfterFormer(views: readonly GroupView[]): OpenQuestion[] {
  const known = new Set(views.map(({ viewId }) => viewId));
  return views.flatMap(({ viewId, formerViewId }) => {
    if (formerViewId === null || !known.has(formerViewId)) return [];
    const evidence = { strength: 'unsure', reason: 'name-replaced' } as const;
    return [{ leftViewId: formerViewId, rightViewId: viewId, evidence }];
  });
}

interface LinkedViews {
  readonly views: readonly GroupView[];
  readonly links: readonly Link[];
}

/** Views that no possible link connects have nothing to do with each other: each part is joined for itself. */
function splitByLinks(views: readonly GroupView[], links: readonly Link[]): LinkedViews[] {
  const rootOf = new Map(views.map(({ viewId }) => [viewId, viewId]));
  const find = (viewId: number): number => {
    const root = rootOf.get(viewId) ?? viewId;
    return root === viewId ? root : find(root);
  };
  for (const { leftViewId, rightViewId } of links) rootOf.set(find(leftViewId), find(rightViewId));
  const linksOf = Map.groupBy(links, ({ leftViewId }) => find(leftViewId));
  const viewsOf = Map.groupBy(views, ({ viewId }) => find(viewId));
  return [...viewsOf].map(([root, own]) => ({ views: own, links: linksOf.get(root) ?? [] }));
}

function joinPart(
  { views, links }: LinkedViews,
  different: ReadonlySet<string>,
): Pick<JoinedViews, 'groups' | 'questions'> {
  const clusters = new Clusters(views, different);
  const open: Link[] = [];
  for (const link of links.toSorted(bySureness)) {
    if (clusters.areOne(link)) continue;
    const isWeak = isAmbiguous(link, links, clusters) || isDoubted(link, links, clusters);
    const isJoined = link.rank <= ranks.likely && !isWeak && clusters.join(link);
    if (!isJoined) open.push(link);
  }
  const questions = open.filter((link) => !clusters.areOne(link) && !clusters.areApart(link));
  return { groups: clusters.list(), questions: questions.map(withoutRank) };
}

function byFirstView(left: JoinedGroup, right: JoinedGroup): number {
  return (left.viewIds[0] ?? 0) - (right.viewIds[0] ?? 0);
}

function withoutRank({ leftViewId, rightViewId, evidence }: Link): OpenQuestion {
  return { leftViewId, rightViewId, evidence };
}

function bySureness(left: Link, right: Link): number {
  return left.rank - right.rank || left.leftViewId - right.leftViewId || left.rightViewId - right.rightViewId;
}

function findLinks(
  views: readonly GroupView[],
  decisions: readonly JoinDecision[],
): { readonly possible: readonly Link[]; readonly different: ReadonlySet<string> } {
  const decided = new Map(decisions.map((each) => [keyOf(each.leftViewId, each.rightViewId), each.isSame]));
  const possible: Link[] = [];
  const different = new Set<string>();
  for (const [left, right] of comparablePairs(views, decisions)) {
    const key = keyOf(left.viewId, right.viewId);
    const evidence = decide(weighViews(left, right), decided.get(key));
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

/** Pairs worth comparing: of one name, joined before, or decided on. All others have different names and are different. */
function* comparablePairs(
  views: readonly GroupView[],
  decisions: readonly JoinDecision[],
): Generator<readonly [GroupView, GroupView]> {
  const byId = new Map(views.map((view) => [view.viewId, view]));
  const buckets = new Map<string, GroupView[]>();
  for (const view of views) {
    for (const key of [`name ${view.name}`, ...(view.groupId === null ? [] : [`group ${view.groupId}`])]) {
      buckets.set(key, [...(buckets.get(key) ?? []), view]);
    }
  }
  const done = new Set<string>();
  const pairs = [...buckets.values()].flatMap((bucket) =>
    bucket.flatMap((left, at) => bucket.slice(at + 1).map((right) => [left, right] as const)),
  );
  const decidedPairs = decisions.flatMap(({ leftViewId, rightViewId }) => {
    const [left, right] = [byId.get(leftViewId), byId.get(rightViewId)];
    return left === undefined || right === undefined ? [] : [[left, right] as const];
  });
  for (const [left, right] of [...pairs, ...decidedPairs]) {
    const key = keyOf(left.viewId, right.viewId);
    if (!done.has(key)) yield left.viewId < right.viewId ? [left, right] : [right, left];
    done.add(key);
  }
}

function keyOf(left: number, right: number): string {
  return left < right ? `${left} ${right}` : `${right} ${left}`;
}

/**
 * A link whose two views may as well be of two groups: one of those that either view is as surely linked to is not in the same group,
 * for all that is known, as the other view or one that is as surely linked to that. Neither group is chosen then.
 */
function isAmbiguous(link: Link, links: readonly Link[], clusters: Clusters): boolean {
  if (link.evidence.reason === 'operator') return false;
  const asGood = links.filter((rival) => rival.rank <= link.rank);
  const leftWays = [link.leftViewId, ...farEnds(asGood, link.leftViewId, clusters)];
  const rightWays = [link.rightViewId, ...farEnds(asGood, link.rightViewId, clusters)];
  return leftWays.some((leftViewId) =>
    rightWays.some((rightViewId) => {
      const ways = { leftViewId, rightViewId };
      return clusters.areApart(ways) || (!clusters.areOne(ways) && areDoubted(ways, links, clusters));
    }),
  );
}

function isDoubted(link: Link, links: readonly Link[], clusters: Clusters): boolean {
  return link.rank >= ranks.likely && areDoubted(link, links, clusters);
}

/** Groups of which one, read to its end, does not show an account of the other, or both, read to their ends, hardly a common member. */
function areDoubted(pair: Pair, links: readonly Link[], clusters: Clusters): boolean {
  const isAcross = (left: number, right: number): boolean =>
    clusters.areOne({ leftViewId: pair.leftViewId, rightViewId: left }) &&
    clusters.areOne({ leftViewId: pair.rightViewId, rightViewId: right });
  return links.some(
    ({ evidence, leftViewId, rightViewId }) =>
      (evidence.reason === 'does-not-see-the-other' || evidence.reason === 'members-differ') &&
      (isAcross(leftViewId, rightViewId) || isAcross(rightViewId, leftViewId)),
  );
}

/** The ends outside of the group of `viewId` of those links that lead out of it. */
function farEnds(links: readonly Link[], viewId: number, clusters: Clusters): number[] {
  return links.flatMap(({ leftViewId, rightViewId }) => {
    const isLeft = clusters.areOne({ leftViewId, rightViewId: viewId });
    const isRight = clusters.areOne({ leftViewId: rightViewId, rightViewId: viewId });
    if (isLeft === isRight) return [];
    return isLeft ? [rightViewId] : [leftViewId];
  });
}

function countTogether(groups: readonly JoinedGroup[], questions: readonly OpenQuestion[]): number[][] {
  const placeOf = new Map(groups.flatMap(({ viewIds }, place) => viewIds.map((viewId) => [viewId, place] as const)));
  const sets = groups.map((_, place) => place);
  const rootOf = (place: number): number => (sets[place] === place ? place : rootOf(sets[place] ?? place));
  for (const { leftViewId, rightViewId } of questions) {
    const [left, right] = [placeOf.get(leftViewId), placeOf.get(rightViewId)];
    if (left !== undefined && right !== undefined) sets[rootOf(left)] = rootOf(right);
  }
  return [...Map.groupBy(sets.keys(), rootOf).values()].filter((places) => places.length > 1);
}

type Pair = Pick<OpenQuestion, 'leftViewId' | 'rightViewId'>;

/** Views on their way into groups. */
class Clusters {
  readonly #members = new Map<number, readonly number[]>();
  readonly #rootOf = new Map<number, number>();
  readonly #strengths = new Map<number, JoinedGroup['strength']>();
  readonly #different: ReadonlySet<string>;
  readonly #accounts: ReadonlyMap<number, string>;

  constructor(views: readonly GroupView[], different: ReadonlySet<string>) {
    this.#different = different;
    this.#accounts = new Map(views.map(({ viewId, accountId }) => [viewId, accountId]));
    for (const { viewId } of views) {
      this.#members.set(viewId, [viewId]);
      this.#rootOf.set(viewId, viewId);
    }
  }

  areOne({ leftViewId, rightViewId }: Pair): boolean {
    return this.#rootOf.get(leftViewId) === this.#rootOf.get(rightViewId);
  }

  /** Some view of the one group is proven different from some view of the other. */
  areApart({ leftViewId, rightViewId }: Pair): boolean {
    return this.#membersOf(leftViewId).some((left) =>
      this.#membersOf(rightViewId).some((right) => left !== right && this.#isDifferent(left, right)),
    );
  }

  /** False, and nothing done, where that would put together what is proven different. */
  join(link: Link): boolean {
    if (this.areApart(link)) return false;
    const { strength } = link.evidence;
    const [left, right] = [this.#membersOf(link.leftViewId), this.#membersOf(link.rightViewId)];
    const weakest = [strength, this.#strengthOf(link.leftViewId), this.#strengthOf(link.rightViewId)];
    const root = Math.min(...left, ...right);
    this.#members.set(
      root,
      [...left, ...right].toSorted((one, other) => one - other),
    );
    for (const viewId of [...left, ...right]) this.#rootOf.set(viewId, root);
    this.#strengths.set(root, weakest.includes('likely') ? 'likely' : 'certain');
    return true;
  }

  list(): JoinedGroup[] {
    const roots = [...new Set(this.#rootOf.values())].toSorted((left, right) => left - right);
    return roots.map((root) => ({ viewIds: this.#membersOf(root), strength: this.#strengthOf(root) }));
  }

  #isDifferent(left: number, right: number): boolean {
    return this.#accounts.get(left) === this.#accounts.get(right) || this.#different.has(keyOf(left, right));
  }

  #membersOf(viewId: number): readonly number[] {
    return this.#members.get(this.#rootOf.get(viewId) ?? viewId) ?? [];
  }

  #strengthOf(viewId: number): JoinedGroup['strength'] {
    return this.#strengths.get(this.#rootOf.get(viewId) ?? viewId) ?? 'certain';
  }
}
