import { z } from 'zod';
import { missingPhoneSchema, type ShiftSummary } from '../../contract/shift.ts';
import type { Migration } from '../../store/migration.ts';
import type { Statement, Store } from '../../store/store.ts';
import type { ShiftRecord } from './shift-record.ts';

export const shiftMigrations: readonly Migration[] = [
  {
    version: 131,
    name: 'shift checks',
    up(exec) {
      exec(`CREATE TABLE shiftCheck (
        checkId INTEGER PRIMARY KEY AUTOINCREMENT,
        openedAt INTEGER NOT NULL,
        openedBy TEXT NOT NULL,
        signedAt INTEGER,
        signedBy TEXT,
        onlineCount INTEGER NOT NULL,
        missingCount INTEGER NOT NULL,
        expectedIds TEXT NOT NULL CHECK (json_valid(expectedIds)),
        missing TEXT NOT NULL CHECK (json_valid(missing)),
        note TEXT NOT NULL,
        CHECK ((signedAt IS NULL) = (signedBy IS NULL))) STRICT`);
      exec('CREATE UNIQUE INDEX oneOpenShiftCheck ON shiftCheck ((1)) WHERE signedAt IS NULL');
    },
  },
];

interface Row {
  readonly checkId: number;
  readonly openedAt: number;
  readonly openedBy: string;
  readonly signedAt: number | null;
  readonly signedBy: string | null;
  readonly onlineCount: number;
  readonly expectedIds: string;
  readonly missing: string;
  readonly note: string;
}

type Draft = Omit<ShiftRecord, 'checkId'>;

const missingSchema = z.array(missingPhoneSchema.omit({ wasMissing: true }));

/** Keeps shift checks; at most one is open. Throws `StoreError` as the store does. */
export class ShiftStore {
  readonly #open: Statement<[], Row>;
  readonly #byId: Statement<[number], Row>;
  readonly #signedBefore: Statement<[number], Row>;
  readonly #insert: Statement<[Record<string, string | number | null>], never>;
  readonly #update: Statement<[Record<string, string | number | null>], never>;
  readonly #remove: Statement<[number], never>;
  readonly #page: Statement<[number, number], ShiftSummary>;

  constructor(store: Store) {
    const values =
      '@openedAt, @openedBy, @signedAt, @signedBy, @onlineCount, @missingCount, @expectedIds, @missing, @note';
    this.#open = store.prepare('SELECT * FROM shiftCheck WHERE signedAt IS NULL');
    this.#byId = store.prepare('SELECT * FROM shiftCheck WHERE checkId = ?');
    this.#signedBefore = store.prepare(
      'SELECT * FROM shiftCheck WHERE signedAt IS NOT NULL AND checkId < ? ORDER BY checkId DESC LIMIT 1',
    );
    this.#insert = store.prepare(`INSERT INTO shiftCheck (${values.replaceAll('@', '')}) VALUES (${values})`);
    this.#update = store.prepare(`UPDATE shiftCheck SET (${values.replaceAll('@', '')}) = (${values})
      WHERE checkId = @checkId AND signedAt IS NULL`);
    this.#remove = store.prepare('DELETE FROM shiftCheck WHERE checkId = ? AND signedAt IS NULL');
    this.#page = store.prepare(`SELECT checkId, openedAt, openedBy, signedAt, signedBy,
      json_array_length(expectedIds) AS expectedCount, onlineCount, missingCount
      FROM shiftCheck WHERE checkId < ? ORDER BY checkId DESC LIMIT ?`);
  }

  open(): ShiftRecord | null {
    return readRow(this.#open.get());
  }

  get(checkId: number): ShiftRecord | null {
    return readRow(this.#byId.get(checkId));
  }

  /** The signed check that this one is held against. */
  signedBefore(checkId: number): ShiftRecord | null {
    return readRow(this.#signedBefore.get(checkId));
  }

  /** Newest first, without the phones. */
  page(beforeId: number | null, limit: number): { entries: ShiftSummary[]; hasMore: boolean } {
    const rows = this.#page.all(beforeId ?? Number.MAX_SAFE_INTEGER, limit + 1);
    return { entries: rows.slice(0, limit), hasMore: rows.length > limit };
  }

  add(draft: Draft): ShiftRecord {
    const { lastRowId } = this.#insert.run(writeRow(draft));
    return { ...draft, checkId: lastRowId };
  }

  /** Changes an open check. */
  save(record: ShiftRecord): void {
    this.#update.run({ ...writeRow(record), checkId: record.checkId });
  }

  /** Removes an open check. */
  remove(checkId: number): void {
    this.#remove.run(checkId);
  }
}

function writeRow(draft: Draft): Record<string, string | number | null> {
  const { openedAt, openedBy, signedAt, signedBy, onlineCount, expectedIds, missing, note } = draft;
  return {
    openedAt,
    openedBy,
    signedAt,
    signedBy,
    onlineCount,
    missingCount: missing.length,
    expectedIds: JSON.stringify(expectedIds),
    missing: JSON.stringify(missing),
    note,
  };
}

function readRow(row: Row | undefined): ShiftRecord | null {
  if (row === undefined) return null;
  const { checkId, openedAt, openedBy, signedAt, signedBy, onlineCount, note } = row;
  const expectedIds = z.array(z.string()).parse(JSON.parse(row.expectedIds));
  const missing = missingSchema.parse(JSON.parse(row.missing));
  return { checkId, openedAt, openedBy, signedAt, signedBy, onlineCount, expectedIds, missing, note };
}
