import type { ReadOnlyStore } from '../../store/read-only-store.ts';
import type { TextChange } from './erased-text.ts';
import { blankRow, textTables, type TextRow, type TextTable } from './text-tables.ts';

/** Where a person may be seen in pictures: groups that hold them, and accounts that see those groups. */
export interface SeenIn {
  readonly groupIds: readonly string[];
  readonly accountIds: readonly string[];
}

/** A row of one of `textTables`, by its key. */
export interface TextPlace {
  readonly table: string;
  readonly keys: readonly (string | number)[];
}

export interface TextHit extends TextPlace {
  readonly changes: readonly TextChange[];
}

type Values = Readonly<Record<string, string | number>>;

const pageLength = 500;

const seenPictures = `SELECT DISTINCT e.evidenceId FROM attemptEvidence e JOIN jobAttempt a USING (attemptId)
    JOIN jobItem i USING (itemId)
  WHERE i.groupId IN (SELECT value FROM json_each(@groupIds))
    OR (i.groupId IS NULL AND i.accountId IN (SELECT value FROM json_each(@accountIds)))`;

const namedPictures = `SELECT DISTINCT e.evidenceId FROM attemptEvidence e JOIN jobAttempt a USING (attemptId)
    JOIN jobItem i USING (itemId)
  WHERE instr(i.name, @name) > 0 OR instr(i.before, @name) > 0 OR instr(i.after, @name) > 0 OR instr(i.reads, @name) > 0
    OR instr(a.reads, @name) > 0
    OR EXISTS (SELECT 1 FROM attemptLine l WHERE l.attemptId = a.attemptId AND instr(l.text, @name) > 0)`;

/** What jobs hold of a person. It goes through every line of every log: ask it in the worker. */
export class PersonSearch {
  readonly #store: Pick<ReadOnlyStore, 'prepare'>;

  constructor(store: Pick<ReadOnlyStore, 'prepare'>) {
    this.#store = store;
  }

  /**
   * Every row of jobs that are over whose texts hold the name, with what would change in it. Jobs that are not over, and rows that a
   * person has to look at, are acted by, and left out. Rows may be changed meanwhile.
   */
  *hits(name: string): Generator<TextHit> {
    for (const table of textTables) yield* this.#hitsOf(table, name);
  }

  /** Ids of pictures of attempts in groups that hold the person, and of looks at whole lists through accounts that see those. */
  picturesIn({ groupIds, accountIds }: SeenIn): string[] {
    return this.#ids(seenPictures, { groupIds: JSON.stringify(groupIds), accountIds: JSON.stringify(accountIds) });
  }

  /** Ids of pictures of attempts whose texts hold the name. Ask before anything is blanked. */
  picturesNaming(name: string): string[] {
    return this.#ids(namedPictures, { name });
  }

  /** Those of the given pictures that belong to no attempt. */
  unlinkedOf(evidenceIds: readonly string[]): string[] {
    const linked = new Set(this.#ids('SELECT DISTINCT evidenceId FROM attemptEvidence', {}));
    return evidenceIds.filter((id) => !linked.has(id));
  }

  *#hitsOf(table: TextTable, name: string): Generator<TextHit> {
    const values: Values = { name, json: JSON.stringify(name).slice(1, -1), limit: pageLength };
    let rows = this.#page(table, values, null);
    while (rows.length > 0) {
      for (const row of rows) {
        const { changes } = blankRow(table, row, name);
        if (changes.length > 0) yield { table: table.table, keys: keysOf(table, row), changes };
      }
      const last = rows.at(-1);
      rows = last === undefined || rows.length < pageLength ? [] : this.#page(table, values, keysOf(table, last));
    }
  }

  #page(table: TextTable, values: Values, after: TextPlace['keys'] | null): TextRow[] {
    const { keys, texts, jsons, isSettled } = table;
    const isNamed = [
      ...texts.map((column) => `instr(t.${column}, @name) > 0`),
      ...jsons.map((column) => `instr(t.${column}, @json) > 0`),
    ];
    const places = keys.map((_, index) => `@key${index}`).join(', ');
    const isAfter = after === null ? '' : `(${keys.map((key) => `t.${key}`).join(', ')}) > (${places}) AND`;
    const position = Object.fromEntries((after ?? []).map((key, index) => [`key${index}`, key]));
    return this.#store
      .prepare<[Values], TextRow>(
        `SELECT ${[...keys, ...texts, ...jsons].map((column) => `t.${column}`).join(', ')} FROM ${table.table} t
        WHERE ${isAfter} (${isNamed.join(' OR ')}) AND ${isSettled}
        ORDER BY ${keys.map((key) => `t.${key}`).join(', ')} LIMIT @limit`,
      )
      .all({ ...values, ...position });
  }

  #ids(sql: string, values: Values): string[] {
    const rows = this.#store.prepare<[Values], { evidenceId: string }>(sql).all(values);
    return rows.map(({ evidenceId }) => evidenceId);
  }
}

function keysOf({ keys }: TextTable, row: TextRow): (string | number)[] {
  return keys.map((key) => row[key] ?? '');
}
