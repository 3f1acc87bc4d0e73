import type { Statement, Store } from '../../store/store.ts';
import type { JoinDecision } from './group-view.ts';

/** An operator's word on two views, with who said it when. */
export interface MadeDecision extends JoinDecision {
  readonly by: string;
  readonly at: number;
}

/** What operators said of views that may be one group. Throws `StoreError` as the store does. */
export class JoinDecisions {
  readonly #all: Statement<[], Omit<MadeDecision, 'isSame'> & { readonly isSame: number }>;
  readonly #decide: Statement<[number, number, number, string, number], never>;
  readonly #withdraw: Statement<[number, number], never>;

  constructor(store: Store) {
    this.#all = store.prepare(`SELECT leftViewId, rightViewId, isSame, byName AS "by", at FROM groupJoinDecision
      ORDER BY at DESC, rowid DESC`);
    this.#decide = store.prepare(`INSERT INTO groupJoinDecision VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (leftViewId, rightViewId) DO UPDATE SET isSame = excluded.isSame, byName = excluded.byName,
        at = excluded.at`);
    this.#withdraw = store.prepare('DELETE FROM groupJoinDecision WHERE leftViewId = ? AND rightViewId = ?');
  }

  /** Newest first. */
  list(): MadeDecision[] {
    return this.#all.all().map((row) => ({ ...row, isSame: row.isSame === 1 }));
  }

  /** Takes the place of what was said of the two before. Call inside a transaction. */
  decide({ leftViewId, rightViewId, isSame, by, at }: MadeDecision): void {
    this.#decide.run(Math.min(leftViewId, rightViewId), Math.max(leftViewId, rightViewId), isSame ? 1 : 0, by, at);
  }

  /** Call inside a transaction. */
  withdraw(leftViewId: number, rightViewId: number): void {
    this.#withdraw.run(Math.min(leftViewId, rightViewId), Math.max(leftViewId, rightViewId));
  }
}
