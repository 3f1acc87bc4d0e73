import type { Statement, Store } from '../../store/store.ts';
import type { Day } from '../standing/calendar-day.ts';

/** What people write down about an account. */
export interface AccountFields {
  /** Whose hands it is in; empty where nobody said so. */
  readonly custodian: string;
  readonly team: string;
  /** The day on which it was put under its plan; null: not yet. */
  readonly startedOn: Day | null;
  readonly notes: string;
}

/** An account came to a phone, or left one; null where it was, or is, on none. */
export interface AccountMove {
  readonly moveId: number;
  readonly accountId: string;
  readonly fromPhoneId: string | null;
  readonly toPhoneId: string | null;
  readonly at: number;
  /** Its page was read there, or a person said so; nobody knows of those of an older release. */
  readonly how: 'former' | 'read' | 'said';
  /** Who said so; empty for what was read. */
  readonly by: string;
  /** The account that was on that phone until then; null without one. */
  readonly besideId: string | null;
}

export const noFields: AccountFields = { custodian: '', team: '', startedOn: null, notes: '' };

const moveColumns = 'moveId, accountId, fromPhoneId, toPhoneId, at, how, by, besideId';

/** What is written down about accounts, and where they were. */
export class FieldStore {
  readonly #fields: Statement<[string], AccountFields>;
  readonly #set: Statement<[Readonly<Record<string, string | number | null>>], never>;
  readonly #addMove: Statement<[Omit<AccountMove, 'moveId'>], never>;
  readonly #movesOf: Statement<[string], AccountMove>;

  constructor(store: Store) {
    this.#fields = store.prepare('SELECT custodian, team, startedOn, notes FROM accountField WHERE accountId = ?');
    this.#set = store.prepare(`INSERT INTO accountField (accountId, custodian, team, startedOn, notes, changedAt)
      VALUES (@accountId, @custodian, @team, @startedOn, @notes, @changedAt)
      ON CONFLICT (accountId) DO UPDATE SET custodian = excluded.custodian, team = excluded.team,
        startedOn = excluded.startedOn, notes = excluded.notes, changedAt = excluded.changedAt`);
    this.#addMove = store.prepare(`INSERT INTO accountMove (accountId, fromPhoneId, toPhoneId, at, how, by, besideId)
      VALUES (@accountId, @fromPhoneId, @toPhoneId, @at, @how, @by, @besideId)`);
    this.#movesOf = store.prepare(`SELECT ${moveColumns} FROM accountMove WHERE accountId = ? ORDER BY moveId`);
  }

  fieldsOf(accountId: string): AccountFields {
    return this.#fields.get(accountId) ?? noFields;
  }

  set(accountId: string, fields: AccountFields, changedAt: number): void {
    this.#set.run({ accountId, ...fields, changedAt });
  }

  addMove(move: Omit<AccountMove, 'moveId'>): void {
    this.#addMove.run(move);
  }

  /** Oldest first. */
  movesOf(accountId: string): AccountMove[] {
    return this.#movesOf.all(accountId);
  }
}
