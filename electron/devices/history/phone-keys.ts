import type { Statement, Store } from '../../store/store.ts';

/** The small numbers that stand for phones in the history's tables. Callers hold the transaction. */
export class PhoneKeys {
  readonly #known = new Map<string, number>();
  readonly #find: Statement<[string], { phoneKey: number }>;
  readonly #insert: Statement<[string], never>;
  readonly #release: Statement<[string], never>;
  readonly #all: Statement<[], { phoneKey: number }>;
  readonly #orphan: Statement<[], { phoneKey: number }>;
  readonly #remove: Statement<[number], never>;

  constructor(store: Store) {
    this.#find = store.prepare('SELECT phoneKey FROM historyPhone WHERE phoneId = ?');
    this.#insert = store.prepare('INSERT INTO historyPhone (phoneId) VALUES (?)');
    this.#release = store.prepare('UPDATE historyPhone SET phoneId = NULL WHERE phoneId = ?');
    this.#all = store.prepare('SELECT phoneKey FROM historyPhone WHERE phoneId IS NOT NULL');
    this.#orphan = store.prepare('SELECT phoneKey FROM historyPhone WHERE phoneId IS NULL LIMIT 1');
    this.#remove = store.prepare('DELETE FROM historyPhone WHERE phoneKey = ? AND phoneId IS NULL');
  }

  keyOf(phoneId: string): number {
    const known = this.#known.get(phoneId) ?? this.#find.get(phoneId)?.phoneKey ?? this.#insert.run(phoneId).lastRowId;
    this.#known.set(phoneId, known);
    return known;
  }

  /** The phone is forgotten: its number stays behind as an orphan until its rows are cleared away. */
  release(phoneId: string): void {
    this.#known.delete(phoneId);
    this.#release.run(phoneId);
  }

  /** A write was taken back: numbers are looked up again. */
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
}
