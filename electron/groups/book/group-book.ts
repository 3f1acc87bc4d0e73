import { randomUUID } from 'node:crypto';
import type { JoinDecision } from '../joining/group-view.ts';
import { ViewJoiner, type JoinedViews } from '../joining/join-views.ts';
import type { OpenQuestion } from '../joining/joined-group.ts';
import { type GroupRecord, type GroupRecords, type NameRecord, type ViewPlace } from './group-records.ts';
import { groupNameOf, toldAt, type ViewRecord } from './view-records.ts';
import { JoinableViews, type ViewSources } from './joinable-views.ts';

/** So many comparisons of views are some milliseconds, and more than a desk has whose groups have different names and few rosters. */
const firstEffort = 1_000;

/** A group chat with everything that is known of it. */
export interface BookedGroup extends GroupRecord {
  readonly views: readonly ViewRecord[];
  readonly names: readonly NameRecord[];
  /** The weakest link between its views. */
  readonly strength: 'certain' | 'likely' | 'unsure';
  /** Groups that may be this one: limits count over all of them. */
  readonly countedWith: readonly string[];
}

export interface GroupBookSources extends ViewSources {
  readonly records: GroupRecords;
  readonly decisions: { list(): readonly JoinDecision[] };
}

/**
 * All groups of the desk in memory, as the database has them: some hundred groups with a few views each. Every change goes
 * to the database first, inside of the caller's transaction, and then `refresh` reads it.
 */
export class GroupBook {
  readonly #records: GroupRecords;
  readonly #decisions: GroupBookSources['decisions'];
  readonly #joinable: JoinableViews;
  readonly #joiner = new ViewJoiner();
  #groups: ReadonlyMap<string, BookedGroup> = new Map();
  #groupOfView: ReadonlyMap<number, BookedGroup> = new Map();
  #questions: readonly OpenQuestion[] = [];

  constructor({ records, decisions, ...sources }: GroupBookSources) {
    this.#records = records;
    this.#decisions = decisions;
    this.#joinable = new JoinableViews(sources);
    const views = this.#records.views();
    this.#load(this.#joiner.start(this.#joinable.of(views), decisions.list(), firstEffort), views);
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
    return this.#groupOfView.get(groupViewId) ?? null;
  }

  /**
   * Joins all views anew, gives new groups their ids and notes new names. Call inside a transaction, after every reading and
   * every decision; `forget` must follow when that transaction fails.
   */
  refresh(now: number): void {
    const views = this.#records.views();
    const known = new Map(this.#records.groups().map((group) => [group.groupId, group]));
    const joined = this.#join(views);
    const byId = new Map(views.map((view) => [view.groupViewId, view]));
    const taken = new Set<string>();
    const groupIdOf = new Map<number, string>();
    const places: ViewPlace[] = [];
    const parts = joined.groups.map(({ viewIds, strength }) => {
      return { viewIds, strength, own: viewIds.flatMap((viewId) => byId.get(viewId) ?? []) };
    });
    const bearing = Map.groupBy(parts, ({ own }) => bearsName(own, known));
    for (const { viewIds, strength, own } of [...(bearing.get(true) ?? []), ...(bearing.get(false) ?? [])]) {
      const groupId = chooseId(own, known, taken);
      taken.add(groupId);
      for (const viewId of viewIds) groupIdOf.set(viewId, groupId);
      this.#settle(groupId, own, known.get(groupId) ?? null, now);
      if (strength !== null) places.push(...placesIn({ groupId, strength }, own));
    }
    this.#records.joinViews(places);
    this.#absorbEmptied(views, groupIdOf, taken);
    this.#load(joined, settle(views, places));
  }

  /** Reads the database again: what a failed transaction left in memory was never stored. */
  forget(): void {
    this.#records.forgetViews();
    this.#load(null, this.#records.views());
  }

  /** Takes in what was noted of groups; neither their views nor their names. */
  rereadNotes(): void {
    const records = new Map(this.#records.groups().map((record) => [record.groupId, record]));
    this.#setGroups(this.list().map((group) => ({ ...group, ...records.get(group.groupId) })));
  }

  /** Of how many groups it is left to weigh whether they are one: what was too much for the start. */
  unweighedCount(): number {
    return this.#joiner.openCount();
  }

  /**
   * Weighs what was too much for the start: each step is short, and until the last one groups that may be one are told as counted
   * together. The next refresh joins the views of what is weighed by then.
   */
  weighRest(): Generator<undefined> {
    return this.#joiner.weighRest();
  }

  #join(records: readonly ViewRecord[]): JoinedViews {
    return this.#joiner.join(this.#joinable.of(records), this.#decisions.list());
  }

  /** Gives a new group its record, and a known one the name that was read last. */
  #settle(groupId: string, views: readonly ViewRecord[], known: GroupRecord | null, now: number): void {
    const name = newestName(views);
    if (known === null) this.#records.addGroup(groupId, name, Math.min(now, ...views.map((view) => view.firstSeenAt)));
    else if (known.name !== name) this.#records.renameGroup(groupId, { name, at: now, source: 'read' });
  }

  /** A group whose views are all another group's by now was never one of its own. */
  #absorbEmptied(
    before: readonly ViewRecord[],
    groupIdOf: ReadonlyMap<number, string>,
    taken: ReadonlySet<string>,
  ): void {
    const absorbed = new Set<string>();
    for (const { groupViewId, groupId: former } of before) {
      const groupId = groupIdOf.get(groupViewId);
      if (former === null || groupId === undefined || taken.has(former) || absorbed.has(former)) continue;
      absorbed.add(former);
      this.#records.absorb(former, groupId);
    }
  }

  /** @param known how the views are joined, where that was just found out */
  #load(known: JoinedViews | null, views: readonly ViewRecord[]): void {
    const viewsOf = Map.groupBy(views, ({ groupId }) => groupId);
    const namesOf = Map.groupBy(this.#records.names(), ({ groupId }) => groupId);
    const joined = known ?? this.#join(views);
    const groupIdOf = new Map(views.map((view) => [view.groupViewId, view.groupId]));
    const sets = joined.countedTogether.map((places) =>
      places.flatMap((place) => groupIdOf.get(joined.groups[place]?.viewIds[0] ?? 0) ?? []),
    );
    const setOf = new Map(sets.flatMap((set) => set.map((groupId) => [groupId, set] as const)));
    this.#questions = joined.questions;
    this.#setGroups(
      this.#records.groups().flatMap((group) => {
        const own = viewsOf.get(group.groupId);
        // Every phone that saw it was forgotten: there is nothing to say of it but its old names.
        if (own === undefined) return [];
        const countedWith = setOf.get(group.groupId) ?? [];
        const names = namesOf.get(group.groupId) ?? [];
        return [{ ...group, views: own, names, strength: weakest(own), countedWith }];
      }),
    );
  }

  #setGroups(groups: readonly BookedGroup[]): void {
    this.#groups = new Map(groups.map((group) => [group.groupId, group]));
    this.#groupOfView = new Map(
      groups.flatMap((group) => group.views.map(({ groupViewId }) => [groupViewId, group] as const)),
    );
  }
}

/** Where views belong from now on that were elsewhere, or held less or more surely. */
function placesIn(
  { groupId, strength }: Pick<ViewPlace, 'groupId' | 'strength'>,
  views: readonly ViewRecord[],
): ViewPlace[] {
  return views.flatMap((view) => {
    const isThere = view.groupId === groupId && view.strength === strength;
    return isThere ? [] : [{ groupViewId: view.groupViewId, groupId, strength }];
  });
}

/** The views as they are stored once they have their places: reading a whole desk again takes its time. */
function settle(views: readonly ViewRecord[], places: readonly ViewPlace[]): readonly ViewRecord[] {
  const placeOf = new Map(places.map(({ groupViewId, ...place }) => [groupViewId, place]));
  return places.length === 0 ? views : views.map((view) => ({ ...view, ...placeOf.get(view.groupViewId) }));
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

/** Where a group parts, those of its views that go by its name choose first: what is noted of it came about with that name. */
function bearsName(views: readonly ViewRecord[], known: ReadonlyMap<string, GroupRecord>): boolean {
  return views.some((view) => view.groupId !== null && known.get(view.groupId)?.name === groupNameOf(view));
}

/** A list may show a remark: where some view's page was read, that view knows. */
function newestName(views: readonly ViewRecord[]): string {
  const read = views.filter(({ presentName }) => presentName !== null);
  const known = (read.length === 0 ? views : read).toSorted((left, right) => toldAt(right) - toldAt(left));
  return known[0] === undefined ? '' : groupNameOf(known[0]);
}

function weakest(views: readonly ViewRecord[]): BookedGroup['strength'] {
  const strengths = new Set(views.map(({ strength }) => strength));
  if (strengths.has('unsure')) return 'unsure';
  return strengths.has('likely') ? 'likely' : 'certain';
}
