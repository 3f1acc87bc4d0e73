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

const tracedFields = [
  ['custodian', 'custodian'],
  ['team', 'team'],
  ['started-on', 'startedOn'],
] as const;

const moveColumns = 'moveId, accountId, fromPhoneId, toPhoneId, at, how, by, besideId';

/** Who wrote it down, and when. */
export interface FieldWord {
  readonly at: number;
  readonly by: string;
}

/** What is written down about accounts, and where they were. */
export class FieldStore {
  readonly #fields: Statement<[string], AccountFields>;
  readonly #set: Statement<[Readonly<Record<string, string | number | null>>], never>;
  readonly #change: Statement<[Readonly<Record<string, string | number | null>>], never>;
  readonly #addMove: Statement<[Omit<AccountMove, 'moveId'>], never>;
  readonly #movesOf: Statement<[string], AccountMove>;

  constructor(store: Store) {
    this.#fields = store.prepare('SELECT custodian, team, startedOn, notes FROM accountField WHERE accountId = ?');
    this.#set = store.prepare(`INSERT INTO accountField (accountId, custodian, team, startedOn, notes, changedAt)
      VALUES (@accountId, @custodian, @team, @startedOn, @notes, @changedAt)
      ON CONFLICT (accountId) DO UPDATE SET custodian = excluded.custodian, team = excluded.team,
        startedOn = excluded.startedOn, notes = excluded.notes, changedAt = excluded.changedAt`);
    this.#change = store.prepare(`INSERT INTO accountChange (accountId, field, before, after, at, by)
      VALUES (@accountId, @field, @before, @after, @at, @by)`);
    this.#addMove = store.prepare(`INSERT INTO accountMove (accountId, fromPhoneId, toPhoneId, at, how, by, besideId)
      VALUES (@accountId, @fromPhoneId, @toPhoneId, @at, @how, @by, @besideId)`);
    this.#movesOf = store.prepare(`SELECT ${moveColumns} FROM accountMove WHERE accountId = ? ORDER BY moveId`);
  }

  fieldsOf(accountId: string): AccountFields {
    return this.#fields.get(accountId) ?? noFields;
  }

  /** What is another now is a line of its own for the timeline. */
  set(accountId: string, fields: AccountFields, word: FieldWord): void {
    const before = this.fieldsOf(accountId);
    for (const [field, name] of tracedFields) {
      if (before[name] === fields[name]) continue;
      const change = { before: before[name] || null, after: fields[name] || null };
      this.#change.run({ accountId, field, ...change, ...word });
    }
    this.#set.run({ accountId, ...fields, changedAt: word.at });
  }

  addMove(move: Omit<AccountMove, 'moveId'>): void {
    this.#addMove.run(move);
  }

  /** Oldest first. */
  movesOf(accountId: string): AccountMove[] {
    return this.#movesOf.all(accountId);
  }
}
