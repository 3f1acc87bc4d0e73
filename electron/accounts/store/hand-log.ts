import type { Statement, Store } from '../../store/store.ts';
import type { ActionId } from '../plans/plan.ts';

/** An act that a person did without the console, as somebody logged it. */
export interface HandAct {
  readonly handActId: number;
  readonly accountId: string;
  readonly action: ActionId;
  readonly groupId: string | null;
  /** A view of the group when it was logged, by which it is found again once groups were joined. */
  readonly groupViewId: number | null;
  readonly at: number;
  readonly amount: number;
  readonly note: string;
  /** The row that this one takes the place of. */
  readonly corrects: number | null;
  readonly loggedBy: string;
  readonly loggedAt: number;
}

const columns =
  'handActId, accountId, action, groupId, groupViewId, at, amount, note, corrects, loggedBy, loggedAt' as const;
/** A row that another one corrects counts no more; a correction to 0 takes the act back. */
const counted = 'NOT EXISTS (SELECT 1 FROM handAct c WHERE c.corrects = h.handActId) AND h.amount > 0';

/** The hand log: rows are only added, a correction is a row that names the one it corrects. */
export class HandLog {
  readonly #insert: Statement<[Readonly<Record<string, string | number | null>>], never>;
  readonly #one: Statement<[number], HandAct>;
  readonly #correctionOf: Statement<[number], { handActId: number }>;
  readonly #ofAccount: Statement<[string, number], HandAct>;
  readonly #counted: Statement<[number], HandAct>;

  constructor(store: Store) {
    this.#insert = store.prepare(`INSERT INTO handAct
        (accountId, action, groupId, groupViewId, at, amount, note, corrects, loggedBy, loggedAt)
      VALUES (@accountId, @action, @groupId, @groupViewId, @at, @amount, @note, @corrects, @loggedBy, @loggedAt)`);
    this.#one = store.prepare(`SELECT ${columns} FROM handAct WHERE handActId = ?`);
    this.#correctionOf = store.prepare('SELECT handActId FROM handAct WHERE corrects = ?');
    this.#ofAccount = store.prepare(
      `SELECT ${columns} FROM handAct WHERE accountId = ? ORDER BY handActId DESC LIMIT ?`,
    );
    this.#counted = store.prepare(`SELECT ${columns} FROM handAct h WHERE h.at >= ? AND ${counted} ORDER BY h.at`);
  }

  /** @returns the row's id */
  add(act: Omit<HandAct, 'handActId'>): number {
    return this.#insert.run({ ...act }).lastRowId;
  }

  get(handActId: number): HandAct | null {
    return this.#one.get(handActId) ?? null;
  }

  isCorrected(handActId: number): boolean {
    return this.#correctionOf.get(handActId) !== undefined;
  }

  /** Newest first, corrections among them. */
  ofAccount(accountId: string, limit: number): HandAct[] {
    return this.#ofAccount.all(accountId, limit);
  }

  /** What counts of the acts since then. */
  countedSince(at: number): HandAct[] {
    return this.#counted.all(at);
  }
}
