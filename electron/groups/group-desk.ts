import type { Account } from '../contract/accounts.ts';
import { fail, type Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import { breath } from '../runtime/slices.ts';
import type { Store } from '../store/store.ts';
import { GroupBook } from './book/group-book.ts';
import { GroupRecords, unproven, type NameOrigin, type ViewFacts } from './book/group-records.ts';
import { groupNameOf, type ViewRecord } from './book/view-records.ts';
import { SuccessionRecords } from './book/succession-records.ts';
import { Successions } from './book/successions.ts';
import { GroupStore, type GroupSummary, type ListedGroups } from './group-store.ts';
import { JoinDecisions } from './joining/join-decisions.ts';
import { findOwnAmong, type OwnLabel } from './joining/own-labels.ts';
import { keepsRoster } from './roster/roster-right.ts';
import { RosterStore, type PartialReason } from './roster/roster-store.ts';

/** The own accounts as groups need them; `accounts` has them. */
export interface GroupAccounts {
  /** The account on a phone, made when there is none yet. */
  onPhone(phoneId: string): Outcome<Account>;
  list(): readonly Account[];
}

export interface GroupDeskDeps {
  readonly store: Store;
  readonly accounts: GroupAccounts;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Cells of a members' page as they were read. */
export interface ReadMembers {
  readonly names: readonly string[];
  readonly statedCount: number | null;
  readonly isComplete: boolean;
}

/** What one look at a group's own pages told. */
export interface ReadInfo {
  readonly memberCount: number | null;
  readonly role: ViewFacts['role'];
  /** Null when the members' page was not read. */
  readonly members: ReadMembers | null;
  /** The members' names may be kept: an own account owns or administers the group, or it is the company's. */
  readonly mayKeepMembers: boolean;
  /** What the account is called in the group; null when that was not read. */
  readonly ownAlias: string | null;
  /** What the page says that the group is called; null when that was not read. */
  readonly presentName: string | null;
}

/** To store what so many groups were found to be takes as long as everything else of a change. */
const joinedAtOnce = 50;

const renamedByUs: NameOrigin = { source: 'renamed', ...unproven };

/** Everything that is known of the desk's groups, and the only way to change it. */
export class GroupDesk {
  readonly book: GroupBook;
  readonly records: GroupRecords;
  readonly rosters: RosterStore;
  readonly decisions: JoinDecisions;
  readonly #deps: GroupDeskDeps;
  readonly #views: GroupStore;
  readonly #successions: Successions;
  readonly #changes: EventSource<string>;
  #summaries: ReadonlyMap<string, GroupSummary>;

  constructor(deps: GroupDeskDeps) {
    this.#deps = deps;
    this.#views = new GroupStore(deps.store);
    this.records = new GroupRecords(deps.store);
    this.rosters = new RosterStore(deps.store);
    this.decisions = new JoinDecisions(deps.store);
    this.book = new GroupBook({
      records: this.records,
      decisions: this.decisions,
      rosters: this.rosters,
      nicknames: () => this.#nicknames(),
    });
    const { records, book, decisions } = this;
    this.#successions = new Successions({ successions: new SuccessionRecords(deps.store), records, book, decisions });
    this.#changes = new EventSource(deps.logger);
    this.#summaries = this.#views.summaries();
  }

  get views(): GroupStore {
    return this.#views;
  }

  /** The own accounts as they are now. */
  accounts(): readonly Account[] {
    return this.#deps.accounts.list();
  }

  now(): number {
    return this.#deps.clock.now();
  }

  /** Tells that groups changed, with the id of the phone whose reading it was or the empty text. */
  subscribe(listener: (phoneId: string) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  /** When that phone's groups were last read and how many there were; null before the first reading. */
  summaryOf(phoneId: string): GroupSummary | null {
    return this.#summaries.get(phoneId) ?? null;
  }

  /** Takes a phone's group list in. `note` runs in the same transaction. */
  recordList(phoneId: string, listed: ListedGroups, note: () => void): Outcome<null> {
    const account = this.#deps.accounts.onPhone(phoneId);
    if (!account.ok) return account;
    const { accountId } = account.value;
    return this.change(phoneId, (now) => {
      const on = { phoneId, accountId, at: now };
      this.#views.follow(on);
      const wholeAt = this.#views.wholeAt(accountId);
      const turn = this.#successions.readTurn(on, listed.names, listed.isComplete ? wholeAt : null);
      this.#views.save(on, listed, now, turn.notContinued);
      this.records.attachViews(phoneId, accountId);
      this.#successions.noteTurn(on, turn, wholeAt);
      note();
    });
  }

  /** Takes in what a group's own pages said on one phone. */
  recordInfo(view: ViewRecord, info: ReadInfo): Outcome<null> {
    return this.change(view.phoneId, (now) => {
      const { members } = info;
      this.records.setFacts(view.groupViewId, {
        memberCount: info.memberCount,
        role: info.role,
        infoReadAt: now,
        // A look without the members' page takes nothing back of what an earlier one saw there.
        ownAccountsSeen: members === null ? view.ownAccountsSeen : this.#ownAmong(members.names, view, info.ownAlias),
        isMembersComplete: members === null ? view.isMembersComplete : members.isComplete,
        ownAlias: info.ownAlias ?? view.ownAlias,
        presentName: info.presentName ?? view.presentName,
        namedAt: (info.presentName ?? groupNameOf(view)) === groupNameOf(view) ? view.namedAt : now,
      });
      if (members === null || !info.mayKeepMembers) return;
      const { statedCount, isComplete } = members;
      const why = isComplete ? null : whyPartial(members);
      this.rosters.replace({ groupViewId: view.groupViewId, readAt: now, statedCount, isComplete, why }, members.names);
    });
  }

  /**
   * A group was seen on a phone under a name that a job gave it, or was to give it: that view of it is called so from now on, and every
   * other one where all are surely one group. Of the others their own readings tell.
   */
  recordRenamed(name: string, renamedFrom: number, origin: NameOrigin = renamedByUs): Outcome<null> {
    // By the view and not by an id of an older plan: two groups may have turned out to be one since.
    const group = this.book.ofView(renamedFrom);
    if (group === null) return fail('group-not-found', 'no phone sees that group any more', { view: renamedFrom });
    const renamed = group.views.find(({ groupViewId }) => groupViewId === renamedFrom);
    const former = renamed === undefined ? group.name : groupNameOf(renamed);
    return this.change('', (now) => {
      // A list that shows something else shows a remark: the group's name does not change it.
      const views = group.views.filter((view) => view === renamed || group.strength === 'certain');
      for (const { groupViewId } of views)
        this.records.renameView(groupViewId, { before: former, after: name, at: now });
      this.records.renameGroup(group.groupId, { name, at: now, ...origin });
    });
  }

  /** Weighs what was too much for the start and joins it, in short steps. What the store refuses is joined by the next change. */
  *weighRest(): Generator<undefined | typeof breath> {
    let unjoined = this.book.unweighedCount();
    if (unjoined === 0) return;
    for (const step of this.book.weighRest()) {
      yield step;
      const open = this.book.unweighedCount();
      if (unjoined - open < joinedAtOnce && open > 0) continue;
      unjoined = open;
      yield breath;
      this.change('', () => undefined);
      yield breath;
    }
  }

  /** One change of what is known, with everything joined anew after it; nothing of it when the store refuses. */
  change(phoneId: string, work: (now: number) => void): Outcome<null> {
    const now = this.#deps.clock.now();
    this.rosters.settle();
    const stored = this.#deps.store.write(() => {
      work(now);
      this.#successions.settle();
      this.book.refresh(now);
      while (this.#successions.settleJoined() || this.#successions.settle()) this.book.refresh(now);
      this.#dropUnrightful();
      return null;
    });
    if (!stored.ok) {
      this.rosters.takeBack();
      this.book.forget();
      return stored;
    }
    this.rosters.settle();
    this.#summaries = this.#views.summaries();
    this.#changes.emit(phoneId);
    return stored;
  }

  /** One change of what people note of groups and sets, which tells nothing of what is one group: nothing is joined anew. */
  note(work: (now: number) => void): Outcome<null> {
    const now = this.#deps.clock.now();
    const stored = this.#deps.store.write(() => {
      work(now);
      return null;
    });
    if (!stored.ok) return stored;
    this.book.rereadNotes();
    this.#changes.emit('');
    return stored;
  }

  /**
   * An operator's word, once it is decided, on a view that may be another one under a new name; nothing for any other two. Call inside
   * of a change, which asks about the next likeliest view after a no.
   */
  decideSuccession(leftViewId: number, rightViewId: number, isSame: boolean): void {
    if (isSame) this.#successions.confirm(leftViewId, rightViewId);
  }

  /** What may not be kept any more is not: a role or a company's mark was taken away, or views were parted. */
  #dropUnrightful(): void {
    for (const groupViewId of this.rosters.heads().keys()) {
      const group = this.book.ofView(groupViewId);
      const view = group?.views.find((each) => each.groupViewId === groupViewId);
      if (group === null || view === undefined) continue;
      const isKept = keepsRoster(group, view, (id) => this.records.rolesOf(id).at(-1)?.role ?? null);
      if (!isKept) this.rosters.drop(groupViewId);
    }
  }

  #nicknames(): OwnLabel[] {
    return this.#deps.accounts
      .list()
      .flatMap(({ accountId, nickname }) => (nickname === null ? [] : [{ accountId, label: nickname }]));
  }

  #ownAmong(names: readonly string[], { accountId, ownAlias }: ViewRecord, readAlias: string | null): string[] {
    return findOwnAmong({ names, accountId, ownAlias: readAlias ?? ownAlias }, this.#nicknames());
  }
}

function whyPartial({ names, statedCount }: ReadMembers): PartialReason {
  if (statedCount === null) return 'count-unknown';
  return names.length === statedCount ? 'page-missed' : 'count-differs';
}

/** The best role that an own account is known to have; null when none was read. */
export function bestRole(views: readonly ViewRecord[]): ViewFacts['role'] {
  const roles = new Set(views.map(({ role }) => role));
  return (['owner', 'admin', 'member'] as const).find((role) => roles.has(role)) ?? null;
}
