import type { UiNode } from './hierarchy.ts';

/** The node and everything below it, in document order. */
export function* subtreeOf(node: UiNode): Generator<UiNode> {
  const pending: UiNode[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    pending.push(...next.children.toReversed());
  }
}

export function isWithin(node: UiNode, ancestor: UiNode): boolean {
  for (let next: UiNode | null = node; next !== null; next = next.parent) if (next === ancestor) return true;
  return false;
}
