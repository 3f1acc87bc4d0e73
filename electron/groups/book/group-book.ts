import { randomUUID } from 'node:crypto';
import { joinViews, type OpenQuestion } from '../joining/join-views.ts';
import type { GroupView, JoinDecision } from '../joining/group-view.ts';
import type { GroupRecord, GroupRecords, NameRecord, ViewRecord } from './group-records.ts';

/** A group chat with everything that is known of it. */
export interface BookedGroup extends GroupRecord {
  readonly views: readonly ViewRecord[];
  readonly names: readonly NameRecord[];
  /** The weakest link between its views. */
  readonly strength: 'certain' | 'likely' | 'unsure';
  /** Groups that may be this one: limits count over all of them. */
  readonly countedWith: readonly string[];
}

export interface GroupBookSources {
  readonly records: GroupRecords;
  readonly decisions: { list(): readonly JoinDecision[] };
  /** The names of a view's roster; null without one. */
  readonly memberNames: (groupViewId: number) => ReadonlySet<string> | null;
}

/**
 * All groups of the desk in memory, as the database has them: some hundred groups with a few views each. Every change goes
 * to the database first, inside of the caller's transaction, and then `refresh` reads it.
 */
export class GroupBook {
  readonly #records: GroupRecords;
  readonly #decisions: { list(): readonly JoinDecision[] };
  readonly #memberNames: (groupViewId: number) => ReadonlySet<string> | null;
  #groups: ReadonlyMap<string, BookedGroup> = new Map();
  #questions: readonly OpenQuestion[] = [];

  constructor({ records, decisions, memberNames }: GroupBookSources) {
    this.#records = records;
    this.#decisions = decisions;
    this.#memberNames = memberNames;
    this.#load();
  }

  list(): readonly BookedGroup[] {
    return [...this.#groups.values()];
  }

  get(groupId: string): BookedGroup | null {
    return this.#groups.get(groupId) ?? null;
  }

  /** Views that may be one group and are not joined. */
  questions(): readonly OpenQuestion[] {
    return this.#questions;
  }

  /** The group that a view belongs to; null for a view that is not known. */
  ofView(groupViewId: number): BookedGroup | null {
    return this.list().find(({ views }) => views.some((view) => view.groupViewId === groupViewId)) ?? null;
  }

  /**
   * Joins all views anew, gives new groups their ids and notes new names. Call inside a transaction, after every reading and
   * every decision; `forget` must follow when that transaction fails.
   */
  refresh(now: number): void {
    const views = this.#records.views();
    const known = new Map(this.#records.groups().map((group) => [group.groupId, group]));
    const joined = joinViews(
      views.map((view) => this.#toView(view)),
      this.#decisions.list(),
    );
    const byId = new Map(views.map((view) => [view.groupViewId, view]));
    const taken = new Set<string>();
    for (const { viewIds, strength } of joined.groups) {
      const own = viewIds.flatMap((viewId) => byId.get(viewId) ?? []);
      const groupId = chooseId(own, known, taken);
      taken.add(groupId);
      this.#settle(groupId, own, { strength, known: known.get(groupId) ?? null, now });
    }
    this.#absorbEmptied(views, taken);
    this.#load();
  }

  /** Reads the database again: what a failed transaction left in memory was never stored. */
  forget(): void {
    this.#load();
  }

  #toView(record: ViewRecord): GroupView {
    return {
      viewId: record.groupViewId,
      accountId: record.accountId,
      name: record.name,
      memberCount: record.memberCount,
      readAt: Math.max(record.lastSeenAt, record.infoReadAt ?? 0),
      ownAccountsSeen: record.ownAccountsSeen === null ? null : new Set(record.ownAccountsSeen),
      isMembersComplete: record.isMembersComplete,
      ownAlias: record.ownAlias,
      memberNames: () => this.#memberNames(record.groupViewId),
      groupId: record.groupId,
    };
  }

  #settle(
    groupId: string,
    views: readonly ViewRecord[],
    { strength, known, now }: { readonly strength: string; readonly known: GroupRecord | null; readonly now: number },
  ): void {
    const name = newestName(views);
    if (known === null) this.#records.addGroup(groupId, name, Math.min(now, ...views.map((view) => view.firstSeenAt)));
    else if (known.name !== name) this.#records.renameGroup(groupId, { name, at: now, source: 'read' });
    for (const view of views) {
      if (view.groupId !== groupId || view.strength !== strength) {
        this.#records.joinView(view.groupViewId, groupId, strength);
      }
    }
  }

  /** A group whose views are all another group's by now was never one of its own. */
  #absorbEmptied(before: readonly ViewRecord[], taken: ReadonlySet<string>): void {
    const formerOf = new Map(before.map(({ groupViewId, groupId }) => [groupViewId, groupId]));
    const absorbed = new Set<string>();
    for (const { groupViewId, groupId } of this.#records.views()) {
      const former = formerOf.get(groupViewId) ?? null;
      if (former === null || groupId === null || taken.has(former) || absorbed.has(former)) continue;
      absorbed.add(former);
      this.#records.absorb(former, groupId);
    }
  }

  #load(): void {
    const views = this.#records.views();
    const viewsOf = Map.groupBy(views, ({ groupId }) => groupId);
    const namesOf = Map.groupBy(this.#records.names(), ({ groupId }) => groupId);
    const joined = joinViews(
      views.map((view) => this.#toView(view)),
      this.#decisions.list(),
    );
    const groupOf = new Map(views.map((view) => [view.groupViewId, view.groupId]));
    const sets = joined.countedTogether.map((places) =>
      places.flatMap((place) => groupOf.get(joined.groups[place]?.viewIds[0] ?? 0) ?? []),
    );
    this.#questions = joined.questions;
    this.#groups = new Map(
      this.#records.groups().flatMap((group) => {
        const own = viewsOf.get(group.groupId);
        // Every phone that saw it was forgotten: there is nothing to say of it but its old names.
        if (own === undefined) return [];
        const countedWith = sets.find((set) => set.includes(group.groupId)) ?? [];
        const names = namesOf.get(group.groupId) ?? [];
        return [[group.groupId, { ...group, views: own, names, strength: weakest(own), countedWith }] as const];
      }),
    );
  }
}

/** The id that most of the views had, unless another part of the same group has it now; a new one for new views. */
function chooseId(
  views: readonly ViewRecord[],
  known: ReadonlyMap<string, GroupRecord>,
  taken: ReadonlySet<string>,
): string {
  const counts = new Map<string, number>();
  for (const { groupId } of views) if (groupId !== null) counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
  const free = [...counts].filter(([groupId]) => !taken.has(groupId) && known.has(groupId));
  return free.toSorted((left, right) => right[1] - left[1])[0]?.[0] ?? randomUUID();
}

function newestName(views: readonly ViewRecord[]): string {
  return views.toSorted((left, right) => right.lastSeenAt - left.lastSeenAt)[0]?.name ?? '';
}

function weakest(views: readonly ViewRecord[]): BookedGroup['strength'] {
  const strengths = new Set(views.map(({ strength }) => strength));
  if (strengths.has('unsure')) return 'unsure';
  return strengths.has('likely') ? 'likely' : 'certain';
}
