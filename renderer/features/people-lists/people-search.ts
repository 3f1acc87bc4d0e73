import type { ListEntry, PeopleList } from '@contract/people-lists.ts';

/** The entries of one list in which every word of the search stands, newest first. */
export function entriesShown(entries: readonly ListEntry[], list: PeopleList, wanted: string): readonly ListEntry[] {
  const words = fold(wanted)
    .split(' ')
    .filter((word) => word !== '');
  const fitting = entries.filter((entry) => {
    if (entry.list !== list) return false;
    const text = fold(`${entry.name} ${entry.note} ${entry.addedBy}`);
    return words.every((word) => text.includes(word));
  });
  return fitting.toSorted((one, other) => other.entryId - one.entryId);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
