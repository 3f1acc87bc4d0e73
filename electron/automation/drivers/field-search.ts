import type { UiNode, UiTree } from '../hierarchy.ts';

/**
 * The same field on a later tree of the same page: a keyboard may have moved it. The one with the focus goes first, then
 * the nearest of the same class and id. Null when the page has no such field any more.
 */
export function findFieldAgain(tree: UiTree, field: UiNode): UiNode | null {
  const candidates = tree.nodes.filter(
    (node) => node.className === field.className && node.packageName === field.packageName && node.bounds !== null,
  );
  const focused = candidates.find((node) => node.isFocused);
  if (focused !== undefined) return focused;
  const sameId = candidates.filter((node) => node.resourceId === field.resourceId);
  return sameId.toSorted((one, other) => distance(one, field) - distance(other, field))[0] ?? null;
}

function distance(one: UiNode, other: UiNode): number {
  if (one.bounds === null || other.bounds === null) return Number.POSITIVE_INFINITY;
  return Math.abs(one.bounds.left - other.bounds.left) + Math.abs(one.bounds.top - other.bounds.top);
}
