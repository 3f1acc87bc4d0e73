import type { MemberDataReceipt } from '../../contract/member-data.ts';
import type { Statement, Store } from '../../store/store.ts';

export interface KeptMembers {
  readonly rosterCount: number;
  readonly cellCount: number;
}

/** Removal of members from the rosters, and what is kept of each. Throws `StoreError` as the store does. */
export class MemberDataStore {
  readonly #kept: Statement<[], KeptMembers & { readonly oldestReadAt: number | null }>;
  readonly #named: Statement<[string], KeptMembers>;
  readonly #older: Statement<[number], KeptMembers>;
  readonly #dropOlder: Statement<[number], never>;
  readonly #markPartial: Statement<[string], never>;
  readonly #dropNamed: Statement<[string], never>;
  readonly #receipts: Statement<[], MemberDataReceipt>;
  readonly #note: Statement<[Readonly<Record<string, string | number | null>>], never>;

  constructor(store: Store) {
    this.#kept = store.prepare(`SELECT (SELECT count(*) FROM roster) AS rosterCount,
      (SELECT count(*) FROM rosterCell) AS cellCount, (SELECT min(readAt) FROM roster) AS oldestReadAt`);
    this.#named = store.prepare(`SELECT count(DISTINCT groupViewId) AS rosterCount, count(*) AS cellCount
      FROM rosterCell WHERE name = ?`);
    this.#older = store.prepare(`SELECT count(DISTINCT groupViewId) AS rosterCount, count(c.position) AS cellCount
      FROM roster r LEFT JOIN rosterCell c USING (groupViewId) WHERE r.readAt < ?`);
    this.#dropOlder = store.prepare('DELETE FROM roster WHERE readAt < ?');
    this.#markPartial = store.prepare(`UPDATE roster SET isComplete = 0, why = 'erased'
      WHERE groupViewId IN (SELECT groupViewId FROM rosterCell WHERE name = ?)`);
    this.#dropNamed = store.prepare('DELETE FROM rosterCell WHERE name = ?');
    this.#receipts = store.prepare('SELECT * FROM memberDataReceipt ORDER BY receiptId DESC LIMIT 50');
    this.#note = store.prepare(`INSERT INTO memberDataReceipt (kind, at, operatorName, rosterCount, cellCount)
      VALUES (@kind, @at, @operatorName, @rosterCount, @cellCount)`);
  }

  kept(): KeptMembers & { readonly oldestReadAt: number | null } {
    return this.#kept.get() ?? { rosterCount: 0, cellCount: 0, oldestReadAt: null };
  }

  /** How much is kept of exactly that name. */
  named(name: string): KeptMembers {
    return this.#named.get(name) ?? { rosterCount: 0, cellCount: 0 };
  }

  /** Removes the rosters that were read before that moment. Call inside a transaction. */
  purge(before: number): KeptMembers {
    const found = this.#older.get(before) ?? { rosterCount: 0, cellCount: 0 };
    this.#dropOlder.run(before);
    return found;
  }

  /** Removes that name from every roster. Call inside a transaction. */
  erase(name: string): KeptMembers {
    const found = this.named(name);
    this.#markPartial.run(name);
    this.#dropNamed.run(name);
    return found;
  }

  note(receipt: Omit<MemberDataReceipt, 'receiptId'>): MemberDataReceipt {
    return { ...receipt, receiptId: this.#note.run({ ...receipt }).lastRowId };
  }

  /** Newest first, at most fifty. */
  receipts(): MemberDataReceipt[] {
    return this.#receipts.all();
  }
}
