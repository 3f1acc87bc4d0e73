import type { RosterSummary } from '../../contract/group-book.ts';
import type { Statement, Store } from '../../store/store.ts';

/** Why a roster is only a part of the members. */
export type PartialReason = NonNullable<RosterSummary['why']>;

/** The members of a group as one view's page showed them. */
export interface Roster {
  readonly groupViewId: number;
  readonly readAt: number;
  /** N of the page's title; null when it was not read. */
  readonly statedCount: number | null;
  readonly cellCount: number;
  /** As many cells as the title says, and no page of the list was missed. */
  readonly isComplete: boolean;
  readonly why: PartialReason | null;
}

interface RosterRow {
  readonly groupViewId: number;
  readonly readAt: number;
  readonly statedCount: number | null;
  readonly cellCount: number;
  readonly isComplete: number;
  readonly why: PartialReason | null;
}

/** Which roster a view has: another edition as soon as it may hold other names than it held when it was read at that time. */
export interface RosterHead {
  readonly readAt: number;
  readonly edition: number;
}

interface CachedRoster {
  readonly readAt: number;
  readonly names: ReadonlySet<string>;
}

/** A roster as it is told of, without its place in the database. */
export function toRosterSummary({ readAt, cellCount, statedCount, isComplete, why }: Roster): RosterSummary {
  return { readAt, cellCount, statedCount, isComplete, why };
}

/** The latest roster of each view. Throws `StoreError` as the store does. */
export class RosterStore {
  readonly #get: Statement<[number], RosterRow>;
  readonly #drop: Statement<[number], never>;
  readonly #insert: Statement<[number, number, number | null, number, string | null], never>;
  readonly #addCell: Statement<[number, number, string], never>;
  readonly #names: Statement<[number], { name: string }>;
  readonly #readAt: Statement<[number], { readAt: number }>;
  readonly #heads: Statement<[], { groupViewId: number; readAt: number }>;
  readonly #cached = new Map<number, CachedRoster>();
  /** What was in memory before the change that is under way; null: nothing. */
  readonly #before = new Map<number, CachedRoster | null>();
  readonly #editions = new Map<number, number>();
  #lastEdition = 0;
  readonly #page: Statement<[number, string, number, number], { position: number; name: string }>;

  constructor(store: Store) {
    this.#get = store.prepare(`SELECT r.groupViewId, r.readAt, r.statedCount, r.isComplete, r.why,
        (SELECT count(*) FROM rosterCell c WHERE c.groupViewId = r.groupViewId) AS cellCount
      FROM roster r WHERE r.groupViewId = ?`);
    this.#drop = store.prepare('DELETE FROM roster WHERE groupViewId = ?');
    this.#insert = store.prepare('INSERT INTO roster VALUES (?, ?, ?, ?, ?)');
    this.#addCell = store.prepare('INSERT INTO rosterCell VALUES (?, ?, ?)');
    this.#names = store.prepare('SELECT DISTINCT name FROM rosterCell WHERE groupViewId = ?');
    this.#readAt = store.prepare('SELECT readAt FROM roster WHERE groupViewId = ?');
    this.#heads = store.prepare('SELECT groupViewId, readAt FROM roster');
    this.#page = store.prepare(`SELECT position, name FROM rosterCell
      WHERE groupViewId = ? AND name LIKE ? ESCAPE '\\' AND position > ? ORDER BY position LIMIT ?`);
  }

  get(groupViewId: number): Roster | null {
    const row = this.#get.get(groupViewId);
    return row === undefined ? null : { ...row, isComplete: row.isComplete === 1 };
  }

  /** The views that have one, and which. What is in memory of others, whose rosters went by themselves, goes with them. */
  heads(): ReadonlyMap<number, RosterHead> {
    const rows = this.#heads.all();
    const heads = new Map(rows.map(({ groupViewId, readAt }) => [groupViewId, this.#headOf(groupViewId, readAt)]));
    for (const groupViewId of this.#cached.keys()) if (!heads.has(groupViewId)) this.#put(groupViewId, null);
    return heads;
  }

  /** The different names of a view's roster, kept in memory as long as it is the same one; none without a roster. */
  names(groupViewId: number): ReadonlySet<string> {
    const readAt = this.#readAt.get(groupViewId)?.readAt;
    return readAt === undefined ? new Set() : this.namesAt(groupViewId, readAt);
  }

  /** The same where the caller knows from `heads` when it was read: nothing is asked of the database as long as it is in memory. */
  namesAt(groupViewId: number, readAt: number): ReadonlySet<string> {
    const cached = this.#cached.get(groupViewId);
    if (cached?.readAt === readAt) return cached.names;
    const names = new Set(this.#names.all(groupViewId).map(({ name }) => name));
    this.#put(groupViewId, { readAt, names });
    return names;
  }

  /** What is in memory is what is stored: before a change, and after one that went through. */
  settle(): void {
    this.#before.clear();
  }

  /** A change was refused: what it brought into memory was never stored, and what it took out is there still. */
  takeBack(): void {
    for (const [groupViewId, cached] of this.#before) {
      this.#put(groupViewId, cached);
      this.#renew(groupViewId);
    }
    this.settle();
  }

  /** That name was taken out of every roster. */
  forgetName(name: string): void {
    for (const [groupViewId, { readAt, names }] of this.#cached) {
      if (!names.has(name)) continue;
      const others = new Set(names);
      others.delete(name);
      this.#put(groupViewId, { readAt, names: others });
      this.#renew(groupViewId);
    }
  }

  /** Call inside a transaction. */
  drop(groupViewId: number): void {
    this.#put(groupViewId, null);
    this.#drop.run(groupViewId);
  }

  /** Takes the place of the view's roster before. Call inside a transaction. */
  replace(
    roster: Pick<Roster, 'groupViewId' | 'readAt' | 'statedCount' | 'isComplete' | 'why'>,
    names: readonly string[],
  ): void {
    this.drop(roster.groupViewId);
    this.#insert.run(roster.groupViewId, roster.readAt, roster.statedCount, roster.isComplete ? 1 : 0, roster.why);
    for (const [position, name] of names.entries()) this.#addCell.run(roster.groupViewId, position, name);
  }

  #headOf(groupViewId: number, readAt: number): RosterHead {
    return { readAt, edition: this.#editions.get(groupViewId) ?? 0 };
  }

  #renew(groupViewId: number): void {
    this.#lastEdition += 1;
    this.#editions.set(groupViewId, this.#lastEdition);
  }

  #put(groupViewId: number, cached: CachedRoster | null): void {
    if (!this.#before.has(groupViewId)) this.#before.set(groupViewId, this.#cached.get(groupViewId) ?? null);
    if (cached === null) this.#cached.delete(groupViewId);
    else this.#cached.set(groupViewId, cached);
  }

  /** Cells whose name holds `text`, behind a position (-1: from the first), in the order of the page. */
  page(
    groupViewId: number,
    { text, afterPosition, limit }: { readonly text: string; readonly afterPosition: number; readonly limit: number },
  ): { position: number; name: string }[] {
    const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    return this.#page.all(groupViewId, pattern, afterPosition, limit);
  }
}
