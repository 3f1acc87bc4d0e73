import type { ListEntry, PeopleList } from '../../contract/people-lists.ts';
import type { Statement, Store } from '../../store/store.ts';
import { ErasedNames, isErasedKey, nameKeyOf } from './name-key.ts';

type Row = Omit<ListEntry, 'isErased'> & { readonly nameKey: string };
type Values = Readonly<Record<string, string | number>>;

const columns = 'entryId, list, name, nameKey, note, addedBy, addedAt';

/** The lists of people: whom nothing removes, who may stay everywhere, who wants no messages. */
export class ListStore {
  readonly #erased: ErasedNames;
  readonly #all: Statement<[], Row>;
  readonly #one: Statement<[number], Row>;
  readonly #find: Statement<[PeopleList, string, string], Row>;
  readonly #insert: Statement<[Values], never>;
  readonly #remove: Statement<[Values], never>;

  constructor(store: Store) {
    this.#erased = new ErasedNames(store);
    const present = `SELECT ${columns} FROM listEntry WHERE removedAt IS NULL`;
    this.#all = store.prepare(`${present} ORDER BY list, entryId`);
    this.#one = store.prepare(`${present} AND entryId = ?`);
    this.#find = store.prepare(`${present} AND list = ? AND nameKey IN (?, ?)`);
    this.#insert = store.prepare(`INSERT INTO listEntry (list, name, nameKey, note, addedBy, addedAt)
      VALUES (@list, @name, @nameKey, @note, @addedBy, @addedAt)`);
    this.#remove = store.prepare(
      'UPDATE listEntry SET removedBy = @by, removedAt = @at, removedReason = @reason WHERE entryId = @entryId',
    );
  }

  all(): ListEntry[] {
    return this.#all.all().map(entryOf);
  }

  get(entryId: number): ListEntry | null {
    const row = this.#one.get(entryId);
    return row === undefined ? null : entryOf(row);
  }

  /** Whoever bears that name, erased or not. */
  find(list: PeopleList, name: string): ListEntry | null {
    const row = this.#find.get(list, nameKeyOf(name), this.#erased.keyOf(name));
    return row === undefined ? null : entryOf(row);
  }

  add(entry: Omit<ListEntry, 'entryId' | 'isErased'>): void {
    this.#insert.run({ ...entry, nameKey: nameKeyOf(entry.name) });
  }

  remove(removal: {
    readonly entryId: number;
    readonly by: string;
    readonly at: number;
    readonly reason: string;
  }): void {
    this.#remove.run({ ...removal });
  }
}

function entryOf({ nameKey, ...entry }: Row): ListEntry {
  return { ...entry, isErased: isErasedKey(nameKey) };
}
