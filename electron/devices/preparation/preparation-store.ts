import { phonePreparationSchema, type PhonePreparation } from '../../contract/preparation.ts';
import type { Outcome } from '../../contract/outcome.ts';
import type { Statement, Store } from '../../store/store.ts';

/** The last checklist of each phone. Read once; a row of an older shape counts as never checked. */
export class PreparationStore {
  readonly #store: Store;
  readonly #save: Statement<[string, number, string], never>;
  readonly #forget: Statement<[string], never>;
  readonly #byPhone = new Map<string, PhonePreparation>();

  constructor(store: Store) {
    this.#store = store;
    this.#save = store.prepare(`INSERT INTO phonePreparation (phoneId, checkedAt, checklist) VALUES (?, ?, ?)
      ON CONFLICT (phoneId) DO UPDATE SET checkedAt = excluded.checkedAt, checklist = excluded.checklist`);
    this.#forget = store.prepare('DELETE FROM phonePreparation WHERE phoneId = ?');
    store.write(() =>
      store.prepare('DELETE FROM phonePreparation WHERE phoneId NOT IN (SELECT phoneId FROM phone)').run(),
    );
    const rows = store.prepare<[], { checklist: string }>('SELECT checklist FROM phonePreparation').all();
    for (const { checklist } of rows) {
      const parsed = phonePreparationSchema.safeParse(JSON.parse(checklist));
      if (parsed.success) this.#byPhone.set(parsed.data.phoneId, parsed.data);
    }
  }

  get(phoneId: string): PhonePreparation | null {
    return this.#byPhone.get(phoneId) ?? null;
  }

  /** The phones are remembered no longer. */
  forget(phoneIds: Iterable<string>): void {
    const known = [...phoneIds].filter((phoneId) => this.#byPhone.delete(phoneId));
    if (known.length > 0) this.#store.write(() => known.forEach((phoneId) => this.#forget.run(phoneId)));
  }

  /** Refused as a whole when the disk is full; the checklist before then stays. */
  save(preparation: PhonePreparation): Outcome<unknown> {
    const { phoneId, checkedAt } = preparation;
    const saved = this.#store.write(() => this.#save.run(phoneId, checkedAt, JSON.stringify(preparation)));
    if (saved.ok) this.#byPhone.set(phoneId, preparation);
    return saved;
  }
}
