import type { Statement, Store } from '../../store/store.ts';

/** The small numbers that stand for phones in the history's tables. */
export class PhoneKeys {
  readonly #known = new Map<string, number>();
  readonly #find: Statement<[string], { phoneKey: number }>;
  readonly #insert: Statement<[string, string], never>;
  readonly #all: Statement<[], { phoneKey: number }>;
  readonly #orphan: Statement<[], { phoneKey: number }>;
  readonly #remove: Statement<[number], never>;

  constructor(store: Store) {
    this.#find = store.prepare('SELECT phoneKey FROM historyPhone WHERE phoneId = ?');
    this.#insert = store.prepare(`INSERT INTO historyPhone (phoneId)
      SELECT ? WHERE EXISTS (SELECT 1 FROM phone WHERE phoneId = ?)`);
    this.#all = store.prepare('SELECT phoneKey FROM historyPhone WHERE phoneId IS NOT NULL');
    this.#orphan = store.prepare('SELECT phoneKey FROM historyPhone WHERE phoneId IS NULL LIMIT 1');
    this.#remove = store.prepare('DELETE FROM historyPhone WHERE phoneKey = ? AND phoneId IS NULL');
  }

  /** Null while the phone is not remembered itself. */
  keyOf(phoneId: string): number | null {
    const known = this.#known.get(phoneId);
    if (known !== undefined) return known;
    const found = this.#find.get(phoneId) ?? this.#create(phoneId);
    if (found !== undefined) this.#known.set(phoneId, found.phoneKey);
    return found?.phoneKey ?? null;
  }

  /** The phone was removed, or a write was taken back: its number is looked up again. */
  forget(phoneId: string): void {
    this.#known.delete(phoneId);
  }

  forgetAll(): void {
    this.#known.clear();
  }

  /** The numbers of all phones with a history. */
  all(): number[] {
    return this.#all.all().map(({ phoneKey }) => phoneKey);
  }

  /** A number whose phone was forgotten. */
  orphan(): number | null {
    return this.#orphan.get()?.phoneKey ?? null;
  }

  removeOrphan(phoneKey: number): void {
    this.#remove.run(phoneKey);
  }

  #create(phoneId: string): { phoneKey: number } | undefined {
    this.#insert.run(phoneId, phoneId);
    return this.#find.get(phoneId);
  }
}
