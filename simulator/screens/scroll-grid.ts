import { clipTree, type ScrollOffset } from './scroll-list.ts';
import { clipBounds, createBounds, createNode, type Bounds, type UiNode } from './ui-node.ts';

export interface ScrollGridParts {
  readonly className: string;
  readonly resourceId: string;
  readonly area: Bounds;
  readonly columns: number;
  readonly rowHeight: number;
  /** Cells in all. */
  readonly count: number;
  readonly offset: ScrollOffset;
  /** Makes the cell with this index inside its whole (unclipped) bounds. */
  readonly makeCell: (index: number, bounds: Bounds) => UiNode;
}

/** Cells of one size in rows, with only those in the tree that are visible; as Android has it they lie in no row of their own. */
export function createScrollGrid(parts: ScrollGridParts): UiNode {
  const { area, columns, rowHeight, count, offset } = parts;
  const rows = Math.ceil(count / columns);
  const longest = rows * rowHeight - (area.bottom - area.top);
  const width = (area.right - area.left) / columns;
  const firstRow = Math.floor(offset.pixels / rowHeight);
  const lastRow = Math.min(rows - 1, Math.floor((offset.pixels + area.bottom - area.top) / rowHeight));
  const cells: UiNode[] = [];
  for (let index = firstRow * columns; index < Math.min(count, (lastRow + 1) * columns); index++) {
    const top = area.top - offset.pixels + Math.floor(index / columns) * rowHeight;
    const bounds = createBounds(area.left + (index % columns) * width, top, width, rowHeight);
    if (clipBounds(bounds, area) !== null) cells.push(clipTree(parts.makeCell(index, bounds), area));
  }
  return createNode(parts.className, area, {
    resourceId: parts.resourceId,
    children: cells,
    look: { background: '#ffffff' },
    onScroll: (delta) => offset.moveBy(delta, longest),
    isScrollable: longest > 0,
  });
}
