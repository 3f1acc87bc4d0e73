import { namedGroupId } from '../../accounts/people/name-key.ts';
import type { Store } from '../../store/store.ts';
import type { BookedGroup, GroupBook } from './group-book.ts';
import type { GroupRole } from './view-records.ts';

/** Under which ids acts on a group are on record: its own, those of groups and views that became part of it, and those of its names. */
export interface CountedIds {
  readonly groupIds: readonly string[];
  readonly viewIds: readonly number[];
}

/** What the gate goes by besides the counts; null where it was not read. */
export interface GroupGround {
  readonly memberCount: number | null;
  readonly ownRole: GroupRole | null;
}

/**
 * Acts are counted by the view that they were done through: a view stays what it is while groups are joined and parted, so that
 * nothing has to be counted anew. Limits count over all groups that may be this one.
 */
export class GroupCounting {
  readonly #book: Pick<GroupBook, 'get'>;
  readonly #into;
  readonly #absorbedGroups;
  readonly #absorbedViews;
  /** The book has other groups as soon as anything became part of another. */
  readonly #known = new WeakMap<BookedGroup, CountedIds>();

  constructor(store: Store, book: Pick<GroupBook, 'get'>) {
    this.#book = book;
    this.#into = store.prepare<[string], { intoId: string }>('SELECT intoId FROM absorbedGroup WHERE groupId = ?');
    this.#absorbedGroups = store.prepare<[string], { groupId: string }>(`WITH RECURSIVE part (groupId) AS (
        SELECT ? UNION SELECT a.groupId FROM absorbedGroup a JOIN part p ON a.intoId = p.groupId)
      SELECT groupId FROM part`);
    this.#absorbedViews = store.prepare<[number], { groupViewId: number }>(`WITH RECURSIVE part (groupViewId) AS (
        SELECT ? UNION SELECT a.groupViewId FROM absorbedView a JOIN part p ON a.intoId = p.groupViewId)
      SELECT groupViewId FROM part`);
  }

  idsOf(askedId: string): CountedIds {
    const groupId = this.#presentId(askedId);
    const group = this.#book.get(groupId);
    const known = group === null ? undefined : this.#known.get(group);
    if (known !== undefined) return known;
    const ids = this.#readIds(groupId);
    if (group !== null) this.#known.set(group, ids);
    return ids;
  }

  /** The newest member count that any own account read; the role of the one that asks. */
  groundOf(groupId: string, accountId: string): GroupGround {
    const views = this.#book.get(this.#presentId(groupId))?.views ?? [];
    const counted = views.filter(({ memberCount }) => memberCount !== null);
    const newest = counted.toSorted((one, other) => (other.infoReadAt ?? 0) - (one.infoReadAt ?? 0))[0];
    const own = views.filter((view) => view.accountId === accountId && view.role !== null);
    const lastRead = own.toSorted((one, other) => (other.infoReadAt ?? 0) - (one.infoReadAt ?? 0))[0];
    return { memberCount: newest?.memberCount ?? null, ownRole: lastRead?.role ?? null };
  }

  /** A row that was planned before its group became part of another one names a group that is no more. */
  #presentId(groupId: string): string {
    const passed = new Set<string>();
    let present = groupId;
    while (this.#book.get(present) === null && !passed.has(present)) {
      passed.add(present);
      present = this.#into.get(present)?.intoId ?? present;
    }
    return present;
  }

  /** Asked before every act on a group, and of the database only when the book is another one. */
  #readIds(groupId: string): CountedIds {
    const groups = [...new Set([groupId, ...(this.#book.get(groupId)?.countedWith ?? [])])];
    const viewIds = groups.flatMap((each) => this.#book.get(each)?.views.map((view) => view.groupViewId) ?? []);
    const groupIds = groups.flatMap((each) => this.#absorbedGroups.all(each).map((row) => row.groupId));
    return {
      groupIds: [...new Set([...groupIds, ...groups.flatMap((each) => namedIdsOf(this.#book.get(each)))])],
      viewIds: [...new Set(viewIds.flatMap((each) => this.#absorbedViews.all(each).map((row) => row.groupViewId)))],
    };
  }
}

/** Whoever logged an act may have known the group by a name alone: its own of now or before, or what a list shows it as. */
function namedIdsOf(group: BookedGroup | null): string[] {
  if (group === null) return [];
  const { name, names, views } = group;
  const listed = views.flatMap((view) => [view.name, view.presentName ?? view.name]);
  return [...new Set([name, ...names.map((former) => former.name), ...listed])].map(namedGroupId);
}
