import { expect, test } from 'vitest';
import type { ListEntry, PeopleList } from '../../../electron/contract/people-lists.ts';
import { entriesShown } from '../../../renderer/features/people-lists/people-search.ts';

const entry = (entryId: number, name: string, note = '', list: PeopleList = 'opt-out'): ListEntry => {
  return { entryId, list, name, note, addedBy: '小王', addedAt: entryId, isErased: name === '' };
};
const entries = [
  entry(1, '李四', '来电'),
  entry(2, '王五'),
  entry(3, 'Ａnna', '', 'opt-out'),
  entry(4, '赵六', '', 'protected'),
];

test('a list shows its own people, newest first', () => {
  expect(entriesShown(entries, 'opt-out', '').map(({ entryId }) => entryId)).toEqual([3, 2, 1]);
});

test('a search goes through names, notes and who added, whatever width and case', () => {
  expect(entriesShown(entries, 'opt-out', 'anna').map(({ entryId }) => entryId)).toEqual([3]);
  expect(entriesShown(entries, 'opt-out', '小王 来电').map(({ entryId }) => entryId)).toEqual([1]);
  expect(entriesShown(entries, 'opt-out', '赵六')).toEqual([]);
});
