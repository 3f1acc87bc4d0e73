import type { Statement, Store } from '../../store/store.ts';

/** What is known by the moment at which it was written. */
export type TimedFact = 'signal' | 'restart';

/** A fact that was written while nobody knew what time it was; `wroteAt` is what the desk took it for. */
export interface UntimedFact {
  readonly accountId: string;
  readonly what: TimedFact;
  readonly wroteAt: number;
}

interface FactTime {
  readonly what: TimedFact;
  readonly wroteAt: number;
  /** Null: not known yet. */
  readonly at: number | null;
}

/** The true moments of such facts, as far as they are known by now. Rows are only ever added. */
export class FactTimes {
  readonly #add: Statement<[string, TimedFact, number, number | null], never>;
  readonly #ofAccount: Statement<[string], FactTime>;
  readonly #pending: Statement<[], UntimedFact>;

  constructor(store: Store) {
    this.#add = store.prepare('INSERT INTO factTime (accountId, what, wroteAt, at) VALUES (?, ?, ?, ?)');
    this.#ofAccount = store.prepare('SELECT what, wroteAt, at FROM factTime WHERE accountId = ? ORDER BY factTimeId');
    this.#pending = store.prepare(`SELECT DISTINCT accountId, what, wroteAt FROM factTime AS untimed
      WHERE at IS NULL AND NOT EXISTS (SELECT 1 FROM factTime AS known WHERE known.accountId = untimed.accountId
        AND known.what = untimed.what AND known.wroteAt = untimed.wroteAt AND known.at IS NOT NULL)`);
  }

  /** Its time is not known. @throws StoreError as the store does */
  note({ accountId, what, wroteAt }: UntimedFact): void {
    this.#add.run(accountId, what, wroteAt, null);
  }

  /** It was then. @throws StoreError as the store does */
  settle({ accountId, what, wroteAt }: UntimedFact, at: number): void {
    this.#add.run(accountId, what, wroteAt, at);
  }

  pending(): UntimedFact[] {
    return this.#pending.all();
  }

  /** The moments that facts of the account were written with and that nobody knows the true ones of. */
  untimedOf(accountId: string): ReadonlySet<number> {
    const times = this.#ofAccount.all(accountId);
    const known = new Set(times.filter(({ at }) => at !== null).map(({ wroteAt }) => wroteAt));
    return new Set(times.map(({ wroteAt }) => wroteAt).filter((wroteAt) => !known.has(wroteAt)));
  }

  /** With the true moments in the place of those that they were written with, where they are known. */
  correct<T extends { readonly at: number }>(accountId: string, what: TimedFact, facts: readonly T[]): readonly T[] {
    const times = this.#ofAccount.all(accountId).filter((one) => one.what === what);
    if (times.length === 0) return facts;
    const trueOf = new Map(times.map(({ wroteAt, at }) => [wroteAt, at]));
    return facts.map((fact) => ({ ...fact, at: trueOf.get(fact.at) ?? fact.at }));
  }
}
