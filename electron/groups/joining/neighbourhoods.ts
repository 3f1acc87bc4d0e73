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
  const firsts = { name: new Map<string, number>(), groupId: new Map<string, number>() };
  for (const view of views) {
    for (const fact of ['name', 'groupId'] as const) {
      const value = view[fact];
      const first = value === null ? view.viewId : firsts[fact].get(value);
      if (value !== null && first === undefined) firsts[fact].set(value, view.viewId);
      if (first !== undefined && first !== view.viewId) unite(view.viewId, first);
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

/** Pairs worth comparing: of one name, joined before, or decided on. All others have different names and are different. */
export function* comparablePairs({ views, decisions }: Neighbourhood): Generator<readonly [GroupView, GroupView]> {
  const decided = new Set(decisions.map(({ leftViewId, rightViewId }) => keyOf(leftViewId, rightViewId)));
  for (const [at, left] of views.entries()) {
    for (const right of views.slice(at + 1)) {
      const isAlike = left.name === right.name || (left.groupId !== null && left.groupId === right.groupId);
      if (isAlike || (decided.size > 0 && decided.has(keyOf(left.viewId, right.viewId)))) yield [left, right];
    }
  }
}
