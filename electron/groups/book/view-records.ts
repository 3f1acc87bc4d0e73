import type { Statement, Store } from '../../store/store.ts';

export type GroupRole = 'owner' | 'admin' | 'member';

/** A view with what its pages said; times in epoch ms. */
export interface ViewRecord {
  readonly groupViewId: number;
  readonly phoneId: string;
  readonly accountId: string;
  /** What the account's list calls the group: its own remark, where it has one. */
  readonly name: string;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  /** Since when the group goes by its present name for this view, see `groupNameOf`. */
  readonly namedAt: number;
  /**
   * No list of the account that was read to its end was without it since, and the phone's list was last read as that account's: of a
   * list that was read in part nobody knows what else is in it.
   */
  readonly isListed: boolean;
  readonly groupId: string | null;
  readonly strength: 'certain' | 'likely' | 'unsure' | null;
  readonly memberCount: number | null;
  readonly role: GroupRole | null;
  readonly infoReadAt: number | null;
  readonly ownAccountsSeen: readonly string[] | null;
  readonly isMembersComplete: boolean;
  /** What the account is called in the group; null when that was not read. */
  readonly ownAlias: string | null;
  /** The group's own name by its page; null when that was not read. */
  readonly presentName: string | null;
  /** The view that went when this one came, and that a person is asked about: it may be this one under the name before; null without. */
  readonly formerViewId: number | null;
  /** By which whole list the view came where others went; null: it was there, or none went. */
  readonly cameAt: number | null;
  /** By which whole list it went; null: none that followed another one was without it. */
  readonly goneAt: number | null;
}

/** What the group of a view is called as far as the view tells: by its page, else by the account's list. */
export function groupNameOf({ name, presentName }: Pick<ViewRecord, 'name' | 'presentName'>): string {
  return presentName ?? name;
}

/** When the view last told the group's name: a list that shows something else tells nothing of it; a name that we gave was read back. */
export function toldAt({ name, presentName, lastSeenAt, infoReadAt, namedAt }: ViewRecord): number {
  const isListedSo = presentName === null || presentName === name;
  return Math.max(isListedSo ? lastSeenAt : 0, infoReadAt ?? 0, namedAt);
}

const isListed = `r.readAt IS NOT NULL AND coalesce(r.accountId, f.accountId) = f.accountId
    AND v.lastSeenAt >= coalesce(l.wholeAt, 0)`;

const selectViews = `SELECT v.groupViewId, v.phoneId, f.accountId, v.name, v.firstSeenAt, v.lastSeenAt,
        coalesce(f.namedAt, v.firstSeenAt) AS namedAt, ${isListed} AS isListed, f.groupId, f.strength,
        f.memberCount, f.role, f.infoReadAt, f.ownAccountsSeen, f.isMembersComplete, f.ownAlias, f.presentName,
        f.formerViewId, f.cameAt, f.goneAt
      FROM groupView v JOIN groupViewFact f USING (groupViewId) LEFT JOIN groupReading r ON r.phoneId = v.phoneId
        LEFT JOIN groupListing l ON l.accountId = f.accountId`;

/**
 * Which views something was written of, by any statement of this connection: the triggers are its own and go with it. A write replaces
 * the row of an earlier one by hand, as the conflict clause of the outer statement would hold for a unique column too.
 */
const touchedTable = `CREATE TEMP TABLE IF NOT EXISTS touchedView
  (touch INTEGER PRIMARY KEY AUTOINCREMENT, groupViewId INTEGER NOT NULL)`;
const touchedIndex = 'CREATE INDEX IF NOT EXISTS temp.touchedViewId ON touchedView (groupViewId)';

/** What a row of a table says goes into which views; `row` is NEW or OLD. */
const viewsOfRow: Readonly<Record<string, (row: string) => string>> = {
  groupView: (row) => `SELECT ${row}.groupViewId`,
  groupViewFact: (row) => `SELECT ${row}.groupViewId`,
  groupReading: (row) => `SELECT groupViewId FROM groupView WHERE phoneId = ${row}.phoneId`,
  groupListing: (row) => `SELECT groupViewId FROM groupViewFact WHERE accountId = ${row}.accountId`,
};

const triggers = Object.entries(viewsOfRow).flatMap(([table, viewsOf]) =>
  (['INSERT', 'UPDATE', 'DELETE'] as const).map((event) => {
    const rows = { INSERT: ['NEW'], UPDATE: ['OLD', 'NEW'], DELETE: ['OLD'] }[event];
    const steps = rows.map(
      (row) => `DELETE FROM touchedView WHERE groupViewId IN (${viewsOf(row)});
        INSERT INTO touchedView (groupViewId) ${viewsOf(row)};`,
    );
    return `CREATE TEMP TRIGGER IF NOT EXISTS touchedBy${event}Of${table} AFTER ${event} ON main.${table}
      BEGIN ${steps.join(' ')} END`;
  }),
);

type RawView = Omit<ViewRecord, 'isListed' | 'ownAccountsSeen' | 'isMembersComplete'> & {
  readonly isListed: number;
  readonly ownAccountsSeen: string | null;
  readonly isMembersComplete: number;
};

interface ReadViews {
  /** Changes with every write of another connection. */
  readonly version: number;
  /** The last touch that the views hold. */
  readonly touch: number;
  readonly views: readonly ViewRecord[];
}

/**
 * The views of the database, of which only those are read again that something was written of. Every change of a book of some thousand
 * views asks for all of them, several times. Throws `StoreError` as the store does.
 */
export class ViewRecords {
  readonly #all: Statement<[], RawView>;
  readonly #touched: Statement<[number], RawView>;
  readonly #touchedIds: Statement<[number], { readonly groupViewId: number }>;
  readonly #on: Statement<[string, string], RawView>;
  readonly #now: Statement<[], Omit<ReadViews, 'views'>>;
  #read: ReadViews | null = null;

  constructor(store: Store) {
    for (const sql of [touchedTable, touchedIndex, ...triggers]) store.prepare(sql).run();
    const since = 'SELECT groupViewId FROM touchedView WHERE touch > ?';
    this.#all = store.prepare(`${selectViews} ORDER BY v.groupViewId`);
    this.#touched = store.prepare(`${selectViews} WHERE v.groupViewId IN (${since})`);
    this.#touchedIds = store.prepare(since);
    this.#on = store.prepare(`${selectViews} WHERE v.phoneId = ? AND f.accountId = ? ORDER BY v.groupViewId`);
    this.#now =
      store.prepare(`SELECT data_version AS version, coalesce((SELECT max(touch) FROM touchedView), 0) AS touch
      FROM pragma_data_version`);
  }

  /** In the order of their ids; untouched ones are the same objects as before. */
  all(): readonly ViewRecord[] {
    const now = this.#now.get() ?? { version: 0, touch: 0 };
    const read = this.#read;
    if (read === null || read.version !== now.version || read.touch > now.touch) {
      this.#read = { ...now, views: this.#all.all().map(toView) };
    } else if (read.touch < now.touch) {
      this.#read = { ...now, views: this.#readTouched(read) };
    }
    return this.#read?.views ?? [];
  }

  /** Call when a transaction failed in which views were read: what it wrote was taken back, and so was the note of it. */
  forget(): void {
    this.#read = null;
  }

  /** Those of one account on one phone. */
  on(phoneId: string, accountId: string): ViewRecord[] {
    return this.#on.all(phoneId, accountId).map(toView);
  }

  #readTouched({ touch, views }: ReadViews): ViewRecord[] {
    const byId = new Map(views.map((view) => [view.groupViewId, view]));
    for (const { groupViewId } of this.#touchedIds.all(touch)) byId.delete(groupViewId);
    for (const row of this.#touched.all(touch)) byId.set(row.groupViewId, toView(row));
    return [...byId.values()].toSorted((left, right) => left.groupViewId - right.groupViewId);
  }
}

function toView(row: RawView): ViewRecord {
  return {
    ...row,
    isListed: row.isListed === 1,
    isMembersComplete: row.isMembersComplete === 1,
    ownAccountsSeen: row.ownAccountsSeen === null ? null : readIds(row.ownAccountsSeen),
  };
}

function readIds(text: string): string[] {
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : [];
}
