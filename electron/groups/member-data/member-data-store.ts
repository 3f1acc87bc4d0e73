import { z } from 'zod';
import {
  memberDataReceiptSchema,
  type MemberCheck,
  type MemberDataReceipt,
  type MemberPlaceReport,
} from '../../contract/member-data.ts';
import type { Statement, Store } from '../../store/store.ts';

export interface KeptMembers {
  readonly rosterCount: number;
  readonly cellCount: number;
}

const json = z.string().transform((text): unknown => JSON.parse(text));
const receiptRowSchema = memberDataReceiptSchema.extend({
  places: json.pipe(memberDataReceiptSchema.shape.places),
  check: json.pipe(memberDataReceiptSchema.shape.check),
});

/** Rosters past their time, what is kept of members, and the receipts of what was removed. Throws `StoreError` as the store does. */
export class MemberDataStore {
  readonly #kept: Statement<[], KeptMembers & { readonly oldestReadAt: number | null }>;
  readonly #older: Statement<[number], KeptMembers>;
  readonly #dropOlder: Statement<[number], never>;
  readonly #receipts: Statement<[], unknown>;
  readonly #note: Statement<[Readonly<Record<string, string | number | null>>], never>;
  readonly #settle: Statement<[string, string, number], never>;

  constructor(store: Store) {
    this.#kept = store.prepare(`SELECT (SELECT count(*) FROM roster) AS rosterCount,
      (SELECT count(*) FROM rosterCell) AS cellCount, (SELECT min(readAt) FROM roster) AS oldestReadAt`);
    this.#older = store.prepare(`SELECT count(DISTINCT groupViewId) AS rosterCount, count(c.position) AS cellCount
      FROM roster r LEFT JOIN rosterCell c USING (groupViewId) WHERE r.readAt < ?`);
    this.#dropOlder = store.prepare('DELETE FROM roster WHERE readAt < ?');
    this.#receipts =
      store.prepare(`SELECT receiptId, kind, at, operatorName, rosterCount, cellCount, places, checked AS "check"
      FROM memberDataReceipt ORDER BY receiptId DESC LIMIT 50`);
    this.#note = store.prepare(`INSERT INTO memberDataReceipt
        (kind, at, operatorName, rosterCount, cellCount, places, checked)
      VALUES (@kind, @at, @operatorName, @rosterCount, @cellCount, @places, @checked)`);
    this.#settle = store.prepare('UPDATE memberDataReceipt SET places = ?, checked = ? WHERE receiptId = ?');
  }

  kept(): KeptMembers & { readonly oldestReadAt: number | null } {
    return this.#kept.get() ?? { rosterCount: 0, cellCount: 0, oldestReadAt: null };
  }

  /** Removes the rosters that were read before that moment. Call inside a transaction. */
  purge(before: number): KeptMembers {
    const found = this.#older.get(before) ?? { rosterCount: 0, cellCount: 0 };
    this.#dropOlder.run(before);
    return found;
  }

  note({ places, check, ...receipt }: Omit<MemberDataReceipt, 'receiptId'>): MemberDataReceipt {
    const texts = { places: JSON.stringify(places), checked: JSON.stringify(check) };
    return { ...receipt, places, check, receiptId: this.#note.run({ ...receipt, ...texts }).lastRowId };
  }

  /** What became of the places that a removal went through after it was noted. */
  settle(receiptId: number, places: readonly MemberPlaceReport[], check: MemberCheck): void {
    this.#settle.run(JSON.stringify(places), JSON.stringify(check), receiptId);
  }

  /** Newest first, at most fifty. */
  receipts(): MemberDataReceipt[] {
    return this.#receipts.all().map((row) => receiptRowSchema.parse(row));
  }
}
