import { keyOf } from './clusters.ts';
import type { GroupView, JoinDecision } from './group-view.ts';

/** Views that are comparable with each other, directly or by way of others, and what was decided of them. */
export interface Neighbourhood {
  readonly views: readonly GroupView[];
  readonly decisions: readonly JoinDecision[];
}

/** Each in the order of the views, and with at least one of them. */
export function findNeighbourhoods(views: readonly GroupView[], decisions: readonly JoinDecision[]): Neighbourhood[] {
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
  const possible = decisions.filter(({ leftViewId, rightViewId }) => rootOf.has(leftViewId) && rootOf.has(rightViewId));
  for (const { leftViewId, rightViewId } of possible) unite(leftViewId, rightViewId);
  const decisionsOf = Map.groupBy(possible, ({ leftViewId }) => findRoot(rootOf, leftViewId));
  return [...Map.groupBy(views, ({ viewId }) => findRoot(rootOf, viewId))].map(([root, own]) => ({
    views: own,
    decisions: decisionsOf.get(root) ?? [],
  }));
}

/** The root of a set of views, each of which knows another one of its set or itself. */
export function findRoot(rootOf: Map<number, number>, viewId: number): number {
  const root = rootOf.get(viewId) ?? viewId;
  if (root === viewId) return root;
  const top = findRoot(rootOf, root);
  rootOf.set(viewId, top);
  return top;
}

function bucketsOf({ name, groupId }: GroupView): string[] {
  return [`name ${name}`, ...(groupId === null ? [] : [`group ${groupId}`])];
}

/** Pairs worth comparing: of one name, joined before, or decided on. All others have different names and are different. */
export function* comparablePairs({ views, decisions }: Neighbourhood): Generator<readonly [GroupView, GroupView]> {
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
