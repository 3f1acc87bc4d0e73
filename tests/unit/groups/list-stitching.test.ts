import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendPage, beginList } from '../../../electron/groups/list-stitching.ts';
import type { StitchedList } from '../../../electron/groups/list-stitching.ts';
import type { ListedRow } from '../../../electron/groups/messenger-screen.ts';

const rowHeight = 120;
const viewTop = 200;
const viewHeight = 1000;
const hints = { expectedShift: 540, totalCount: null };

/** The rows that a list of `names` shows when it is scrolled down by `offset` pixels; cut rows end at the edges. */
function pageAt(names: readonly string[], offset: number): ListedRow[] {
  return names.flatMap((name, index) => {
    const top = viewTop + index * rowHeight - offset;
    const bottom = top + rowHeight;
    if (bottom <= viewTop || top >= viewTop + viewHeight) return [];
    return [{ name, top: Math.max(top, viewTop), bottom: Math.min(bottom, viewTop + viewHeight) }];
  });
}

/** Scrolls through the whole list as a walk does; each swipe moves a little more or less than it should. */
function readAll(names: readonly string[], wanted: number, errors: readonly number[]): StitchedList {
  const maxOffset = Math.max(0, names.length * rowHeight - viewHeight);
  let offset = 0;
  let list = beginList(pageAt(names, 0));
  for (let index = 0; offset < maxOffset; index++) {
    offset = Math.min(maxOffset, offset + wanted + (errors[index % Math.max(1, errors.length)] ?? 0));
    // The closing row comes into sight with the last page.
    const totalCount = offset === maxOffset ? names.length : null;
    list = appendPage(list, pageAt(names, offset), { expectedShift: wanted, totalCount }).list;
  }
  return list;
}

describe('appendPage', () => {
  it('joins pages by the rows that they share', () => {
    const names = Array.from({ length: 30 }, (_, index) => `群${index}`);
    expect(readAll(names, 540, [])).toMatchObject({ names, hasGap: false });
  });

  it('counts groups of one name as often as they are there', () => {
    const names = Array.from({ length: 25 }, () => '家长群');
    expect(readAll(names, 540, [17, -23]).names).toHaveLength(25);
  });

  it('keeps the order of a list in which names repeat', () => {
    const names = Array.from({ length: 40 }, (_, index) => ['家长群', '业主群', '家长群'][index % 3] ?? '');
    expect(readAll(names, 540, [30, -30, 0]).names).toEqual(names);
  });

  it('says that nothing moved when a page comes again', () => {
    const page = pageAt(['a', 'b'], 0);
    expect(appendPage(beginList(page), page, hints)).toMatchObject({ hasMoved: false, list: { names: ['a', 'b'] } });
  });

  it('says so when a page shares nothing with the one before', () => {
    const joined = appendPage(beginList(pageAt(['a', 'b'], 0)), pageAt(['x', 'y'], 0), hints);
    expect(joined.list).toMatchObject({ names: ['a', 'b', 'x', 'y'], hasGap: true });
  });

  it('takes rows that jump against each other for different rows', () => {
    const before = [
      { name: 'a', top: 200, bottom: 320 },
      { name: 'b', top: 320, bottom: 440 },
      { name: 'c', top: 440, bottom: 560 },
    ];
    const after = [
      { name: 'a', top: 200, bottom: 220 },
      { name: 'b', top: 220, bottom: 340 },
      { name: 'c', top: 400, bottom: 520 },
    ];
    expect(appendPage(beginList(before), after, { ...hints, expectedShift: 100 }).list.hasGap).toBe(true);
  });

  it('keeps what it has when a page comes without rows', () => {
    const list = beginList(pageAt(['a'], 0));
    expect(appendPage(list, [], hints)).toEqual({ list, hasMoved: false });
  });

  it('does not make up rows to reach a total that the pages contradict', () => {
    const list = beginList(pageAt(['a', 'b', 'c'], 0));
    const joined = appendPage(list, pageAt(['a', 'b', 'c', 'd'], 120), { expectedShift: 120, totalCount: 9 });
    expect(joined.list.names).toEqual(['a', 'b', 'c', 'd']);
  });

  it('reads every list exactly, whatever names repeat, as long as swipes stay near their length', () => {
    const name = fc.constantFrom('家长群', '业主群', '工作群', '😀群');
    const errors = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 60 }), errors, (names, wobble) => {
        expect(readAll(names, 540, wobble)).toMatchObject({ names, hasGap: false });
      }),
    );
  });
});
