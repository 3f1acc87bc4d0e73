import type { Statement, Store } from '../../store/store.ts';

/** An attempt of a job that may have reached the phone. */
export interface JobAct {
  readonly attemptId: number;
  readonly kind: string;
  readonly accountId: string;
  readonly groupId: string | null;
  readonly groupViewId: number | null;
  /** When it was committed at the latest: an act may take effect until its attempt ends. */
  readonly at: number;
  /** When it was let through, where that was earlier. */
  readonly markedAt?: number;
  readonly amount: number;
}

/** How an attempt that reached the phone ended. */
export interface JobActEnd {
  readonly accountId: string;
  readonly kind: string;
  readonly at: number;
  readonly isFailed: boolean;
}

/** What of the ledger of jobs counts: attempts with a commit mark, however they ended. Planned and rehearsed ones have none. */
export class JobActs {
  readonly #lastOf: Statement<[string], { readonly at: number | null }>;
  readonly #since: Statement<[number], JobAct>;
  readonly #endsOf: Statement<[string, string, number, number], JobActEnd & { readonly state: string }>;

  constructor(store: Store) {
    // An attempt that was cut short may have been ended long after: by the next start of the console.
    const atOf = `CASE WHEN m.by = 'operator' OR a.state <> 'interrupted' THEN max(m.at, ifnull(a.endedAt, m.at))
      ELSE m.at END`;
    const from = `commitMark m JOIN jobAttempt a USING (attemptId) JOIN jobItem i USING (itemId) JOIN job j USING (jobId)`;
    this.#since = store.prepare(`SELECT m.attemptId, j.kind, i.accountId, i.groupId,
        json_extract(i.subject, '$.groupViewId') AS groupViewId, ${atOf} AS at, m.at AS markedAt, i.amount
      FROM ${from} WHERE m.at >= ?`);
    this.#lastOf = store.prepare(`SELECT max(a.endedAt) AS at FROM jobItem i JOIN jobAttempt a USING (itemId)
      WHERE i.accountId = ? AND a.state = 'done'`);
    this.#endsOf = store.prepare(`SELECT i.accountId, j.kind, a.endedAt AS at, a.state FROM ${from}
      WHERE i.accountId = ? AND j.kind = ? AND a.endedAt > ? AND a.state IN ('done', 'failed')
      ORDER BY a.attemptId DESC LIMIT ?`);
  }

  /** When something was last done or read through an account; null: never. */
  lastOf(accountId: string): number | null {
    return this.#lastOf.get(accountId)?.at ?? null;
  }

  since(at: number): JobAct[] {
    return this.#since.all(at);
  }

  /** The last results of one kind of act after an instant, oldest first. What nobody could read is neither. */
  endsOf(accountId: string, kind: string, after: number, limit: number): JobActEnd[] {
    const rows = this.#endsOf.all(accountId, kind, after, limit);
    return rows.map(({ state, ...end }) => ({ ...end, isFailed: state === 'failed' })).toReversed();
  }
}
