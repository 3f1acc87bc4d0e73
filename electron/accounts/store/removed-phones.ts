import type { Statement, Store } from '../../store/store.ts';

/** What a phone was called when it was removed from the desk. */
export interface RemovedPhone {
  readonly number: number | null;
  /** Its label, else its model; empty where it had neither. */
  readonly name: string;
}

/** Names of phones that had accounts and are remembered no more; a trigger of the database writes them down. */
export class RemovedPhones {
  readonly #nameOf: Statement<[string], RemovedPhone>;

  constructor(store: Store) {
    this.#nameOf = store.prepare('SELECT number, name FROM removedPhone WHERE phoneId = ?');
  }

  /** Null where nobody noted it. */
  nameOf(phoneId: string): RemovedPhone | null {
    return this.#nameOf.get(phoneId) ?? null;
  }
}
