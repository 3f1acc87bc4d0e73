import type { SpanKind } from '../../contract/certainty.ts';
import type { Migration } from '../../store/migration.ts';
import type { Statement, Store } from '../../store/store.ts';

/** What restricts an account from the moment it is said: a database that lacks it lets too much through. */
const restricting = [
  'INSERT ON accountSignal',
  'INSERT ON accountRestart',
  'INSERT ON tickWithdrawal',
  'INSERT ON accountPlan',
  'INSERT ON looseningEnd',
  'INSERT ON windowWaiver',
  'INSERT ON accountMove',
  'UPDATE OF startedOn ON accountField WHEN new.startedOn IS NOT old.startedOn',
  'UPDATE OF mode ON account WHEN new.mode IS NOT old.mode',
  'INSERT ON listEntry',
  'UPDATE OF removedAt ON listEntry WHEN new.removedAt IS NOT old.removedAt',
] as const;

/** Counts it in `custody`, in the transaction that notes it. */
export function countsFacts(what: string, index: number | string): string {
  return `CREATE TRIGGER factCounted${index} AFTER ${what} BEGIN UPDATE custody SET facts = facts + 1; END`;
}

/** `standingDoubt`: accounts of which something that was said may be lacking, until somebody answers for it. */
export const doubtMigrations: readonly Migration[] = [
  {
    version: 231,
    name: 'accounts of which something that was said may be lacking',
    up(exec) {
      exec(`CREATE TABLE standingDoubt (
        accountId TEXT NOT NULL REFERENCES account,
        spanId INTEGER NOT NULL REFERENCES factSpan,
        settledAt INTEGER,
        settledBy TEXT,
        PRIMARY KEY (accountId, spanId)) STRICT`);
      for (const [index, what] of restricting.entries()) exec(countsFacts(what, index));
    },
  },
];

/** What may be lacking of what was said of an account: why, how much of the desk's at least where that is known, and since when. */
export interface StandingDoubt {
  readonly why: SpanKind;
  readonly missing: number | null;
  /** Null: from the beginning. */
  readonly fromAt: number | null;
}

/**
 * What this start found out is in doubt for every account that there is; later ones are not.
 * @throws StoreError as the store does
 */
export function openDoubts(store: Store): DoubtStore {
  const doubts = new DoubtStore(store);
  store.transaction(() => doubts.spread());
  return doubts;
}

/** Doubts about the standing of accounts. */
export class DoubtStore {
  readonly #spread: Statement<[], never>;
  readonly #markSpread: Statement<[], never>;
  readonly #of: Statement<[string], StandingDoubt>;
  readonly #settle: Statement<[{ readonly accountId: string; readonly at: number; readonly by: string }], never>;

  constructor(store: Store) {
    this.#spread = store.prepare(`INSERT OR IGNORE INTO standingDoubt (accountId, spanId)
      SELECT accountId, spanId FROM account, factSpan WHERE isSpread = 0`);
    this.#markSpread = store.prepare('UPDATE factSpan SET isSpread = 1 WHERE isSpread = 0');
    this.#of = store.prepare(`SELECT kind AS why, missing, nullif(fromAt, 0) AS fromAt
      FROM standingDoubt JOIN factSpan USING (spanId)
      WHERE accountId = ? AND settledAt IS NULL ORDER BY factSpan.fromAt, spanId LIMIT 1`);
    this.#settle = store.prepare(`UPDATE standingDoubt SET settledAt = @at, settledBy = @by
      WHERE accountId = @accountId AND settledAt IS NULL`);
  }

  /** See `openDoubts`. */
  spread(): void {
    this.#spread.run();
    this.#markSpread.run();
  }

  /** The one that reaches back furthest; null without any. */
  ofAccount(accountId: string): StandingDoubt | null {
    return this.#of.get(accountId) ?? null;
  }

  settle(word: { readonly accountId: string; readonly at: number; readonly by: string }): void {
    this.#settle.run({ ...word });
  }
}
