import type { GroupReading } from '../contract/groups.ts';
import type { Statement, Store } from '../store/store.ts';

/** What one walk through a phone's group list found. */
export interface ListedGroups {
  /** In the order of the list; two groups may have the same name. */
  readonly names: readonly string[];
  readonly listedCount: number | null;
  readonly isComplete: boolean;
}

/** Whose list it was. */
export interface ReadThrough {
  readonly phoneId: string;
  readonly accountId: string;
}

/** The last reading in short, for the phone's row. */
export interface GroupSummary {
  readonly readAt: number;
  readonly groupCount: number;
}

interface ViewRow {
  readonly groupViewId: number;
  readonly phoneId: string;
  readonly name: string;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
}

interface ReadingRow {
  readonly phoneId: string;
  readonly readAt: number;
  readonly groupCount: number;
  readonly listedCount: number | null;
  readonly isComplete: number;
}

/** Groups as phones listed them. */
export class GroupStore {
  readonly #views: Statement<[string], ViewRow>;
  readonly #viewsOfAccount: Statement<[string, string], ViewRow>;
  readonly #follow: Statement<[Record<string, string>], never>;
  readonly #reading: Statement<[string], ReadingRow>;
  readonly #readings: Statement<[], ReadingRow>;
  readonly #names: Statement<[], { readonly name: string }>;
  readonly #insert: Statement<[string, string, number, number, number], never>;
  readonly #touch: Statement<[number, number, number], never>;
  readonly #remember: Statement<[Record<string, string | number | null>], never>;
  readonly #wholeAt: Statement<[string], { readonly wholeAt: number }>;
  readonly #rememberWhole: Statement<[string, number], never>;

  constructor(store: Store) {
    const columns = 'groupViewId, phoneId, name, firstSeenAt, lastSeenAt';
    this.#views = store.prepare(`SELECT ${columns} FROM groupView WHERE phoneId = ?
      ORDER BY lastSeenAt DESC, position, groupViewId`);
    this.#viewsOfAccount = store.prepare(`SELECT ${columns} FROM groupView LEFT JOIN groupViewFact USING (groupViewId)
      WHERE phoneId = ? AND (accountId IS NULL OR accountId = ?) ORDER BY lastSeenAt DESC, position, groupViewId`);
    this.#follow = store.prepare(`UPDATE groupView SET phoneId = @phoneId WHERE phoneId <> @phoneId
      AND groupViewId IN (SELECT groupViewId FROM groupViewFact WHERE accountId = @accountId)`);
    this.#reading = store.prepare('SELECT * FROM groupReading WHERE phoneId = ?');
    this.#readings = store.prepare('SELECT * FROM groupReading');
    this.#names = store.prepare('SELECT DISTINCT name FROM groupView');
    this.#insert = store.prepare(`INSERT INTO groupView (phoneId, name, position, firstSeenAt, lastSeenAt)
      VALUES (?, ?, ?, ?, ?)`);
    this.#touch = store.prepare('UPDATE groupView SET position = ?, lastSeenAt = ? WHERE groupViewId = ?');
    this.#remember =
      store.prepare(`INSERT INTO groupReading (phoneId, readAt, groupCount, listedCount, isComplete, accountId)
        VALUES (@phoneId, @readAt, @groupCount, @listedCount, @isComplete, @accountId)
      ON CONFLICT (phoneId) DO UPDATE SET readAt = excluded.readAt, groupCount = excluded.groupCount,
        listedCount = excluded.listedCount, isComplete = excluded.isComplete, accountId = excluded.accountId`);
    this.#wholeAt = store.prepare('SELECT wholeAt FROM groupListing WHERE accountId = ?');
    this.#rememberWhole = store.prepare(`INSERT INTO groupListing (accountId, wholeAt) VALUES (?, ?)
      ON CONFLICT (accountId) DO UPDATE SET wholeAt = excluded.wholeAt`);
  }

  /** Everything stored of that phone: groups seen last first, in the order of the list, then those that are gone. */
  read(phoneId: string): GroupReading {
    const reading = this.#reading.get(phoneId);
    return {
      phoneId,
      groups: this.#views.all(phoneId),
      readAt: reading?.readAt ?? null,
      isComplete: reading?.isComplete === 1,
      listedCount: reading?.listedCount ?? null,
    };
  }

  summaries(): ReadonlyMap<string, GroupSummary> {
    return new Map(
      this.#readings.all().map((row) => [row.phoneId, { readAt: row.readAt, groupCount: row.groupCount }]),
    );
  }

  names(): string[] {
    return this.#names.all().map(({ name }) => name);
  }

  /** An account has moved to a phone: its views are seen there from now on, with all that is known of them. Call inside a transaction. */
  follow({ phoneId, accountId }: ReadThrough): void {
    this.#follow.run({ phoneId, accountId });
  }

  /** When an account's list was last read to its end, on whatever phone; null: never. */
  wholeAt(accountId: string): number | null {
    return this.#wholeAt.get(accountId)?.wholeAt ?? null;
  }

  /**
   * Takes a reading in. A name listed n times continues the n rows of that name that the account of the reading saw last;
   * rows that were not listed stay as they are, and so do those of an account that was on the phone before: what it was
   * in a group says nothing of the one that is there now. Call inside a transaction.
   * @param notContinued rows that do not go on although the list has their name
   */
  save(
    { phoneId, accountId }: ReadThrough,
    listed: ListedGroups,
    now: number,
    notContinued: ReadonlySet<number> = new Set(),
  ): void {
    const own = this.#viewsOfAccount.all(phoneId, accountId);
    const known = groupByName(own.filter(({ groupViewId }) => !notContinued.has(groupViewId)));
    for (const [position, name] of listed.names.entries()) {
      const row = known.get(name)?.shift();
      if (row === undefined) this.#insert.run(phoneId, name, position, now, now);
      else this.#touch.run(position, now, row.groupViewId);
    }
    this.#remember.run({
      phoneId,
      readAt: now,
      groupCount: listed.names.length,
      listedCount: listed.listedCount,
      isComplete: listed.isComplete ? 1 : 0,
      accountId,
    });
    if (listed.isComplete) this.#rememberWhole.run(accountId, now);
  }
}

function groupByName(rows: readonly ViewRow[]): Map<string, ViewRow[]> {
  const byName = new Map<string, ViewRow[]>();
  for (const row of rows) {
    const sameName = byName.get(row.name);
    if (sameName === undefined) byName.set(row.name, [row]);
    else sameName.push(row);
  }
  return byName;
}
