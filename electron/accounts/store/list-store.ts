import type { ListEntry, PeopleList } from '../../contract/people-lists.ts';
import type { Statement, Store } from '../../store/store.ts';

const columns = 'entryId, list, name, note, addedBy, addedAt';

/** The lists of people: whom nothing removes, who may stay everywhere, who wants no messages. */
export class ListStore {
  readonly #all: Statement<[], ListEntry>;
  readonly #one: Statement<[number], ListEntry>;
  readonly #find: Statement<[PeopleList, string], ListEntry>;
  readonly #insert: Statement<[Readonly<Record<string, string | number>>], never>;
  readonly #remove: Statement<[string, number, number], never>;

  constructor(store: Store) {
    const present = `SELECT ${columns} FROM listEntry WHERE removedAt IS NULL`;
    this.#all = store.prepare(`${present} ORDER BY list, entryId`);
    this.#one = store.prepare(`${present} AND entryId = ?`);
    this.#find = store.prepare(`${present} AND list = ? AND nameKey = ?`);
    this.#insert = store.prepare(`INSERT INTO listEntry (list, name, nameKey, note, addedBy, addedAt)
      VALUES (@list, @name, @nameKey, @note, @addedBy, @addedAt)`);
    this.#remove = store.prepare('UPDATE listEntry SET removedBy = ?, removedAt = ? WHERE entryId = ?');
  }

  all(): ListEntry[] {
    return this.#all.all();
  }

  get(entryId: number): ListEntry | null {
    return this.#one.get(entryId) ?? null;
  }

  find(list: PeopleList, name: string): ListEntry | null {
    return this.#find.get(list, nameKeyOf(name)) ?? null;
  }

  add(entry: Omit<ListEntry, 'entryId'>): void {
    this.#insert.run({ ...entry, nameKey: nameKeyOf(entry.name) });
  }

  remove(entryId: number, by: string, at: number): void {
    this.#remove.run(by, at, entryId);
  }
}

/** Names that look alike are one: width, case and spaces make no difference. */
export function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
