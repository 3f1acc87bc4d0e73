import type { JoinReason } from '../../contract/group-book.ts';
import type { GroupView, JoinDecision } from './group-view.ts';
import { Clusters, keyOf } from './clusters.ts';
import type { JoinedGroup, OpenQuestion } from './joined-group.ts';
import { weighViews, type JoinEvidence, type JoinStrength } from './view-evidence.ts';

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

/** Views that joining was done of, and what came of it. */
interface JoinedPart extends Pick<JoinedViews, 'groups' | 'questions'> {
  readonly firstViewId: number;
}

interface KnownJoining {
  readonly views: readonly GroupView[];
  readonly isOfOneName: boolean;
  readonly parts: readonly JoinedPart[];
}

/**
 * Joins views into groups: the surest links first, and none that would put two views together which are proven different. A
 * link is followed only where it is the only one as good: of two groups that a view may belong to, neither is chosen.
 * Deterministic for the same views in any order.
 */
export function joinViews(views: readonly GroupView[], decisions: readonly JoinDecision[]): JoinedViews {
  return new ViewJoiner().join(views, decisions);
}

/**
 * `joinViews` again and again over a desk of which little changes from one time to the next: views that may have to do with each other
 * are weighed anew only where one of them is another object than before, or a decision was made.
 */
export class ViewJoiner {
  #known: ReadonlyMap<number, KnownJoining> = new Map();
  #decided = '';

  /** The same as `joinViews`. */
  join(views: readonly GroupView[], decisions: readonly JoinDecision[]): JoinedViews {
    const decided = JSON.stringify(decisions);
    if (decided !== this.#decided) this.#known = new Map();
    this.#decided = decided;
    const ordered = views.toSorted((left, right) => left.viewId - right.viewId);
    const joinings = findNeighbourhoods(ordered, decisions).map((around) => this.#joinAround(around, decisions));
    this.#known = new Map(joinings.map((each) => [each.views[0]?.viewId ?? 0, each]));
    const parts = joinings.flatMap((each) => each.parts).toSorted((one, other) => one.firstViewId - other.firstViewId);
    const groups = parts.flatMap((part) => part.groups).toSorted(byFirstView);
    const questions = [...parts.flatMap((part) => part.questions), ...askAfterFormer(ordered)];
    return { groups, questions, countedTogether: countTogether(groups, questions) };
  }

  #joinAround(views: readonly GroupView[], decisions: readonly JoinDecision[]): KnownJoining {
    const known = this.#known.get(views[0]?.viewId ?? 0);
    if (known !== undefined && areAsBefore(known, views)) return known;
    const isOfOneName = views.every(({ name }) => name === views[0]?.name);
    const { possible, different } = findLinks(views, decisions);
    const parts = splitByLinks(views, possible).map((part) => ({
      firstViewId: part.views[0]?.viewId ?? 0,
      ...joinPart(part, different),
    }));
    return { views, isOfOneName, parts };
  }
}

/** When a name was last read matters only beside another name. */
function areAsBefore({ views: before, isOfOneName }: KnownJoining, views: readonly GroupView[]): boolean {
  return before.length === views.length && views.every((view, at) => isAsBefore(view, before[at], isOfOneName));
}

function isAsBefore(view: GroupView, before: GroupView | undefined, isOfOneName: boolean): boolean {
  if (view === before) return true;
  if (before === undefined || !isOfOneName) return false;
  return weighed.every((fact) => view[fact] === before[fact]);
}

/** Everything of a view but `readAt`. */
const weighed = [
  'viewId',
  'accountId',
  'name',
  'memberCount',
  'namedAt',
  'countReadAt',
  'ownAccountsSeen',
  'ownAlias',
  'isTellable',
  'isMembersComplete',
  'memberNames',
  'groupId',
  'formerViewId',
] as const satisfies readonly Exclude<keyof GroupView, 'readAt'>[];

/** Views that are comparable with each other, directly or by way of others; each neighbourhood in the order of the views. */
function findNeighbourhoods(views: readonly GroupView[], decisions: readonly JoinDecision[]): GroupView[][] {
  const rootOf = new Map(views.map(({ viewId }) => [viewId, viewId]));
  const unite = (left: number, right: number): void => void rootOf.set(findRoot(rootOf, left), findRoot(rootOf, right));
  const firstOf = new Map<string, number>();
  for (const view of views) {
    for (const key of bucketsOf(view)) {
      const first = firstOf.get(key);
      if (first === undefined) firstOf.set(key, view.viewId);
      else unite(view.viewId, first);
    }
  }
  for (const { leftViewId, rightViewId } of decisions) {
    if (rootOf.has(leftViewId) && rootOf.has(rightViewId)) unite(leftViewId, rightViewId);
  }
  return [...Map.groupBy(views, ({ viewId }) => findRoot(rootOf, viewId)).values()];
}

function findRoot(rootOf: Map<number, number>, viewId: number): number {
  const root = rootOf.get(viewId) ?? viewId;
  if (root === viewId) return root;
  const top = findRoot(rootOf, root);
  rootOf.set(viewId, top);
  return top;
}

function bucketsOf({ name, groupId }: GroupView): string[] {
  return [`name ${name}`, ...(groupId === null ? [] : [`group ${groupId}`])];
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
  const find = (viewId: number): number => findRoot(rootOf, viewId);
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

/** Why two views may not be one group although nothing proves it: the one that read all members misses the other, or most differ. */
const doubts: ReadonlySet<JoinReason> = new Set<JoinReason>(['does-not-see-the-other', 'members-differ']);

/**
 * A link whose two views may as well be of two groups: one of those that either view is as surely linked to is not in the same group,
 * for all that is known, as the other view or one that is as surely linked to that. Neither group is chosen then.
 */
function isWeak(link: Link, clusters: Clusters): boolean {
  if (link.evidence.reason === 'operator') return false;
  return clusters.leadsApart(link, link.rank >= ranks.likely);
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
    for (const key of bucketsOf(view)) buckets.set(key, [...(buckets.get(key) ?? []), view]);
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
