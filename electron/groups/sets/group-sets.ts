import type { GroupSet } from '../../contract/group-book.ts';
import type { Statement, Store } from '../../store/store.ts';

/** Sets of sibling groups that an operator put together. Throws `StoreError` as the store does. */
export class GroupSets {
  readonly #sets: Statement<[], { setId: number; name: string }>;
  readonly #members: Statement<[], { setId: number; groupId: string }>;
  readonly #insert: Statement<[string, number], never>;
  readonly #rename: Statement<[string, number], never>;
  readonly #empty: Statement<[number], never>;
  readonly #addMember: Statement<[number, string, number], never>;
  readonly #remove: Statement<[number], never>;

  constructor(store: Store) {
    this.#sets = store.prepare('SELECT setId, name FROM groupSet ORDER BY name');
    this.#members = store.prepare('SELECT setId, groupId FROM groupSetMember ORDER BY position, groupId');
    this.#insert = store.prepare('INSERT INTO groupSet (name, createdAt) VALUES (?, ?)');
    this.#rename = store.prepare('UPDATE groupSet SET name = ? WHERE setId = ?');
    this.#empty = store.prepare('DELETE FROM groupSetMember WHERE setId = ?');
    this.#addMember = store.prepare('INSERT OR IGNORE INTO groupSetMember (setId, groupId, position) VALUES (?, ?, ?)');
    this.#remove = store.prepare('DELETE FROM groupSet WHERE setId = ?');
  }

  /** By name; the groups of each in the order in which they were put. */
  list(): GroupSet[] {
    const members = Map.groupBy(this.#members.all(), ({ setId }) => setId);
    return this.#sets
      .all()
      .map((set) => ({ ...set, groupIds: (members.get(set.setId) ?? []).map(({ groupId }) => groupId) }));
  }

  /** The groups of a set in its order; none for a set that is gone. */
  groupsOf(setId: number): readonly string[] {
    return this.list().find((set) => set.setId === setId)?.groupIds ?? [];
  }

  /** The ids of the sets that each group is in. */
  byGroup(): ReadonlyMap<string, readonly number[]> {
    const byGroup = Map.groupBy(this.#members.all(), ({ groupId }) => groupId);
    return new Map([...byGroup].map(([groupId, rows]) => [groupId, rows.map(({ setId }) => setId)]));
  }

  /** Stores a set as given; answers its id. Call inside a transaction. */
  save(
    set: { readonly setId: number | null; readonly name: string; readonly groupIds: readonly string[] },
    at: number,
  ): number {
    const setId = set.setId ?? this.#insert.run(set.name, at).lastRowId;
    if (set.setId !== null) this.#rename.run(set.name, setId);
    this.#empty.run(setId);
    for (const [position, groupId] of set.groupIds.entries()) this.#addMember.run(setId, groupId, position);
    return setId;
  }

  remove(setId: number): void {
    this.#remove.run(setId);
  }
}
