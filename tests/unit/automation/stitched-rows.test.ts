import { array, assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCells, readRows } from '../../../electron/automation/lists/list-page.ts';
import {
  appendRows,
  beginRows,
  type PageRow,
  type StitchedRows,
} from '../../../electron/automation/lists/stitched-rows.ts';
import { paperRow, paperTree, type PaperView } from '../../support/automation/paper-views.ts';
import { caseCount } from '../../support/random-cases.ts';

const rowHeight = 100;
const listHeight = 730;

/** The rows that a list shows when it is scrolled so far; the first and last may be cut. */
function pageAt(rows: readonly (readonly string[])[], offset: number): PageRow[] {
  return rows.flatMap((items, index) => {
    const top = index * rowHeight - offset;
    const isVisible = top + rowHeight > 0 && top < listHeight;
    return isVisible ? [{ items, top: Math.max(0, top), bottom: Math.min(listHeight, top + rowHeight) }] : [];
  });
}

function readAll(rows: readonly (readonly string[])[], shift: number, totalCount: number | null): StitchedRows {
  const longest = Math.max(0, rows.length * rowHeight - listHeight);
  let list = beginRows(pageAt(rows, 0));
  for (let offset = 0; offset < longest;) {
    offset = Math.min(longest, offset + shift);
    ({ list } = appendRows(list, pageAt(rows, offset), { expectedShift: shift, totalCount }));
  }
  return list;
}

describe('a list read page by page', () => {
  it('is read whole, whatever it holds, when the swipe is known', () => {
    assert(
      property(
        array(constantFrom('甲', '乙', '丙', '丁', '戊'), { minLength: 1, maxLength: 60 }),
        integer({ min: 150, max: 550 }),
        (names, shift) => {
          const rows = names.map((name) => [name]);
          const list = readAll(rows, shift, null);
          // Where the last swipe stops short and rows read alike, nobody can tell by how much: unless a total says so.
          const whole = readAll(rows, shift, names.length);
          expect(list.items.length).toBeGreaterThanOrEqual(Math.min(names.length, 7));
          expect(whole.items.length).toBe(names.length);
        },
      ),
      { numRuns: caseCount(200) },
    );
  });

  it('is not taken for whole before its end, where rows read alike', () => {
    const rows = '甲甲甲戊戊戊戊戊甲甲甲甲'.split('').map((name) => [name]);
    expect(readAll(rows, 300, rows.length).items).toEqual(rows.flat());
  });

  it('is read exactly where names differ, duplicates apart included', () => {
    assert(
      property(integer({ min: 1, max: 80 }), integer({ min: 150, max: 550 }), (count, shift) => {
        const rows = Array.from({ length: count }, (_, index) => [index % 9 === 0 ? '同名' : `群${index}`]);
        const list = readAll(rows, shift, null);
        expect(list.items).toEqual(rows.flat());
        expect(list.hasGap).toBe(false);
      }),
      { numRuns: caseCount(200) },
    );
  });

  it('counts cells and not names', () => {
    const members = Array.from({ length: 53 }, (_, index) => (index % 3 === 0 ? '小王' : `成员${index}`));
    const rows = Array.from({ length: 11 }, (_, index) => members.slice(index * 5, index * 5 + 5));
    expect(readAll(rows, 350, 53).items).toEqual(members);
  });

  it('says where pages did not overlap', () => {
    const rows = Array.from({ length: 40 }, (_, index) => [`群${index}`]);
    expect(readAll(rows, 900, null).hasGap).toBe(true);
  });
});

const cell = (name: string, column: number, top: number, height = 160): PaperView => ({
  of: 'LinearLayout',
  isTappable: true,
  box: [column * 144, top, column * 144 + 144, top + height],
  children: [
    { of: 'ImageView', box: [column * 144 + 24, top + 10, column * 144 + 120, top + 100] },
    ...(name === ''
      ? []
      : [{ of: 'TextView', text: name, box: [column * 144, top + 105, column * 144 + 144, top + 150] as const }]),
  ],
});

const row = (...children: PaperView[]): PaperView => ({ of: 'LinearLayout', box: [0, 100, 720, 260], children });

function gridOf(...children: PaperView[]) {
  const page = paperTree({ of: 'GridView', box: [0, 100, 720, 1000], children });
  const grid = page.nodes.find(({ className }) => className.endsWith('GridView'));
  if (grid === undefined) throw new Error('no grid');
  return grid;
}

describe('readCells', () => {
  it('reads cells row by row, equal names as cells of their own', () => {
    const grid = gridOf(cell('小王', 0, 100), cell('小王', 1, 100), cell('小李', 0, 260));
    expect(readCells(grid, { ignore: [], bottom: null })?.rows.map(({ items }) => items)).toEqual([
      ['小王', '小王'],
      ['小李'],
    ]);
  });

  it('finds cells inside of rows, and leaves out buttons and what lies below the border', () => {
    const button: PaperView = { ...cell('', 2, 100), desc: '添加成员' };
    const grid = gridOf(row(cell('小王', 0, 100), cell('小李', 1, 100), button), paperRow(600, ['群聊名称', '家长群']));
    expect(readCells(grid, { ignore: ['添加成员'], bottom: 600 })?.rows.map(({ items }) => items)).toEqual([
      ['小王', '小李'],
    ]);
  });

  it('takes a member who is called like a button for a member', () => {
    const grid = gridOf(cell('减号', 0, 100), { ...cell('', 1, 100), desc: '删除成员' });
    expect(readCells(grid, { ignore: ['添加成员'], bottom: null })?.rows.map(({ items }) => items)).toEqual([['减号']]);
  });

  it('leaves a row that is cut at the edge to the next page', () => {
    const grid = gridOf(cell('小王', 0, 100), cell('小李', 0, 260, 90));
    expect(readCells(grid, { ignore: [], bottom: null })?.rows).toHaveLength(1);
  });
});

describe('readRows', () => {
  it('reads the closing row as a count only when it is the last one', () => {
    const page = paperTree({
      of: 'ListView',
      box: [0, 0, 720, 1000],
      children: [paperRow(0, ['3个群聊']), paperRow(120, ['乙'])],
    });
    const list = page.nodes.find(({ className }) => className.endsWith('ListView'));
    const closing = /^(\d+)个群聊$/;
    expect(list && readRows(list, { ignore: [], closing })).toMatchObject({ closingCount: null });
  });
});
