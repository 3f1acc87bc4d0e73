import { ListErasure, type ListedPerson } from '../../accounts/people/list-erasure.ts';
import { erasedMark } from '../../jobs/store/erased-text.ts';
import type { Store } from '../../store/store.ts';
import { formerNames, type RosterPlace } from './person-places.ts';

type Values = Readonly<Record<string, string>>;

/** Which part of the groups' book was taken out. */
export interface ErasedRecords {
  readonly rosterCount: number;
  readonly cellCount: number;
  /** Former names of groups, and notes. */
  readonly textCount: number;
  /** What the lists of people held. */
  readonly listed: ListedPerson;
}

export interface RosterReach {
  /** Cells that held the name when somebody looked. */
  readonly cells: readonly RosterPlace[];
  /** Views whose rosters were read since then. */
  readonly readSince: readonly number[];
}

export interface ErasureReach {
  /** Beyond rosters: notes and former names. */
  readonly hasTexts: boolean;
  /** Where alone in rosters the name may stand, where that is known: all cells of a desk are too many for the main loop. */
  readonly rosters?: RosterReach | null;
}

const notes = ['note', 'companyReason'] as const;

/** How a person is taken out of the groups' book and of the lists of people. Works on the database itself and on a copy of it. */
export class PersonRecords {
  readonly #store: Pick<Store, 'prepare'>;

  constructor(store: Pick<Store, 'prepare'>) {
    this.#store = store;
  }

  /**
   * Takes the person out of every roster (partial from then on), and with `hasTexts` out of notes and of the history of names: a former
   * name that holds theirs is gone, as a blanked one might be taken for a name to go back to. What groups are called now stays: the
   * messenger shows it. On the lists of people only a no to messages outlasts it, without the name. Call inside a transaction.
   */
  erase(name: string, { hasTexts, rosters = null }: ErasureReach): ErasedRecords {
    const cells = JSON.stringify(this.#cellsOf(name, rosters));
    const holding = "groupViewId IN (SELECT value ->> 'groupViewId' FROM json_each(@cells))";
    // A view that was read to its end proves what it does not show: with a person taken out it proves nothing of that kind.
    this.#run(`UPDATE groupViewFact SET isMembersComplete = 0 WHERE ${holding}`, { cells });
    const rosterCount = this.#run(`UPDATE roster SET isComplete = 0, why = 'erased' WHERE ${holding}`, { cells });
    const cellCount = this.#run(
      `DELETE FROM rosterCell WHERE (groupViewId, position) IN
        (SELECT value ->> 'groupViewId', value ->> 'position' FROM json_each(@cells))`,
      { cells },
    );
    const listed = new ListErasure(this.#store).erase(name, { hasTexts });
    return { rosterCount, cellCount, textCount: hasTexts ? this.#eraseTexts(name) : 0, listed };
  }

  #cellsOf(name: string, rosters: RosterReach | null): unknown[] {
    const sql = 'SELECT groupViewId, position FROM rosterCell WHERE name = @name';
    if (rosters === null) return this.#store.prepare<[Values]>(sql).all({ name });
    // Each half goes by the key; cells are looked up one by one, never the other way round.
    const among = `${sql} AND groupViewId IN (SELECT value FROM json_each(@readSince)) UNION
      SELECT c.groupViewId, c.position FROM json_each(@cells) held CROSS JOIN rosterCell c
        ON c.groupViewId = held.value ->> 'groupViewId' AND c.position = held.value ->> 'position' WHERE c.name = @name`;
    const [cells, readSince] = [JSON.stringify(rosters.cells), JSON.stringify(rosters.readSince)];
    return this.#store.prepare<[Values]>(among).all({ name, cells, readSince });
  }

  #eraseTexts(name: string): number {
    const former = this.#run(`DELETE FROM groupName WHERE ${formerNames}`, { name });
    const noted = notes.map((column) =>
      this.#run(`UPDATE chatGroup SET ${column} = replace(${column}, @name, @mark) WHERE instr(${column}, @name) > 0`, {
        name,
        mark: erasedMark,
      }),
    );
    const custodians = this.#run("UPDATE chatGroup SET custodian = '' WHERE custodian = @name", { name });
    return [former, ...noted, custodians].reduce((sum, count) => sum + count, 0);
  }

  #run(sql: string, values: Values): number {
    return this.#store.prepare<[Values]>(sql).run(values).changes;
  }
}
