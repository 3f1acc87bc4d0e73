import type { ListedRow } from './messenger-screen.ts';

/** A long list as read so far, page by page. */
export interface StitchedList {
  /** Every row in order, each counted once; equal names are rows of their own. */
  readonly names: readonly string[];
  /** The rows of the last page, with their places on the screen. */
  readonly lastRows: readonly ListedRow[];
  /** Some page did not overlap the one before: rows may be missing in between. */
  readonly hasGap: boolean;
  /** How far the last swipe really moved the list, in pixels; null before the first. */
  readonly measuredShift: number | null;
}

export interface StitchedPage {
  readonly list: StitchedList;
  readonly hasMoved: boolean;
}

const pixelTolerance = 3;

export function beginList(rows: readonly ListedRow[]): StitchedList {
  return { names: rows.map((row) => row.name), lastRows: rows, hasGap: false, measuredShift: null };
}

export interface PageHints {
  /** Pixels by which the swipe should have moved the list. */
  readonly expectedShift: number;
  /** How many rows there are in all, once the list's last row says so. */
  readonly totalCount: number | null;
}

/**
 * Appends the page that a swipe brought up. Which rows are the same is decided by name, order and place together.
 * Where groups share names several overlaps may fit: then the one counts that makes up the total (the last
 * swipe stops short at the end of the list, by how much nobody tells), else the one nearest to the expected shift.
 */
export function appendPage(list: StitchedList, rows: readonly ListedRow[], hints: PageHints): StitchedPage {
  if (rows.length === 0 || isSamePage(list.lastRows, rows)) return { list, hasMoved: false };
  const overlaps = findOverlaps(list.lastRows, rows);
  const isWhole = (overlap: Overlap): boolean =>
    list.names.length + rows.length - overlap.rowCount === hints.totalCount;
  const best = overlaps.find(isWhole) ?? nearest(overlaps, hints.expectedShift);
  const added = rows.slice(best?.rowCount ?? 0).map((row) => row.name);
  return {
    hasMoved: true,
    list: {
      names: [...list.names, ...added],
      lastRows: rows,
      hasGap: list.hasGap || best === null,
      measuredShift: best?.shift ?? list.measuredShift,
    },
  };
}

function isSamePage(before: readonly ListedRow[], after: readonly ListedRow[]): boolean {
  return (
    before.length === after.length &&
    before.every((row, index) => row.name === after[index]?.name && row.top === after[index]?.top)
  );
}

interface Overlap {
  readonly rowCount: number;
  readonly shift: number;
}

function findOverlaps(before: readonly ListedRow[], after: readonly ListedRow[]): Overlap[] {
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
function shiftOf(before: readonly ListedRow[], after: readonly ListedRow[]): number | null {
  const shifts: number[] = [];
  for (const [index, row] of before.entries()) {
    const same = after[index];
    if (same === undefined || same.name !== row.name) return null;
    shifts.push(row.top - same.top);
  }
  const exact = shifts.length > 1 ? shifts.slice(1) : shifts;
  const shift = exact[0] ?? 0;
  const isRigid = exact.every((other) => Math.abs(other - shift) <= pixelTolerance);
  return isRigid && shift > 0 ? shift : null;
}
