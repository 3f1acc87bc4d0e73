import { isDeepStrictEqual } from 'node:util';
import type { GroupView } from '../joining/group-view.ts';
import { tellAccounts, type OwnLabel } from '../joining/own-labels.ts';
import type { RosterHead } from '../roster/roster-store.ts';
import { groupNameOf, toldAt, type ViewRecord } from './view-records.ts';

export interface ViewSources {
  /** The rosters that are kept, with the names in them. */
  readonly rosters: {
    heads(): ReadonlyMap<number, RosterHead>;
    namesAt(groupViewId: number, readAt: number): ReadonlySet<string>;
  };
  /** What the own accounts call themselves; none for those whose page was not read. */
  readonly nicknames: () => readonly OwnLabel[];
}

/** What a view's record means beside all the others. */
interface Surroundings {
  /** Accounts by what they alone are called. */
  readonly told: ReadonlyMap<string, string>;
  /** Accounts whose nickname is nobody else's. */
  readonly isTold: ReadonlySet<string>;
}

interface KnownView {
  readonly record: ViewRecord;
  /** Null without a roster. */
  readonly roster: RosterHead | null;
  readonly surroundings: Surroundings;
  readonly listedUntil: number | null;
  readonly view: GroupView;
}

/** Views as joining weighs them: the same objects as long as nothing that joining goes by has changed of them. */
export class JoinableViews {
  readonly #sources: ViewSources;
  #known: ReadonlyMap<number, KnownView> = new Map();
  #surroundings: Surroundings = { told: new Map(), isTold: new Set() };
  #signature = '';

  constructor(sources: ViewSources) {
    this.#sources = sources;
  }

  of(records: readonly ViewRecord[]): GroupView[] {
    this.#lookAround(records);
    const heads = this.#sources.rosters.heads();
    const lastReadAt = readTimesOf(records);
    const seen = records.map((record) => {
      const isShown = record.lastSeenAt === lastReadAt.get(record.accountId);
      const listedUntil = isShown ? null : record.lastSeenAt;
      return this.#see(record, { roster: heads.get(record.groupViewId) ?? null, listedUntil });
    });
    this.#known = new Map(seen.map((each) => [each.record.groupViewId, each]));
    return seen.map(({ view }) => view);
  }

  /** One account that is called otherwise may change what every view tells. */
  #lookAround(records: readonly ViewRecord[]): void {
    const nicknames = this.#sources.nicknames();
    const aliases = records.flatMap(({ accountId, ownAlias }) =>
      ownAlias === null ? [] : [{ accountId, label: ownAlias }],
    );
    const labels = [nicknames, aliases].map((all) => all.map(({ accountId, label }) => [accountId, label]));
    const signature = JSON.stringify(labels);
    if (signature === this.#signature) return;
    const told = tellAccounts([...nicknames, ...aliases]);
    // By today's nicknames: an account that another one is called as since was not told by its own.
    const isTold = new Set(nicknames.filter(({ accountId, label }) => told.get(label) === accountId).map(toAccount));
    this.#surroundings = { told, isTold };
    this.#signature = signature;
  }

  #see(record: ViewRecord, { roster, listedUntil }: Pick<KnownView, 'roster' | 'listedUntil'>): KnownView {
    const known = this.#known.get(record.groupViewId);
    const surroundings = this.#surroundings;
    const beside = { roster, listedUntil, surroundings };
    if (known === undefined || !areSameRoster(known.roster, roster)) {
      return { record, ...beside, view: this.#toView(record, listedUntil, this.#namesOf(record, roster)) };
    }
    const isBesideAlike = known.surroundings === surroundings && known.listedUntil === listedUntil;
    if (isBesideAlike && known.record === record) return known;
    if (isBesideAlike && areAlike(known.record, record)) {
      const readAt = toldAt(record);
      // A list that says the same again is the commonest change of all.
      return known.view.readAt === readAt ? known : { ...known, record, view: { ...known.view, readAt } };
    }
    const view = this.#toView(record, listedUntil, known.view.memberNames);
    // Of most views it says nothing else that some account is called otherwise.
    return { record, ...beside, view: areSameViews(known.view, view) ? known.view : view };
  }

  #namesOf({ groupViewId }: ViewRecord, roster: RosterHead | null): GroupView['memberNames'] {
    return roster === null ? null : () => this.#sources.rosters.namesAt(groupViewId, roster.readAt);
  }

  #toView(record: ViewRecord, listedUntil: number | null, memberNames: GroupView['memberNames']): GroupView {
    const { groupViewId, accountId, memberCount, infoReadAt, ownAccountsSeen, namedAt } = record;
    const { told, isTold } = this.#surroundings;
    const ownAlias = record.ownAlias !== null && told.get(record.ownAlias) === accountId ? record.ownAlias : null;
    return {
      viewId: groupViewId,
      accountId,
      name: groupNameOf(record),
      memberCount,
      namedAt,
      readAt: toldAt(record),
      firstSeenAt: record.firstSeenAt,
      listedUntil,
      countReadAt: memberCount === null ? null : infoReadAt,
      isOwner: record.role === 'owner',
      ownAccountsSeen: ownAccountsSeen === null ? null : new Set(ownAccountsSeen.filter((each) => isTold.has(each))),
      isMembersComplete: record.isMembersComplete,
      ownAlias,
      isTellable: ownAlias !== null || isTold.has(accountId),
      memberNames,
      groupId: record.groupId,
      formerViewId: record.formerViewId,
    };
  }
}

/** When each account's list was last read, as far as the views tell. */
function readTimesOf(records: readonly ViewRecord[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { accountId, lastSeenAt } of records) {
    if (lastSeenAt > (times.get(accountId) ?? 0)) times.set(accountId, lastSeenAt);
  }
  return times;
}

function toAccount({ accountId }: OwnLabel): string {
  return accountId;
}

/** All that joining goes by but the time of the last look; compared in place, as this runs over every view at every change. */
const weighed = [
  'accountId',
  'name',
  'presentName',
  'memberCount',
  'role',
  'namedAt',
  'infoReadAt',
  'isMembersComplete',
  'ownAlias',
  'groupId',
  'formerViewId',
] as const satisfies readonly (keyof ViewRecord)[];

function areAlike(left: ViewRecord, right: ViewRecord): boolean {
  for (const fact of weighed) if (left[fact] !== right[fact]) return false;
  return areEqual(left.ownAccountsSeen, right.ownAccountsSeen);
}

function areEqual(left: readonly string[] | null, right: readonly string[] | null): boolean {
  if (left === null || right === null) return left === right;
  return left.length === right.length && left.every((value, at) => value === right[at]);
}

function areSameRoster(left: RosterHead | null, right: RosterHead | null): boolean {
  return left?.readAt === right?.readAt && left?.edition === right?.edition;
}

function areSameViews(left: GroupView, right: GroupView): boolean {
  const { ownAccountsSeen: seen, ...facts } = left;
  const { ownAccountsSeen: others, ...otherFacts } = right;
  const areSeen = areEqual(seen === null ? null : [...seen], others === null ? null : [...others]);
  return areSeen && isDeepStrictEqual(facts, otherFacts);
}
