import type { Bounds, UiNode, UiTree } from './hierarchy.ts';
import { isWithin } from './subtree.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A clickable ancestor farther up, or taller than this share of the screen, is a page and not a button. */
const maxHops = 8;
const maxHeightShare = 0.25;

export function centreOf(bounds: Bounds): Point {
  return { x: Math.floor((bounds.left + bounds.right) / 2), y: Math.floor((bounds.top + bounds.bottom) / 2) };
}

/** The part of the screen that the tree covers; null for a tree without any area. */
export function screenOf(tree: UiTree): Bounds | null {
  const areas = tree.nodes.flatMap((node) => (node.bounds === null ? [] : [node.bounds]));
  if (areas.length === 0) return null;
  return {
    left: 0,
    top: 0,
    right: Math.max(...areas.map((area) => area.right)),
    bottom: Math.max(...areas.map((area) => area.bottom)),
  };
}

/**
 * Where to tap so that `node` answers: the middle of its nearest clickable ancestor (a label of a tab may have no
 * area while its tab has one), else the middle of the node itself (older contact lists mark nothing as clickable).
 * Null when no visible area is known, or when something drawn later lies over the point, as the tab bar does over
 * the last row of a list.
 */
export function tapPointOf(node: UiNode, tree: UiTree): Point | null {
  const screen = screenOf(tree);
  if (screen === null) return null;
  const target = clickableAncestorOf(node, screen) ?? node;
  if (target.bounds === null || !target.isEnabled) return null;
  const point = centreOf(target.bounds);
  if (!contains(screen, point)) return null;
  return isCovered(point, target, tree) ? null : point;
}

/** What takes the tap of `tapPointOf`, for a person to see; null where no area is known. */
export function tapAreaOf(node: UiNode, tree: UiTree): Bounds | null {
  const screen = screenOf(tree);
  return screen === null ? null : (clickableAncestorOf(node, screen) ?? node).bounds;
}

/** The nearest view around `node`, itself included, that takes taps; null when there is none near, or it is a whole page. */
export function clickableAncestorOf(node: UiNode, screen: Bounds): UiNode | null {
  const maxHeight = (screen.bottom - screen.top) * maxHeightShare;
  let hops = 0;
  for (let next: UiNode | null = node; next !== null && hops <= maxHops; next = next.parent) {
    if (next.isClickable && next.bounds !== null) {
      return next.bounds.bottom - next.bounds.top <= maxHeight ? next : null;
    }
    hops += 1;
  }
  return null;
}

/** Only what takes taps can cover: pages are full of later layout views without a meaning of their own. */
function isCovered(point: Point, target: UiNode, tree: UiTree): boolean {
  const from = tree.nodes.indexOf(target) + 1;
  return tree.nodes
    .slice(from)
    .some(
      (node) => node.bounds !== null && node.isClickable && contains(node.bounds, point) && !isWithin(node, target),
    );
}

function contains(bounds: Bounds, point: Point): boolean {
  return point.x >= bounds.left && point.x < bounds.right && point.y >= bounds.top && point.y < bounds.bottom;
}
