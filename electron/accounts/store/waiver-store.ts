import type { Statement, Store } from '../../store/store.ts';
import type { Waiver } from '../plans/plan.ts';

/** One occasion of a rest window that an operator set aside for an account. */
export interface StoredWaiver extends Waiver {
  readonly waiverId: number;
  readonly reason: string;
  readonly by: string;
}

/** Rest windows that were set aside. Rows are only ever added. */
export class WaiverStore {
  readonly #of: Statement<[string], StoredWaiver>;
  readonly #add: Statement<[Readonly<Record<string, string | number>>], never>;

  constructor(store: Store) {
    this.#of = store.prepare(`SELECT waiverId, windowId, reason, by, startsAt, untilAt FROM windowWaiver
      WHERE accountId = ? ORDER BY waiverId`);
    this.#add = store.prepare(`INSERT INTO windowWaiver (accountId, windowId, reason, by, startsAt, untilAt)
      VALUES (@accountId, @windowId, @reason, @by, @startsAt, @untilAt)`);
  }

  /** Those that are over too, oldest first. */
  ofAccount(accountId: string): StoredWaiver[] {
    return this.#of.all(accountId);
  }

  add(waiver: Omit<StoredWaiver, 'waiverId'> & { readonly accountId: string }): void {
    this.#add.run({ ...waiver });
  }
}
