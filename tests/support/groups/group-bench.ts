import { accountMigrations } from '../../../electron/accounts/account-migrations.ts';
import { Accounts } from '../../../electron/accounts/accounts.ts';
import { growthMigrations } from '../../../electron/accounts/growth-migrations.ts';
import { operatorMigrations } from '../../../electron/accounts/operator-migrations.ts';
import { peopleMigrations } from '../../../electron/accounts/people/people-migrations.ts';
import type { AuditNote, AuditPort } from '../../../electron/audit/audit-log.ts';
import type { Operator } from '../../../electron/contract/operators.ts';
import { migrations } from '../../../electron/database.ts';
import { phoneMigrations } from '../../../electron/devices/registry/phone-migrations.ts';
import { bookMigrations } from '../../../electron/groups/book/book-migrations.ts';
import { memberDataMigrations } from '../../../electron/groups/member-data/member-data-migrations.ts';
import type { BookedGroup } from '../../../electron/groups/book/group-book.ts';
import { GroupDesk, type ReadInfo, type ReadMembers } from '../../../electron/groups/group-desk.ts';
import { groupMigrations } from '../../../electron/groups/group-migrations.ts';
import { GroupSets } from '../../../electron/groups/sets/group-sets.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import { valueOf } from '../device-layer.ts';
import { ManualClock } from '../manual-clock.ts';
import { openTestStore } from '../open-test-store.ts';

export const deskMigrations = [
  ...phoneMigrations,
  ...groupMigrations,
  ...bookMigrations,
  ...memberDataMigrations,
  ...operatorMigrations,
  ...accountMigrations,
  ...growthMigrations,
  ...peopleMigrations,
];

export interface BenchWishes {
  readonly phoneCount?: number;
  /** A database with every table of the console, there; left out, one with what groups need. */
  readonly file?: string;
  /** Same database: to open the desk again on what another one left. */
  readonly store?: Store;
}

const startAt = Date.UTC(2026, 0, 5);
const wang: Operator = { operatorId: 'op-1', name: '小王', createdAt: 1 };

/** What the account on the phone in that 1-based place calls itself. */
export function nicknameOf(place: number): string {
  return `客服${place}`;
}

/** An audit log that keeps its notes in a list. */
export function createPaperAudit(notes: AuditNote[]): AuditPort {
  return {
    append: (note) => {
      notes.push(note);
      return { seq: 1, at: 0, operatorId: null, operatorName: null, hash: '', ...note, params: { ...note.params } };
    },
  };
}

/** The desk's groups over a real database, told what phones read as readings would tell it. */
export class GroupBench {
  readonly clock = new ManualClock(startAt);
  readonly notes: AuditNote[] = [];
  readonly audit: AuditPort = createPaperAudit(this.notes);
  readonly store: Store;
  readonly accounts: Accounts;
  readonly desk: GroupDesk;
  readonly sets: GroupSets;

  constructor({ phoneCount = 3, store, file }: BenchWishes = {}) {
    this.store = store ?? (file === undefined ? openTestStore(deskMigrations) : openTestStore(migrations, { file }));
    const { clock, audit } = this;
    this.accounts = new Accounts({
      store: this.store,
      audit,
      clock,
      logger: silentLogger,
      cooldowns: { restOf: () => null },
      currentOperator: () => wang,
      isVirtual: () => true,
      isTreeHidden: () => false,
    });
    if (store === undefined) this.#plugIn(phoneCount);
    this.desk = new GroupDesk({ store: this.store, accounts: this.accounts, clock, logger: silentLogger });
    this.sets = new GroupSets(this.store);
  }

  #plugIn(phoneCount: number): void {
    const insert = this.store.prepare<[string]>(`INSERT INTO phone (phoneId, label, tags, note, isVirtual, isExpected,
      isSetAside, isEdited, facts, firstSeenAt) VALUES (?, '', '[]', '', 1, 1, 0, 0, '{}', 0)`);
    for (let place = 1; place <= phoneCount; place++) {
      insert.run(`phone-${place}`);
      const identity = { nickname: nicknameOf(place), messengerId: `desk_account_${place}` };
      valueOf(this.accounts.recordIdentity(`phone-${place}`, identity));
    }
  }

  /** The phone in that place lists exactly these groups; at least these, where the list was not read to its end. */
  list(place: number, names: readonly string[], isComplete = true): void {
    const listed = { names, listedCount: isComplete ? names.length : null, isComplete };
    valueOf(this.desk.recordList(`phone-${place}`, listed, () => undefined));
  }

  /** That phone reads the pages of its n-th view of that name. */
  info(place: number, name: string, info: Partial<ReadInfo>, nth = 0): void {
    const views = this.desk.book.list().flatMap((group) => group.views);
    const view = views.filter((each) => each.phoneId === `phone-${place}` && each.name === name)[nth];
    if (view === undefined) throw new Error(`phone ${place} lists no ${name}`);
    const all = {
      memberCount: 12,
      role: null,
      members: null,
      mayKeepMembers: false,
      ownAlias: null,
      presentName: null,
      ...info,
    };
    valueOf(this.desk.recordInfo(view, all));
  }

  /** The only group of that name. */
  group(name: string): BookedGroup {
    const found = this.desk.book.list().filter((group) => group.name === name);
    if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} groups of the name ${name}`);
    return found[0];
  }

  /** Every group as its name and the places that see it. */
  get joined(): readonly string[] {
    return this.desk.book
      .list()
      .map(({ name, views }) => `${name}: ${views.map(({ phoneId }) => phoneId.slice('phone-'.length)).join(' ')}`)
      .toSorted();
  }
}

/** A members' page that was read to its end. */
export function allMembers(names: readonly string[]): ReadMembers {
  return { names, statedCount: names.length, isComplete: true };
}
