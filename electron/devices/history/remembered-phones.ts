import type { Statement, Store } from '../../store/store.ts';

/** What the console's own database knows of the phones whose history lies in another file. Reading throws `StoreError`. */
export class RememberedPhones {
  readonly #store: Pick<Store, 'prepare' | 'write'>;
  readonly #known = new Set<string>();
  readonly #find: Statement<[string], unknown>;
  readonly #forgotten: Statement<[], { phoneId: string }>;
  readonly #settle: Statement<[string], never>;

  constructor(store: Pick<Store, 'prepare' | 'write'>) {
    this.#store = store;
    this.#find = store.prepare('SELECT 1 FROM phone WHERE phoneId = ?');
    this.#forgotten = store.prepare('SELECT phoneId FROM historyForgotten');
    this.#settle = store.prepare('DELETE FROM historyForgotten WHERE phoneId = ?');
  }

  /** A phone is remembered a moment after it was first seen; one that never is leaves no history. */
  has(phoneId: string): boolean {
    if (this.#known.has(phoneId)) return true;
    const isFound = this.#find.get(phoneId) !== undefined;
    if (isFound) this.#known.add(phoneId);
    return isFound;
  }

  /** The phone was removed: it is looked up again. */
  lose(phoneId: string): void {
    this.#known.delete(phoneId);
  }

  /** Phones that were removed, and whose history is still there: told again until it is settled. */
  forgotten(): string[] {
    return this.#forgotten.all().map(({ phoneId }) => phoneId);
  }

  /** The history of these is gone. */
  settle(phoneIds: readonly string[]): void {
    this.#store.write(() => {
      for (const phoneId of phoneIds) this.#settle.run(phoneId);
    });
  }
}
