import { describe, expect, test } from 'vitest';
import { findSiblings, readNumber } from '../../../electron/groups/sets/sibling-families.ts';

function named(...names: readonly string[]) {
  return names.map((name) => ({ groupId: name, name }));
}

describe('the number in a name', () => {
  test.each([
    ['社区团购12群', '社区团购…群', 12],
    ['社区团购０３群', '社区团购…群', 3],
    ['晨跑③', '晨跑…', 3],
    ['读书会二十三群', '读书会…群', 23],
    ['读书会十群', '读书会…群', 10],
    ['读书会一百零五群', '读书会…群', 105],
    ['第二小组', '第…小组', 2],
    ['2026秋季3群', '2026秋季…群', 3],
  ])('%s is %s with %d', (name, pattern, number) => {
    expect(readNumber(name)).toEqual({ pattern, number });
  });

  test.each(['一起跑步', '读书会', '', '万家灯火'])('is not in %s', (name) => {
    expect(readNumber(name)).toBeNull();
  });
});

describe('siblings', () => {
  const groups = named('团购10群', '团购2群', '读书会', '团购一群', '晨跑1', '独一1群');

  test('are the groups whose names differ in their number only, by that number', () => {
    expect(findSiblings(groups, new Set())).toEqual([
      { pattern: '团购…群', groupIds: ['团购一群', '团购2群', '团购10群'] },
    ]);
  });

  test('of chosen groups are the others of their families', () => {
    expect(findSiblings(groups, new Set(['团购2群', '读书会']))).toEqual([
      { pattern: '团购…群', groupIds: ['团购一群', '团购10群'] },
    ]);
  });

  test('are not several groups of one name', () => {
    const twins = [...named('晨跑3群'), { groupId: 'other', name: '晨跑3群' }];
    expect(findSiblings(twins, new Set())).toEqual([]);
  });

  test('of a group that stands alone are none', () => {
    expect(findSiblings(groups, new Set(['晨跑1']))).toEqual([]);
  });
});
