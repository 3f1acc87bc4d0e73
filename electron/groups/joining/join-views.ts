import type { Pair } from './clusters.ts';
import type { GroupView, JoinDecision } from './group-view.ts';
import { joinNeighbourhood, type JoinedPart } from './join-neighbourhood.ts';
import type { JoinedGroup, OpenQuestion } from './joined-group.ts';
import { comparablePairs, findNeighbourhoods, type Neighbourhood } from './neighbourhoods.ts';
import { weighViews } from './view-evidence.ts';

export interface JoinedViews {
  readonly groups: readonly JoinedGroup[];
  readonly questions: readonly OpenQuestion[];
  /**
   * Groups, by their place in `groups`, that are not proven different from each other: limits count each of these sets as
   * one group.
   */
  readonly countedTogether: readonly (readonly number[])[];
}

/**
 * Joins views into groups: the surest links first, and none that would put two views together which are proven different. A
 * link is followed only where it is the only one as good: of two groups that a view may belong to, neither is chosen.
 * Deterministic for the same views in any order.
 */
export function joinViews(views: readonly GroupView[], decisions: readonly JoinDecision[]): JoinedViews {
  return new ViewJoiner().join(views, decisions);
}

interface KnownJoining extends Neighbourhood {
  readonly isOfOneName: boolean;
  readonly parts: readonly JoinedPart[];
}

/**
 * `joinViews` again and again over a desk of which little changes from one time to the next: views that may have to do with each other
 * are weighed anew only where one of them is another object than before, or something was decided of them.
 */
export class ViewJoiner {
  #known = new Map<number, KnownJoining>();
  /** Those of the known that are taken as they were joined before. */
  readonly #open = new Map<number, KnownJoining>();

  /**
   * Takes views over that were joined before: as many are weighed as `mostEffort` allows, a comparison of two views being one. The others
   * stay the groups that they were, of which nobody knows yet whether they are one, until `weighRest` comes to them or one of them changes.
   */
  start(views: readonly GroupView[], decisions: readonly JoinDecision[], mostEffort: number): JoinedViews {
    let effort = 0;
    for (const around of findNeighbourhoods(inOrder(views), decisions)) {
      const isTooMuch = effort + effortOf(around) > mostEffort;
      if (isTooMuch && around.views.every(({ groupId }) => groupId !== null)) this.#leaveOpen(around);
      else effort += effortOf(around);
    }
    return this.join(views, decisions);
  }

  /** The same as `joinViews`, but for views that were left open. */
  join(views: readonly GroupView[], decisions: readonly JoinDecision[]): JoinedViews {
    const ordered = inOrder(views);
    const joinings = findNeighbourhoods(ordered, decisions).map((around) => this.#joinAround(around));
    this.#known = new Map(joinings.map((each) => [keyOf(each), each]));
    for (const [key, open] of this.#open) if (this.#known.get(key) !== open) this.#open.delete(key);
    const parts = joinings.flatMap((each) => each.parts).toSorted((one, other) => one.firstViewId - other.firstViewId);
    const groups = parts.flatMap((part) => part.groups).toSorted(byFirstView);
    const questions = [...parts.flatMap((part) => part.questions), ...askAfterFormer(ordered)];
    const undecided = [...this.#open.values()].flatMap((open) => pairsAlong(open.views));
    return { groups, questions, countedTogether: countTogether(groups, [...questions, ...undecided]) };
  }

  /** How many neighbourhoods are left open. */
  openCount(): number {
    return this.#open.size;
  }

  /** Weighs what was left open: each step compares two views, and others may join meanwhile. `join` knows of it afterwards. */
  *weighRest(): Generator<undefined> {
    for (;;) {
      const [first] = this.#open;
      if (first === undefined) return;
      const [key, open] = first;
      for (const [left, right] of comparablePairs(open)) {
        if (this.#open.get(key) !== open) break;
        weighViews(left, right);
        yield;
      }
      if (this.#open.get(key) !== open) continue;
      this.#open.delete(key);
      this.#known.set(key, { ...open, parts: joinNeighbourhood(open) });
      yield;
    }
  }

  #leaveOpen(around: Neighbourhood): void {
    const part = { firstViewId: keyOf(around), groups: groupsBefore(around.views), questions: [] };
    const open = { ...around, isOfOneName: areOfOneName(around.views), parts: [part] };
    this.#open.set(keyOf(around), open);
    this.#known.set(keyOf(around), open);
  }

  #joinAround(around: Neighbourhood): KnownJoining {
    const known = this.#known.get(keyOf(around));
    if (known !== undefined && areAsBefore(known, around)) return known;
    return { ...around, isOfOneName: areOfOneName(around.views), parts: joinNeighbourhood(around) };
  }
}

/** A neighbourhood's first view. */
function keyOf({ views: [first] }: Neighbourhood): number {
  return first?.viewId ?? 0;
}

/** To load and compare a roster takes as long as to compare so many views without. */
const rosterEffort = 200;

function effortOf({ views }: Neighbourhood): number {
  const rosterCount = views.filter(({ memberNames }) => memberNames !== null).length;
  return views.length ** 2 + (rosterCount > 1 ? rosterCount * rosterEffort : 0);
}

function groupsBefore(views: readonly GroupView[]): JoinedGroup[] {
  const parts = Map.groupBy(views, ({ groupId }) => groupId).values();
  return [...parts].map((part) => ({ viewIds: part.map(({ viewId }) => viewId), strength: null }));
}

function inOrder(views: readonly GroupView[]): GroupView[] {
  return views.toSorted((left, right) => left.viewId - right.viewId);
}

function areOfOneName(views: readonly GroupView[]): boolean {
  return views.every(({ name }) => name === views[0]?.name);
}

/** When a name was last read matters only beside another name. */
function areAsBefore(before: KnownJoining, { views, decisions }: Neighbourhood): boolean {
  const areAlike = (view: GroupView, at: number): boolean => isAsBefore(view, before.views[at], before.isOfOneName);
  return before.views.length === views.length && areDecidedAlike(before.decisions, decisions) && views.every(areAlike);
}

function areDecidedAlike(before: readonly JoinDecision[], decisions: readonly JoinDecision[]): boolean {
  if (before.length === 0 && decisions.length === 0) return true;
  return JSON.stringify(before) === JSON.stringify(decisions);
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
  'isOwner',
  'firstSeenAt',
  'listedUntil',
  'ownAccountsSeen',
  'ownAlias',
  'isTellable',
  'isMembersComplete',
  'memberNames',
  'groupId',
  'formerViewId',
] as const satisfies readonly Exclude<keyof GroupView, 'readAt'>[];

/** Whether a view is another one of the same account under a new name: only a reading or an operator can say. */
function askAfterFormer(views: readonly GroupView[]): OpenQuestion[] {
  const known = new Set(views.map(({ viewId }) => viewId));
  return views.flatMap(({ viewId, formerViewId }) => {
    if (formerViewId === null || !known.has(formerViewId)) return [];
    const evidence = { strength: 'unsure', reason: 'name-replaced' } as const;
    return [{ leftViewId: formerViewId, rightViewId: viewId, evidence }];
  });
}

function byFirstView(left: JoinedGroup, right: JoinedGroup): number {
  return (left.viewIds[0] ?? 0) - (right.viewIds[0] ?? 0);
}

/** Each view with the one before it. */
function pairsAlong(views: readonly GroupView[]): Pair[] {
  return views.flatMap(({ viewId }, at) => {
    const before = views[at - 1];
    return before === undefined ? [] : [{ leftViewId: before.viewId, rightViewId: viewId }];
  });
}

function countTogether(groups: readonly JoinedGroup[], pairs: readonly Pair[]): number[][] {
  const placeOf = new Map(groups.flatMap(({ viewIds }, place) => viewIds.map((viewId) => [viewId, place] as const)));
  const sets = groups.map((_, place) => place);
  const rootOf = (place: number): number => (sets[place] === place ? place : rootOf(sets[place] ?? place));
  for (const { leftViewId, rightViewId } of pairs) {
    const [left, right] = [placeOf.get(leftViewId), placeOf.get(rightViewId)];
    if (left !== undefined && right !== undefined) sets[rootOf(left)] = rootOf(right);
  }
  return [...Map.groupBy(sets.keys(), rootOf).values()].filter((places) => places.length > 1);
}
