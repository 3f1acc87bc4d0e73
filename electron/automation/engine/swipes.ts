import type { Bounds, UiNode, UiTree } from '../hierarchy.ts';
import { isOfClass } from '../selectors/node-search.ts';
import { screenOf, type Point } from '../tap-target.ts';

export interface Swipe {
  readonly from: Point;
  readonly to: Point;
  /** Pixels that the finger goes up; negative down. */
  readonly length: number;
}

/** Slow enough that a list stops with the finger instead of running on. */
export const swipeDurationMs = 900;
/** A swipe moves the list less than the finger: the system keeps the first pixels for telling taps from swipes. */
export const usualShiftShare = 0.92;
/** Share of an area's height that one swipe covers; the rest is the overlap by which pages are joined. */
const swipeShare = 0.6;
const marginShare = 0.15;

const scrollingClasses = ['ListView', 'RecyclerView', 'GridView', 'ScrollView', 'NestedScrollView'];

/** The largest view of the page that scrolls, or is of a kind that does; null without one. */
export function scrollAreaOf(page: UiTree): UiNode | null {
  const areas = page.nodes.filter(
    (node) =>
      node.bounds !== null && (node.isScrollable || scrollingClasses.some((name) => isOfClass(node.className, name))),
  );
  return areas.toSorted((left, right) => sizeOf(right) - sizeOf(left))[0] ?? null;
}

/** Pixels that a view covers. */
export function sizeOf({ bounds }: UiNode): number {
  return bounds === null ? 0 : (bounds.right - bounds.left) * (bounds.bottom - bounds.top);
}

/**
 * A swipe over an area of the page that brings up what lies below it, or above. With the height of its rows: half a row
 * more than whole rows, so that a list that moved never looks like one that did not.
 */
export function swipeOver(area: Bounds, direction: 'down' | 'up', rowHeight = 0): Swipe {
  const height = area.bottom - area.top;
  const wanted = height * swipeShare;
  const isAligned = rowHeight > 0 && rowHeight * 1.5 < wanted;
  const length = Math.floor(isAligned ? (Math.floor(wanted / rowHeight) - 0.5) * rowHeight : wanted);
  const x = Math.floor((area.left + area.right) / 2);
  const low = Math.floor(area.bottom - height * marginShare);
  const [from, to] = [
    { x, y: low },
    { x, y: low - length },
  ];
  return direction === 'down' ? { from, to, length } : { from: to, to: from, length: -length };
}

/** The area as far as nothing lies over its lower end, as the tab bar does over a list of the home page. */
export function clearPart(area: Bounds, page: UiTree): Bounds {
  const screen = screenOf(page);
  const bottom = screen === null ? area.bottom : Math.min(area.bottom, Math.floor(screen.bottom * 0.92));
  return bottom > area.top ? { ...area, bottom } : area;
}
