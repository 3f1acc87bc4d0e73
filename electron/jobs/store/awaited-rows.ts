import type { Statement, Store } from '../../store/store.ts';
import { openItemStates } from '../states/item-state.ts';

/** A row that is still to be done, as the gate is asked about it. */
export interface AwaitedRow {
  readonly kind: string;
  readonly accountId: string;
  readonly phoneId: string;
  readonly groupId: string | null;
  readonly amount: number;
  /** Nothing of its job begins from then on; null: whenever. */
  readonly endAt: number | null;
}

/** What jobs that may begin something, and are not paused, are still to do. */
export class AwaitedRows {
  readonly #at: Statement<[number], AwaitedRow>;

  constructor(store: Store) {
    const open = openItemStates.map((state) => `'${state}'`).join(', ');
    // What was committed is counted already.
    this.#at = store.prepare(`SELECT kind, accountId, phoneId, groupId, amount, windowEndAt AS endAt
      FROM job JOIN jobItem USING (jobId) WHERE job.state = 'running' AND jobItem.state IN (${open}) AND isMarked = 0
        AND coalesce(windowStartAt, 0) <= ? ORDER BY confirmedAt, jobId, position`);
  }

  /** In the order in which lanes give those of one account their turns. */
  at(now: number): AwaitedRow[] {
    return this.#at.all(now);
  }
}
