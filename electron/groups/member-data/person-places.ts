import { blankText, type TextChange } from '../../jobs/store/erased-text.ts';
import type { SeenIn } from '../../jobs/store/person-search.ts';
import type { ReadOnlyStore } from '../../store/read-only-store.ts';

type Values = Readonly<Record<string, string>>;

/** One cell of a view's roster. */
export interface RosterPlace {
  readonly groupViewId: number;
  readonly position: number;
}

/** Texts of the groups' book that an erasure changes, and how many rows are clean of the name then, by table. */
export interface BookTexts {
  readonly changes: readonly TextChange[];
  readonly cleaned: Readonly<Record<string, number>>;
}

/** Former names that go: what a group is called now stays, since the messenger shows it. */
export const formerNames = `instr(name, @name) > 0
  AND name <> (SELECT g.name FROM chatGroup g WHERE g.groupId = groupName.groupId)`;

/** Where the groups' book holds a person; it only looks. */
export class PersonPlaces {
  readonly #store: Pick<ReadOnlyStore, 'prepare'>;

  constructor(store: Pick<ReadOnlyStore, 'prepare'>) {
    this.#store = store;
  }

  /** Groups whose roster holds exactly that name, and every account that sees one of them. */
  seenIn(name: string): SeenIn {
    const groups = this.#store
      .prepare<[string], { groupId: string }>(
        `SELECT DISTINCT f.groupId FROM rosterCell c JOIN groupViewFact f USING (groupViewId)
        WHERE c.name = ? AND f.groupId IS NOT NULL`,
      )
      .all(name);
    const groupIds = groups.map(({ groupId }) => groupId);
    const accounts = this.#store
      .prepare<[string], { accountId: string }>(
        'SELECT DISTINCT accountId FROM groupViewFact WHERE groupId IN (SELECT value FROM json_each(?))',
      )
      .all(JSON.stringify(groupIds));
    return { groupIds, accountIds: accounts.map(({ accountId }) => accountId) };
  }

  /** The cells of rosters in which exactly that name stands. */
  named(name: string): { readonly rosterCount: number; readonly cellCount: number; readonly cells: RosterPlace[] } {
    const cells = this.#store
      .prepare<[string], RosterPlace>('SELECT groupViewId, position FROM rosterCell WHERE name = ?')
      .all(name);
    const rosterCount = new Set(cells.map(({ groupViewId }) => groupViewId)).size;
    return { rosterCount, cellCount: cells.length, cells };
  }

  /** Former names, notes and people in charge: what an erasure that goes beyond rosters changes in them. */
  texts(name: string): BookTexts {
    const former = this.#all(`SELECT name AS text FROM groupName WHERE ${formerNames}`, name);
    const noted = this.#all(
      `SELECT note AS text FROM chatGroup WHERE instr(note, @name) > 0
      UNION ALL SELECT companyReason FROM chatGroup WHERE instr(companyReason, @name) > 0`,
      name,
    );
    const custodians = this.#all('SELECT custodian AS text FROM chatGroup WHERE custodian = @name', name);
    // A group whose present name holds it as well is still found.
    const cleanGroups = this.#all(
      `SELECT groupId AS text FROM chatGroup WHERE instr(name, @name) = 0 AND instr(city, @name) = 0
        AND (custodian = @name OR instr(custodian, @name) = 0)
        AND (custodian = @name OR instr(note, @name) > 0 OR instr(companyReason, @name) > 0)`,
      name,
    );
    return {
      changes: [
        ...[...former, ...custodians].map((before) => ({ before, after: null })),
        ...noted.map((before) => ({ before, after: blankText(before, name) })),
      ],
      cleaned: { groupName: former.length, chatGroup: cleanGroups.length },
    };
  }

  #all(sql: string, name: string): string[] {
    const rows = this.#store.prepare<[Values], { text: string }>(sql).all({ name });
    return rows.map(({ text }) => text);
  }
}
