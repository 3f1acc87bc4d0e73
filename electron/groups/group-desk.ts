import type { Account } from '../contract/accounts.ts';
import { fail, type Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Store } from '../store/store.ts';
import { GroupBook } from './book/group-book.ts';
import { GroupRecords, unproven, type NameOrigin, type ViewFacts, type ViewRecord } from './book/group-records.ts';
import { GroupStore, type GroupSummary, type ListedGroups } from './group-store.ts';
import { JoinDecisions } from './joining/join-decisions.ts';
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
}

const renamedByUs: NameOrigin = { source: 'renamed', ...unproven };

/** Everything that is known of the desk's groups, and the only way to change it. */
export class GroupDesk {
  readonly book: GroupBook;
  readonly records: GroupRecords;
  readonly rosters: RosterStore;
  readonly decisions: JoinDecisions;
  readonly #deps: GroupDeskDeps;
  readonly #views: GroupStore;
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
      memberNames: (groupViewId) => this.rosters.names(groupViewId),
    });
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
      this.#views.save({ phoneId, accountId }, listed, now);
      this.records.attachViews(phoneId, accountId);
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
        ownAccountsSeen: members === null ? view.ownAccountsSeen : this.#ownAmong(members.names, view.accountId),
        isMembersComplete: members === null ? view.isMembersComplete : members.isComplete,
        ownAlias: info.ownAlias ?? view.ownAlias,
      });
      if (members === null || !info.mayKeepMembers) return;
      const { statedCount, isComplete } = members;
      const why = isComplete ? null : whyPartial(members);
      this.rosters.replace({ groupViewId: view.groupViewId, readAt: now, statedCount, isComplete, why }, members.names);
    });
  }

  /** A group was seen on a phone under a name that a job gave it, or was to give it: every view of it is called so from now on. */
  recordRenamed(name: string, renamedFrom: number, origin: NameOrigin = renamedByUs): Outcome<null> {
    // By the view and not by an id of an older plan: two groups may have turned out to be one since.
    const group = this.book.ofView(renamedFrom);
    if (group === null) return fail('group-not-found', 'no phone sees that group any more', { view: renamedFrom });
    const former = group.views.find(({ groupViewId }) => groupViewId === renamedFrom)?.name;
    return this.change('', (now) => {
      for (const view of group.views) {
        // A view with a name of its own is called so by a remark: the group's name does not change it.
        if (view.name === former) this.records.renameView(view.groupViewId, name);
      }
      this.records.renameGroup(group.groupId, { name, at: now, ...origin });
    });
  }

  /** One change of what is known, with everything joined anew after it; nothing of it when the store refuses. */
  change(phoneId: string, work: (now: number) => void): Outcome<null> {
    const now = this.#deps.clock.now();
    const stored = this.#deps.store.write(() => {
      work(now);
      this.book.refresh(now);
      return null;
    });
    if (!stored.ok) {
      this.book.forget();
      return stored;
    }
    this.#summaries = this.#views.summaries();
    this.#changes.emit(phoneId);
    return stored;
  }

  #ownAmong(names: readonly string[], viewingAccountId: string): string[] {
    const shown = new Set(names);
    return this.#deps.accounts
      .list()
      .filter(({ accountId, nickname }) => accountId !== viewingAccountId && nickname !== null && shown.has(nickname))
      .map(({ accountId }) => accountId);
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
