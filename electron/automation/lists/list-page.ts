import type { Bounds, UiNode } from '../hierarchy.ts';
import { evenOut } from '../selectors/even-text.ts';
import { subtreeOf } from '../subtree.ts';
import { descriptionOf, textOf } from '../selectors/labels.ts';
import { isOfClass } from '../selectors/node-search.ts';
import type { PageRow } from './stitched-rows.ts';

/** A list or grid as one look shows it. */
export interface ListPage {
  readonly area: Bounds;
  readonly rows: readonly PageRow[];
  /** What the list's last row says about the number of the others; that the list has ended makes it true. */
  readonly closingCount: number | null;
}

export interface RowRules {
  /** Labels that are no rows: the search field. */
  readonly ignore: readonly string[];
  readonly closing: RegExp | null;
}

/** Rows of a list, one name each; a row that is cut so far that its name is not there is left out. Null without an area. */
export function readRows(list: UiNode, { ignore, closing }: RowRules): ListPage | null {
  if (list.bounds === null) return null;
  const ignored = new Set(ignore.map(evenOut));
  const rows = list.children.flatMap((child): PageRow[] => {
    const name = labelOf(child, ignored);
    return name === null || child.bounds === null
      ? []
      : [{ items: [name], top: child.bounds.top, bottom: child.bounds.bottom }];
  });
  const count = closing?.exec(evenOut(rows.at(-1)?.items[0] ?? ''))?.[1];
  return { area: list.bounds, rows, closingCount: count === undefined ? null : Number(count) };
}

/** The name of a row: its first words. */
function labelOf(row: UiNode, ignored: ReadonlySet<string>): string | null {
  for (const node of subtreeOf(row)) {
    if (isOfClass(node.className, 'EditText') || ignored.has(descriptionOf(node)) || ignored.has(textOf(node)))
      return null;
    if (textOf(node) !== '') return node.text;
  }
  return null;
}

/** The view whose name a row of the list is. */
export function findRow(list: UiNode, name: string, rules: RowRules): UiNode | null {
  const ignored = new Set(rules.ignore.map(evenOut));
  const wanted = evenOut(name);
  for (const child of list.children) {
    if (evenOut(labelOf(child, ignored) ?? '') !== wanted) continue;
    for (const node of subtreeOf(child)) if (textOf(node) === wanted) return node;
  }
  return null;
}

/** A cell is narrower than this share of its grid, and not much lower than wide; what is wider is a row around cells. */
const widestShare = 0.45;
const lowestRatio = 0.5;
/** A row lower than this share of the tallest one is cut at an edge: its names may be missing. */
const wholeShare = 0.9;
const pixelTolerance = 4;

export interface CellRules {
  /** Cells of these names are buttons. */
  readonly ignore: readonly string[];
  /** Nothing from here on is a cell. */
  readonly bottom: number | null;
}

interface Cell {
  readonly name: string;
  readonly bounds: Bounds;
}

/**
 * Cells of a grid by their places, row by row. Cells are counted and not names: members share names. A cell with a
 * description alone is a button (adding, removing). Rows cut at an edge are left to the next page.
 */
export function readCells(grid: UiNode, { ignore, bottom }: CellRules): ListPage | null {
  const area = grid.bounds;
  if (area === null) return null;
  const ignored = new Set(ignore.map(evenOut));
  const boxes = cellsBelow(grid, area).filter(
    ({ bounds }) => bounds !== null && (bottom === null || bounds.bottom <= bottom),
  );
  const cells = boxes.flatMap((box): Cell[] => {
    const name = nameOf(box);
    return name === null || box.bounds === null || ignored.has(evenOut(name)) ? [] : [{ name, bounds: box.bounds }];
  });
  const tallest = Math.max(0, ...boxes.map(({ bounds }) => heightOf(bounds)));
  const whole = cells.filter(({ bounds }) => heightOf(bounds) >= tallest * wholeShare);
  return { area, rows: joinRows(whole), closingCount: null };
}

function heightOf(bounds: Bounds | null): number {
  return bounds === null ? 0 : bounds.bottom - bounds.top;
}

/** The largest views below the grid that are as small as a cell. */
function cellsBelow(grid: UiNode, area: Bounds): UiNode[] {
  const widest = (area.right - area.left) * widestShare;
  const boxes: UiNode[] = [];
  const pending = [...grid.children].toReversed();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const width = node.bounds === null ? Number.POSITIVE_INFINITY : node.bounds.right - node.bounds.left;
    if (width > widest) pending.push(...node.children.toReversed());
    else if (heightOf(node.bounds) >= width * lowestRatio) boxes.push(node);
  }
  return boxes;
}

/** The first text of a cell; null for one without any: a button, or filling. */
function nameOf(box: UiNode): string | null {
  for (const node of subtreeOf(box)) if (node.text !== '') return node.text;
  return null;
}

function joinRows(cells: readonly Cell[]): PageRow[] {
  const rows: { top: number; cells: Cell[] }[] = [];
  for (const cell of cells) {
    const row = rows.find(({ top }) => Math.abs(top - cell.bounds.top) <= pixelTolerance);
    if (row === undefined) rows.push({ top: cell.bounds.top, cells: [cell] });
    else row.cells.push(cell);
  }
  return rows
    .toSorted((left, right) => left.top - right.top)
    .map(({ top, cells: ofRow }) => ({
      items: ofRow.toSorted((left, right) => left.bounds.left - right.bounds.left).map(({ name }) => name),
      top,
      bottom: Math.max(...ofRow.map(({ bounds }) => bounds.bottom)),
    }));
}
