import {
  array,
  assert,
  boolean,
  constantFrom,
  integer,
  letrec,
  nat,
  property,
  record,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareSearch } from '../../../electron/automation/selectors/node-search.ts';
import { querySchema } from '../../../electron/automation/selectors/query-schema.ts';
import { screenOf, tapPointOf } from '../../../electron/automation/tap-target.ts';
import type { UiTree } from '../../../electron/automation/hierarchy.ts';
import { fillIn, fillPattern } from '../../../electron/automation/playbooks/variables.ts';
import { paperRow, paperTree, treeOf, type Box, type PaperView } from '../../support/automation/paper-views.ts';
import { caseCount } from '../../support/random-cases.ts';

const variables = { name: '家长群(2)' };
const fill = (text: string, isPattern: boolean): string =>
  isPattern ? fillPattern(text, variables) : fillIn(text, variables);

function search(query: unknown) {
  return prepareSearch(querySchema.parse(query), fill);
}

/** The texts (or descriptions) of all matches. */
function found(page: UiTree, query: unknown): string[] {
  return search(query)
    .all(page)
    .map((node) => node.text || node.description);
}

const list = (...children: PaperView[]): PaperView => ({ of: 'ListView', box: [0, 100, 720, 1400], children });
const heading = (text: string, top: number): PaperView => ({
  of: 'LinearLayout',
  box: [0, top, 720, top + 60],
  children: [{ of: 'TextView', text, box: [20, top, 700, top + 60] }],
});

describe('a search by words', () => {
  it('takes the whole text, odd spaces and invisible marks evened out', () => {
    const page = paperTree({ text: ' 家长\u00a0群\u200e ' }, { text: '家长群二' });
    expect(found(page, { text: '家长 群' })).toHaveLength(1);
  });

  it('takes a text that the app cut only where it is asked to, and only as far as it goes on', () => {
    const page = paperTree({ text: '家长群…' }, { text: '家长群(2…' }, { text: '家长裙…' }, { text: '家长群(2)…' });
    expect(found(page, { text: '${name}' })).toEqual([]);
    expect(found(page, { text: '${name}', orCut: true })).toEqual(['家长群…', '家长群(2…']);
  });

  it('takes any of several texts', () => {
    const page = paperTree({ text: '完成' }, { text: '保存' }, { text: '取消' });
    expect(found(page, { text: ['完成', '保存'] })).toEqual(['完成', '保存']);
  });

  it('takes a pattern, and the name put into it as plain text', () => {
    const page = paperTree({ text: '你修改群名为“家长群(2)”' }, { text: '你修改群名为“家长群2”' });
    expect(found(page, { textMatches: '^你修改群名为“${name}”$' })).toEqual(['你修改群名为“家长群(2)”']);
  });

  it('takes a class by its last name, and no other class that ends alike', () => {
    const page = paperTree({ of: 'ListView', text: 'a' }, { of: 'com.x.MyListView', text: 'b' });
    expect(found(page, { class: 'ListView' })).toEqual(['a']);
  });

  it('never matches a view without words by an empty text', () => {
    expect(found(paperTree({ text: '' }), { textMatches: '.*' })).toEqual([]);
  });
});

describe('a search by relation', () => {
  const tabs: PaperView = {
    of: 'RelativeLayout',
    box: [0, 1400, 720, 1520],
    children: ['微信', '通讯录', '发现', '我'].map((text, index) => ({
      isTappable: true,
      isChosen: index === 1,
      box: [index * 180, 1400, index * 180 + 180, 1520],
      children: [{ text, box: [0, 0, 0, 0] }],
    })),
  };

  it('tells a tab from a chat of the same name', () => {
    const page = paperTree(list(paperRow(100, ['通讯录']), paperRow(220, ['我'])), tabs);
    expect(search({ text: '通讯录', among: ['微信', '通讯录', '发现', '我'] }).all(page)).toHaveLength(1);
  });

  it('knows the chosen tab by what it stands in', () => {
    const page = paperTree(tabs);
    expect(found(page, { among: ['微信', '通讯录', '发现', '我'], textMatches: '.', selected: true })).toEqual([
      '通讯录',
    ]);
  });

  it('reads the value in the row of a label, not that of the next row', () => {
    const page = paperTree(list(paperRow(100, ['群聊名称', '家长群']), paperRow(220, ['备注', '三班'])));
    expect(found(page, { rowOf: { text: '群聊名称' }, textMatches: '.' })).toEqual(['家长群']);
  });

  it('tells the cell of a grid from a row, from a tile of half the width and from a label that answers its own tap', () => {
    const cell = {
      isTappable: true,
      box: [0, 300, 144, 480],
      children: [{ text: '管理员', box: [0, 440, 144, 480] }],
    } as const;
    const tile = {
      isTappable: true,
      box: [0, 600, 360, 840],
      children: [{ text: '群聊管理', box: [0, 700, 360, 760] }],
    } as const;
    const button = { text: '管理群', isTappable: true, box: [0, 900, 120, 1000] } as const;
    const label = { text: '管理', box: [0, 1450, 100, 1500] } as const;
    const page = paperTree(list(paperRow(100, ['群管理']), cell, tile, button), label);
    expect(found(page, { textMatches: '管理', cell: true })).toEqual(['管理员']);
    expect(found(page, { textMatches: '管理', cell: false })).toEqual(['群管理', '群聊管理', '管理群', '管理']);
  });

  it('passes over the value in the row of a label, and over nothing that answers another tap', () => {
    const beside = { text: '群管理', isTappable: true, box: [600, 240, 720, 320] } as const;
    const page = paperTree(list(paperRow(100, ['备注', '管理群']), paperRow(220, ['群聊名称', '物业管理']), beside));
    expect(found(page, { textMatches: '管理', offRow: { text: ['备注', '群聊名称'] } })).toEqual(['群管理']);
  });

  it('takes what stands below, above, inside and outside', () => {
    const page = paperTree(list(paperRow(100, ['一']), paperRow(300, ['二'])), {
      text: '三',
      box: [0, 1450, 100, 1500],
    });
    expect(found(page, { textMatches: '.', below: { text: '一' } })).toEqual(['二', '三']);
    expect(found(page, { textMatches: '.', above: { text: '二' } })).toEqual(['一']);
    expect(found(page, { textMatches: '.', inside: { class: 'ListView' } })).toEqual(['一', '二']);
    expect(found(page, { textMatches: '.', outside: { class: 'ListView' } })).toEqual(['三']);
    expect(found(page, { textMatches: '.', below: { text: '没有' } })).toEqual([]);
  });

  it('takes the last of several, and a title by its place', () => {
    const page = paperTree(
      { text: '群聊', box: [100, 50, 300, 120] },
      list(paperRow(400, ['群聊']), paperRow(520, ['群聊'])),
    );
    expect(search({ text: '群聊', zone: 'top' }).all(page)).toHaveLength(1);
    expect(search({ text: '群聊', nth: -1 }).find(page)).toMatchObject({
      kind: 'one',
      node: { bounds: { top: 540 } },
    });
  });
});

describe('a search by section', () => {
  const place = { is: '群聊', headings: ['群聊', '联系人', '聊天记录'] };
  const page = paperTree(
    list(
      heading('联系人', 100),
      paperRow(160, ['家长群(2)']),
      heading('群聊', 280),
      paperRow(340, ['家长群(2)']),
      heading('聊天记录', 460),
      paperRow(520, ['家长群(2)']),
    ),
    { of: 'EditText', text: '家长群(2)', box: [0, 40, 720, 90] },
  );

  it('takes the one below its heading, and not the search field', () => {
    expect(search({ text: '${name}', section: place, unique: true }).find(page)).toMatchObject({
      kind: 'one',
      node: { bounds: { top: 360 } },
    });
  });

  it('ends a section at a heading that nobody knows', () => {
    const strange = paperTree(
      list(heading('群聊', 100), paperRow(160, ['甲']), heading('谁知道', 280), paperRow(340, ['甲'])),
    );
    expect(found(strange, { text: '甲', section: place })).toHaveLength(1);
  });

  it('takes a group that is called like a heading for what it is', () => {
    const odd = paperTree(list(heading('群聊', 100), paperRow(160, ['联系人']), paperRow(280, ['甲'])));
    expect(found(odd, { text: ['联系人', '甲'], section: place })).toEqual(['联系人', '甲']);
  });

  it('finds what stands in none of the sections named', () => {
    const strange = paperTree(
      list(heading('群组', 100), paperRow(160, ['甲']), heading('聊天记录', 280), paperRow(340, ['甲'])),
    );
    expect(
      found(strange, { text: '甲', section: { isNot: ['联系人', '聊天记录'], headings: ['联系人', '聊天记录'] } }),
    ).toHaveLength(1);
  });
});

describe('a search for the one', () => {
  it('answers how many there are instead of taking the first', () => {
    const page = paperTree(list(paperRow(100, ['甲']), paperRow(220, ['甲'])));
    expect(search({ text: '甲', unique: true }).find(page)).toEqual({ kind: 'many', count: 2 });
  });

  it('takes two views of one row for one', () => {
    const page = paperTree(list(paperRow(100, ['甲', '甲'])));
    expect(search({ text: '甲', unique: true }).find(page)).toMatchObject({ kind: 'one' });
  });
});

describe('any search on any tree', () => {
  const box = tuple(integer({ min: -50, max: 800 }), integer({ min: -50, max: 1700 }), nat(900), nat(1700));
  const view: Arbitrary<PaperView> = letrec<{ view: PaperView }>((tie) => ({
    view: record(
      {
        text: constantFrom('', '群聊', '通讯录', '家长群(2)', '完成', '\u00a0'),
        desc: constantFrom('', '搜索', '聊天信息'),
        of: constantFrom('ListView', 'TextView', 'EditText', 'View'),
        box: box.map(([left, top, width, height]): Box => [left, top, left + width, top + height]),
        isTappable: boolean(),
        isOff: boolean(),
        children: array(tie('view'), { maxLength: 3, depthIdentifier: 'views' }),
      },
      { requiredKeys: [] },
    ),
  })).view;
  const queries = [
    { text: '群聊', rowOf: { text: '通讯录' } },
    { textMatches: '.', section: { is: '群聊', headings: ['群聊'] } },
    { text: ['群聊', '完成'], unique: true, outside: { class: 'ListView' } },
    { desc: '搜索', zone: 'top-right' },
    { text: '通讯录', among: ['通讯录', '群聊'], nth: -1 },
  ];

  it('ends, and what it finds is tapped on the screen and in its own row, or not at all', () => {
    assert(
      property(array(view, { maxLength: 4 }), constantFrom(...queries), (children, query) => {
        const page = treeOf([{ of: 'FrameLayout', children }]);
        const hit = search(query).find(page);
        if (hit.kind !== 'one') return;
        const point = tapPointOf(hit.node, page);
        const screen = screenOf(page);
        if (point === null || screen === null) return;
        expect(point.x >= 0 && point.y >= 0 && point.x < screen.right && point.y < screen.bottom).toBe(true);
        const around = [...ancestorsOf(hit.node)].filter(({ bounds }) => bounds !== null);
        expect(around.some(({ bounds }) => bounds !== null && holds(bounds, point))).toBe(true);
      }),
      { numRuns: caseCount(300) },
    );
  });
});

function* ancestorsOf(node: UiTree['nodes'][number]): Generator<UiTree['nodes'][number]> {
  for (let next: typeof node | null = node; next !== null; next = next.parent) yield next;
}

function holds(
  bounds: { left: number; top: number; right: number; bottom: number },
  point: { x: number; y: number },
): boolean {
  return point.x >= bounds.left && point.x < bounds.right && point.y >= bounds.top && point.y < bounds.bottom;
}
