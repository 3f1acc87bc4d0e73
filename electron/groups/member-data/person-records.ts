import { erasedMark, type SeenIn } from '../../jobs/store/person-texts.ts';
import type { Store } from '../../store/store.ts';

type Values = Readonly<Record<string, string>>;

/** Which part of the groups' book was taken out. */
export interface ErasedRecords {
  readonly rosterCount: number;
  readonly cellCount: number;
  /** Former names of groups, and notes. */
  readonly textCount: number;
}

const notes = ['note', 'companyReason'] as const;

/** What the groups' book holds of a person, and how it is taken out. Works on the database itself and on a copy of it. */
export class PersonRecords {
  readonly #store: Pick<Store, 'prepare'>;

  constructor(store: Pick<Store, 'prepare'>) {
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

  /** In how many rosters exactly that name stands, and in how many cells. */
  named(name: string): { readonly rosterCount: number; readonly cellCount: number } {
    const row = this.#store
      .prepare<[string], { rosterCount: number; cellCount: number }>(
        'SELECT count(DISTINCT groupViewId) AS rosterCount, count(*) AS cellCount FROM rosterCell WHERE name = ?',
      )
      .get(name);
    return { rosterCount: row?.rosterCount ?? 0, cellCount: row?.cellCount ?? 0 };
  }

  /**
   * Takes the person out of every roster (partial from then on), out of notes, and out of the history of names: a former name that
   * holds theirs is gone, as a blanked one might be taken for a name to go back to. What groups are called now stays: the
   * messenger shows it. Call inside a transaction.
   */
  erase(name: string): ErasedRecords {
    const rosterCount = this.#run(
      `UPDATE roster SET isComplete = 0, why = 'erased'
      WHERE groupViewId IN (SELECT groupViewId FROM rosterCell WHERE name = @name)`,
      { name },
    );
    const cellCount = this.#run('DELETE FROM rosterCell WHERE name = @name', { name });
    const formerNames = this.#run(
      `DELETE FROM groupName WHERE instr(name, @name) > 0
        AND name <> (SELECT g.name FROM chatGroup g WHERE g.groupId = groupName.groupId)`,
      { name },
    );
    const noted = notes.map((column) =>
      this.#run(`UPDATE chatGroup SET ${column} = replace(${column}, @name, @mark) WHERE instr(${column}, @name) > 0`, {
        name,
        mark: erasedMark,
      }),
    );
    const custodians = this.#run("UPDATE chatGroup SET custodian = '' WHERE custodian = @name", { name });
    const textCount = [formerNames, ...noted, custodians].reduce((sum, count) => sum + count, 0);
    return { rosterCount, cellCount, textCount };
  }

  #run(sql: string, values: Values): number {
    return this.#store.prepare<[Values]>(sql).run(values).changes;
  }
}
