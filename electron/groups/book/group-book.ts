import { randomUUID } from 'node:crypto';
import { joinViews, type JoinedViews } from '../joining/join-views.ts';
import type { OpenQuestion } from '../joining/joined-group.ts';
import type { GroupView, JoinDecision } from '../joining/group-view.ts';
import { tellAccounts, type OwnLabel } from '../joining/own-labels.ts';
import { groupNameOf, type GroupRecord, type GroupRecords, type NameRecord, type ViewRecord } from './group-records.ts';

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
  /** The rosters that are kept, with the names in them. */
  readonly rosters: {
    heads(): ReadonlyMap<number, number>;
    namesAt(groupViewId: number, readAt: number): ReadonlySet<string>;
  };
  /** What the own accounts call themselves; none for those whose page was not read. */
  readonly nicknames: () => readonly OwnLabel[];
}

/**
 * All groups of the desk in memory, as the database has them: some hundred groups with a few views each. Every change goes
 * to the database first, inside of the caller's transaction, and then `refresh` reads it.
 */
export class GroupBook {
  readonly #records: GroupRecords;
  readonly #sources: Omit<GroupBookSources, 'records'>;
  #groups: ReadonlyMap<string, BookedGroup> = new Map();
  #groupOfView: ReadonlyMap<number, BookedGroup> = new Map();
  #questions: readonly OpenQuestion[] = [];

  constructor({ records, ...sources }: GroupBookSources) {
    this.#records = records;
    this.#sources = sources;
    this.#load(null, this.#records.views());
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
    let isChanged = false;
    for (const { viewIds, strength } of joined.groups) {
      const own = viewIds.flatMap((viewId) => byId.get(viewId) ?? []);
      const groupId = chooseId(own, known, taken);
      taken.add(groupId);
      for (const viewId of viewIds) groupIdOf.set(viewId, groupId);
      if (this.#settle(groupId, own, { strength, known: known.get(groupId) ?? null, now })) isChanged = true;
    }
    const isAbsorbed = this.#absorbEmptied(views, groupIdOf, taken);
    this.#load(joined, isChanged || isAbsorbed ? this.#records.views() : views);
  }

  /** Reads the database again: what a failed transaction left in memory was never stored. */
  forget(): void {
    this.#load(null, this.#records.views());
  }

  #join(records: readonly ViewRecord[]): JoinedViews {
    const nicknames = this.#sources.nicknames();
    const aliases = records.flatMap(({ accountId, ownAlias }) =>
      ownAlias === null ? [] : [{ accountId, label: ownAlias }],
    );
    const told = tellAccounts([...nicknames, ...aliases]);
    // By today's nicknames: an account that another one is called as since was not told by its own.
    const isTold = new Set(nicknames.filter(({ accountId, label }) => told.get(label) === accountId).map(toAccount));
    const rosters = this.#sources.rosters.heads();
    const views = records.map((record) =>
      this.#toView(record, { told, isTold, rosterReadAt: rosters.get(record.groupViewId) ?? null }),
    );
    return joinViews(views, this.#sources.decisions.list());
  }

  #toView(record: ViewRecord, { told, isTold, rosterReadAt }: Surroundings): GroupView {
    const { groupViewId, accountId, memberCount, infoReadAt, ownAccountsSeen, namedAt } = record;
    const ownAlias = record.ownAlias !== null && told.get(record.ownAlias) === accountId ? record.ownAlias : null;
    return {
      viewId: groupViewId,
      accountId,
      name: groupNameOf(record),
      memberCount,
      namedAt,
      readAt: toldAt(record),
      countReadAt: memberCount === null ? null : infoReadAt,
      ownAccountsSeen: ownAccountsSeen === null ? null : new Set(ownAccountsSeen.filter((each) => isTold.has(each))),
      isMembersComplete: record.isMembersComplete,
      ownAlias,
      isTellable: ownAlias !== null || isTold.has(accountId),
      memberNames: rosterReadAt === null ? null : () => this.#sources.rosters.namesAt(groupViewId, rosterReadAt),
      groupId: record.groupId,
      formerViewId: record.formerViewId,
    };
  }

  #settle(
    groupId: string,
    views: readonly ViewRecord[],
    { strength, known, now }: { readonly strength: string; readonly known: GroupRecord | null; readonly now: number },
  ): boolean {
    const name = newestName(views);
    if (known === null) this.#records.addGroup(groupId, name, Math.min(now, ...views.map((view) => view.firstSeenAt)));
    else if (known.name !== name) this.#records.renameGroup(groupId, { name, at: now, source: 'read' });
    const others = views.filter((view) => view.groupId !== groupId || view.strength !== strength);
    for (const { groupViewId } of others) this.#records.joinView(groupViewId, groupId, strength);
    return others.length > 0;
  }

  /** A group whose views are all another group's by now was never one of its own. True where there was one. */
  #absorbEmptied(
    before: readonly ViewRecord[],
    groupIdOf: ReadonlyMap<number, string>,
    taken: ReadonlySet<string>,
  ): boolean {
    const absorbed = new Set<string>();
    for (const { groupViewId, groupId: former } of before) {
      const groupId = groupIdOf.get(groupViewId);
      if (former === null || groupId === undefined || taken.has(former) || absorbed.has(former)) continue;
      absorbed.add(former);
      this.#records.absorb(former, groupId);
    }
    return absorbed.size > 0;
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
    this.#groups = new Map(
      this.#records.groups().flatMap((group) => {
        const own = viewsOf.get(group.groupId);
        // Every phone that saw it was forgotten: there is nothing to say of it but its old names.
        if (own === undefined) return [];
        const countedWith = setOf.get(group.groupId) ?? [];
        const names = namesOf.get(group.groupId) ?? [];
        return [[group.groupId, { ...group, views: own, names, strength: weakest(own), countedWith }] as const];
      }),
    );
    this.#groupOfView = new Map(
      this.list().flatMap((group) => group.views.map(({ groupViewId }) => [groupViewId, group] as const)),
    );
  }
}

/** What a view's record means beside all the others. */
interface Surroundings {
  /** Accounts by what they alone are called. */
  readonly told: ReadonlyMap<string, string>;
  /** Accounts whose nickname is nobody else's. */
  readonly isTold: ReadonlySet<string>;
  /** Null without a roster. */
  readonly rosterReadAt: number | null;
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

/** A list may show a remark: where some view's page was read, that view knows. */
function newestName(views: readonly ViewRecord[]): string {
  const read = views.filter(({ presentName }) => presentName !== null);
  const known = (read.length === 0 ? views : read).toSorted((left, right) => toldAt(right) - toldAt(left));
  return known[0] === undefined ? '' : groupNameOf(known[0]);
}

/** When the view last told the group's name: a list that shows something else tells nothing of it; a name that we gave was read back. */
function toldAt({ name, presentName, lastSeenAt, infoReadAt, namedAt }: ViewRecord): number {
  const isListedSo = presentName === null || presentName === name;
  return Math.max(isListedSo ? lastSeenAt : 0, infoReadAt ?? 0, namedAt);
}

function toAccount({ accountId }: OwnLabel): string {
  return accountId;
}

function weakest(views: readonly ViewRecord[]): BookedGroup['strength'] {
  const strengths = new Set(views.map(({ strength }) => strength));
  if (strengths.has('unsure')) return 'unsure';
  return strengths.has('likely') ? 'likely' : 'certain';
}
