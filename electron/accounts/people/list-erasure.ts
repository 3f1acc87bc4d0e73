import { erasedMark } from '../../jobs/store/erased-text.ts';
import type { ReadOnlyStore } from '../../store/read-only-store.ts';
import type { Store } from '../../store/store.ts';
import { ErasedNames, nameKeyOf } from './name-key.ts';

type Values = Readonly<Record<string, string>>;

/** Where the lists hold a person, and what an erasure makes of it. */
export interface ListedPerson {
  /** Entries of that very name that go: protected, whitelist, and what was taken off a list before. */
  readonly goingCount: number;
  /** Opt-outs, which outlast it without name and note. */
  readonly outlastingCount: number;
  /** Notes and reasons of other people's entries that hold the name. */
  readonly noteCount: number;
}

const going = "nameKey = @key AND (list <> 'opt-out' OR removedAt IS NOT NULL)";
const outlasting = "nameKey = @key AND list = 'opt-out' AND removedAt IS NULL";
const noted = "nameKey <> @key AND (instr(note, @name) > 0 OR instr(coalesce(removedReason, ''), @name) > 0)";

export function lookForListed(store: Pick<ReadOnlyStore, 'prepare'>, name: string): ListedPerson {
  const row = store
    .prepare<[Values], ListedPerson>(
      `SELECT count(*) FILTER (WHERE ${going}) AS goingCount, count(*) FILTER (WHERE ${outlasting}) AS outlastingCount,
        count(*) FILTER (WHERE ${noted}) AS noteCount FROM listEntry`,
    )
    .get({ name, key: nameKeyOf(name) });
  return row ?? { goingCount: 0, outlastingCount: 0, noteCount: 0 };
}

/**
 * The lists of people when somebody is erased: being protected goes with the person, a no to messages has to outlast it. Works on the
 * database itself and on a copy of it.
 */
export class ListErasure {
  readonly #store: Pick<Store, 'prepare'>;

  constructor(store: Pick<Store, 'prepare'>) {
    this.#store = store;
  }

  /** Call inside a transaction. `hasTexts`: notes of other entries as well. @returns what was there */
  erase(name: string, { hasTexts }: { readonly hasTexts: boolean }): ListedPerson {
    const before = lookForListed(this.#store, name);
    const key = nameKeyOf(name);
    this.#run(`DELETE FROM listEntry WHERE ${going}`, { key });
    const erasedKey = before.outlastingCount === 0 ? '' : new ErasedNames(this.#store).keyOf(name);
    this.#run(`UPDATE listEntry SET name = '', note = '', nameKey = @erasedKey WHERE ${outlasting}`, {
      key,
      erasedKey,
    });
    if (!hasTexts) return { ...before, noteCount: 0 };
    this.#run(
      `UPDATE listEntry SET note = replace(note, @name, @mark), removedReason = replace(removedReason, @name, @mark)
      WHERE ${noted}`,
      { key, name, mark: erasedMark },
    );
    return before;
  }

  #run(sql: string, values: Values): void {
    this.#store.prepare<[Values]>(sql).run(values);
  }
}
