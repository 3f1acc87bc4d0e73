import { clipBounds, createBounds, createNode, type Bounds, type UiNode } from './ui-node.ts';

export interface ScrollListParts {
  readonly className: string;
  readonly resourceId: string;
  readonly area: Bounds;
  readonly rowHeights: readonly number[];
  readonly offset: ScrollOffset;
  /** Makes the row with this index inside its whole (unclipped) bounds. */
  readonly makeRow: (index: number, bounds: Bounds) => UiNode;
  readonly background?: string;
}

/** How far a list has been scrolled, in pixels; belongs to the page, outlives a rebuild. */
export class ScrollOffset {
  #pixels = 0;

  get pixels(): number {
    return this.#pixels;
  }

  moveBy(delta: number, longest: number): void {
    this.#pixels = Math.min(Math.max(this.#pixels + delta, 0), Math.max(longest, 0));
  }
}

/** A vertical list with only the rows that are visible in its tree, the first and last clipped, as Android has it. */
export function createScrollList(parts: ScrollListParts): UiNode {
  const { area, rowHeights, offset } = parts;
  const total = rowHeights.reduce((sum, height) => sum + height, 0);
  const longest = total - (area.bottom - area.top);
  const rows: UiNode[] = [];
  let top = area.top - offset.pixels;
  for (const [index, height] of rowHeights.entries()) {
    const bounds = createBounds(area.left, top, area.right - area.left, height);
    if (clipBounds(bounds, area) !== null) rows.push(clipTree(parts.makeRow(index, bounds), area));
    top += height;
  }
  return createNode(parts.className, area, {
    resourceId: parts.resourceId,
    children: rows,
    look: { background: parts.background ?? '#ffffff' },
    onScroll: (delta) => offset.moveBy(delta, longest),
    isScrollable: longest > 0,
  });
}

/** Nodes outside the list's area vanish; those at its edge keep only their visible part. */
export function clipTree(node: UiNode, area: Bounds): UiNode {
  const bounds = clipBounds(node.bounds, area) ?? { ...area, bottom: area.top };
  const children = node.children.filter((child) => clipBounds(child.bounds, area) !== null);
  return { ...node, bounds, children: children.map((child) => clipTree(child, area)) };
}
