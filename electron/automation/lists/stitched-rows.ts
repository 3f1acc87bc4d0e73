/** A row of a list, or a row of cells of a grid, as one look at the page shows it. */
export interface PageRow {
  /** What stands in it: one name, or those of its cells from left to right. */
  readonly items: readonly string[];
  readonly top: number;
  readonly bottom: number;
}

/** A long list as read so far, page by page. */
export interface StitchedRows {
  /** Every item in order, each counted once; equal ones are items of their own. */
  readonly items: readonly string[];
  /** The rows of the last page, with their places on the screen. */
  readonly lastRows: readonly PageRow[];
  /** Some page did not overlap the one before: rows may be missing in between. */
  readonly hasGap: boolean;
  /** How far the last swipe really moved the list, in pixels; null before the first. */
  readonly measuredShift: number | null;
}

export interface PageHints {
  /** Pixels by which the swipe should have moved the list. */
  readonly expectedShift: number;
  /** How many items there are in all, where the app says so. */
  readonly totalCount: number | null;
}

const pixelTolerance = 3;

export function beginRows(rows: readonly PageRow[]): StitchedRows {
  return { items: rows.flatMap((row) => row.items), lastRows: rows, hasGap: false, measuredShift: null };
}

/**
 * Appends the page that a swipe brought up. Which rows are the same is decided by their words, order and place together.
 * Where rows read alike several overlaps may fit: then the one counts that is just where the swipe should have moved it, as long as
 * there are so many items at all; else the one that makes up the total (the last swipe stops short at the end of the list, by how
 * much nobody tells), else the one nearest to the expected shift.
 */
export function appendRows(
  list: StitchedRows,
  rows: readonly PageRow[],
  hints: PageHints,
): { readonly list: StitchedRows; readonly hasMoved: boolean } {
  if (rows.length === 0 || isSamePage(list.lastRows, rows)) return { list, hasMoved: false };
  const overlaps = findOverlaps(list.lastRows, rows);
  const countWith = ({ rowCount }: Overlap): number => list.items.length + countItems(rows.slice(rowCount));
  const usual = nearest(overlaps, hints.expectedShift);
  const isUsual =
    usual !== null &&
    Math.abs(usual.shift - hints.expectedShift) <= pixelTolerance &&
    countWith(usual) <= (hints.totalCount ?? Infinity);
  const best = isUsual ? usual : (overlaps.find((overlap) => countWith(overlap) === hints.totalCount) ?? usual);
  const added = rows.slice(best?.rowCount ?? 0).flatMap((row) => row.items);
  return {
    hasMoved: true,
    list: {
      items: [...list.items, ...added],
      lastRows: rows,
      hasGap: list.hasGap || best === null,
      measuredShift: best?.shift ?? list.measuredShift,
    },
  };
}

function countItems(rows: readonly PageRow[]): number {
  return rows.reduce((count, row) => count + row.items.length, 0);
}

function isSamePage(before: readonly PageRow[], after: readonly PageRow[]): boolean {
  return (
    before.length === after.length &&
    before.every((row, index) => isSameRow(row, after[index]) && row.top === after[index]?.top)
  );
}

function isSameRow(row: PageRow, other: PageRow | undefined): boolean {
  return row.items.length === other?.items.length && row.items.every((item, index) => item === other.items[index]);
}

interface Overlap {
  readonly rowCount: number;
  readonly shift: number;
}

function findOverlaps(before: readonly PageRow[], after: readonly PageRow[]): Overlap[] {
  const overlaps: Overlap[] = [];
  for (let rowCount = Math.min(before.length, after.length); rowCount > 0; rowCount--) {
    const shift = shiftOf(before.slice(-rowCount), after.slice(0, rowCount));
    if (shift !== null) overlaps.push({ rowCount, shift });
  }
  return overlaps;
}

function nearest(overlaps: readonly Overlap[], expectedShift: number): Overlap | null {
  const distance = (overlap: Overlap): number => Math.abs(overlap.shift - expectedShift);
  return overlaps.toSorted((left, right) => distance(left) - distance(right))[0] ?? null;
}

/**
 * How far the rows moved up, or null when they are not the same rows. The first row of a page may be cut at its top
 * and the last one at its bottom, so tops are compared from the second pair on; a single pair is taken as it is.
 */
function shiftOf(before: readonly PageRow[], after: readonly PageRow[]): number | null {
  const shifts: number[] = [];
  for (const [index, row] of before.entries()) {
    const same = after[index];
    if (same === undefined || !isSameRow(row, same)) return null;
    shifts.push(row.top - same.top);
  }
  const exact = shifts.length > 1 ? shifts.slice(1) : shifts;
  const shift = exact[0] ?? 0;
  const isRigid = exact.every((other) => Math.abs(other - shift) <= pixelTolerance);
  return isRigid && shift > 0 ? shift : null;
}
