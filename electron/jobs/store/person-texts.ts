import type { Store } from '../../store/store.ts';
import { PersonSearch, type TextPlace } from './person-search.ts';
import { blankRow, textTables, type Cell, type TextRow, type TextTable } from './text-tables.ts';

type Values = Readonly<Record<string, Cell>>;

/** How a person's name is taken out of what jobs hold. Works on the database itself and on a copy of it. */
export class PersonTexts {
  readonly #store: Pick<Store, 'prepare'>;

  constructor(store: Pick<Store, 'prepare'>) {
    this.#store = store;
  }

  /**
   * Takes the name out of the rows at those places, as `PersonSearch` finds them, where they still are settled and still hold it. Call
   * inside a transaction, with so many at a time as may take the thread. @returns how many rows were changed
   */
  blankAt(name: string, places: readonly TextPlace[]): number {
    return places.filter((place) => this.#blank(name, place)).length;
  }

  /** The same for every row there is, in one go: for a copy, in the worker. @returns how many rows were changed */
  blank(name: string): number {
    let count = 0;
    for (const hit of new PersonSearch(this.#store).hits(name)) count += this.blankAt(name, [hit]);
    return count;
  }

  #blank(name: string, { table: tableName, keys }: TextPlace): boolean {
    const table = textTables.find((each) => each.table === tableName);
    if (table === undefined) return false;
    const where = Object.fromEntries(keys.map((key, index) => [`key${index}`, key]));
    const row = this.#read(table, where);
    if (row === undefined) return false;
    const { columns, changes } = blankRow(table, row, name);
    if (changes.length === 0) return false;
    const blanked = Object.keys(columns).map((column) => `${column} = @${column}`);
    const sets = table.also === null ? blanked : [...blanked, table.also];
    this.#store
      .prepare<[Values]>(`UPDATE ${table.table} SET ${sets.join(', ')} WHERE ${hasKeys(table)}`)
      .run({ ...columns, ...where });
    return true;
  }

  #read(table: TextTable, where: Values): TextRow | undefined {
    const columns = [...table.texts, ...table.jsons].map((column) => `t.${column}`);
    return this.#store
      .prepare<[Values], TextRow>(
        `SELECT ${columns.join(', ')} FROM ${table.table} t WHERE ${hasKeys(table)} AND ${table.isSettled}`,
      )
      .get(where);
  }
}

function hasKeys({ keys }: TextTable): string {
  return keys.map((key, index) => `${key} = @key${index}`).join(' AND ');
}
