import type { Deed } from './deed.ts';
import type { Founding } from './group-generation.ts';
import type { Group, Member } from './group.ts';
import type { Population } from './population.ts';
import { makeRoster } from './roster.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What a deed changed, as text for the act log. */
export interface Change {
  readonly before: string | null;
  readonly after: string | null;
}

interface Drawn {
  readonly random: SeededRandom;
  readonly people: Population;
}

const nothing: Change = { before: null, after: null };

/** The groups of a world as they stand, with their rosters, which are drawn when first asked for. */
export class GroupBook {
  readonly #drawn: Drawn;
  readonly #founded: ReadonlyMap<string, Founding>;
  readonly #groups: Map<string, Group>;
  readonly #rosters = new Map<string, readonly Member[]>();
  readonly #unsaved = new Set<string>();
  readonly #remarks = new Map<string, string>();
  readonly #order = new Intl.Collator('zh-CN');
  readonly #lists = new Map<string, readonly Group[]>();

  constructor(drawn: Drawn, foundings: readonly Founding[]) {
    this.#drawn = drawn;
    this.#founded = new Map(foundings.map((founding) => [founding.group.groupId, founding]));
    this.#groups = new Map(foundings.map(({ group }) => [group.groupId, group]));
    for (const { group, unsavedBy } of foundings) {
      for (const accountId of unsavedBy) this.#unsaved.add(`${accountId}/${group.groupId}`);
    }
  }

  /** Groups that have not been dissolved. */
  get groups(): readonly Group[] {
    return [...this.#groups.values()].filter(({ isDissolved }) => !isDissolved);
  }

  /** A group by id, dissolved or not; throws a `RangeError` for an unknown one. */
  group(groupId: string): Group {
    const group = this.#groups.get(groupId);
    if (group === undefined) throw new RangeError(`there is no ${groupId}`);
    return group;
  }

  has(groupId: string): boolean {
    return this.#groups.has(groupId);
  }

  /** Groups that an account is in, by name as the messenger sorts them. */
  groupsOf(accountId: string): readonly Group[] {
    const known = this.#lists.get(accountId);
    if (known !== undefined) return known;
    const own = this.groups.filter((group) => group.ownAccounts.includes(accountId));
    const list = own.toSorted((left, right) => this.#order.compare(left.name, right.name));
    this.#lists.set(accountId, list);
    return list;
  }

  isSaved(accountId: string, groupId: string): boolean {
    return !this.#unsaved.has(`${accountId}/${groupId}`);
  }

  /** 备注: what one account calls the group for itself; empty without. */
  remarkOf(accountId: string, groupId: string): string {
    return this.#remarks.get(`${accountId}/${groupId}`) ?? '';
  }

  membersOf(groupId: string): readonly Member[] {
    const known = this.#rosters.get(groupId);
    if (known !== undefined) return known;
    const founding = this.#founded.get(groupId);
    if (founding === undefined) throw new RangeError(`there is no ${groupId}`);
    const { random, people } = this.#drawn;
    const roster = makeRoster(random.fork(`roster/${groupId}`), founding.group, { people, planned: founding.members });
    this.#rosters.set(groupId, roster);
    return roster;
  }

  isMember(groupId: string, personId: string): boolean {
    return this.membersOf(groupId).some((member) => member.personId === personId);
  }

  /** Makes a deed so, without asking whether it is allowed. */
  apply(deed: Deed, accountId: string | null, at: number): Change {
    const group = this.group(deed.groupId);
    switch (deed.kind) {
      case 'rename-group':
        this.#put({ ...group, name: deed.name });
        return { before: group.name, after: deed.name };
      case 'dissolve-group':
        this.#put({ ...group, isDissolved: true });
        return { before: group.name, after: null };
      case 'leave-group':
        this.#drop(group, accountId ?? '');
        return nothing;
      case 'remove-member':
        this.#drop(group, deed.personId);
        return { before: deed.personId, after: null };
      case 'join-group':
        this.#add(group, { personId: deed.personId, alias: null, joinedAt: at });
        return { before: null, after: deed.personId };
      case 'transfer-owner':
        this.#put({ ...group, ownerId: deed.personId, adminIds: without(group.adminIds, deed.personId) });
        return { before: group.ownerId, after: deed.personId };
      case 'set-admin':
        this.#put({ ...group, adminIds: chosen(group.adminIds, deed.personId, deed.isAdmin) });
        return { before: null, after: String(deed.isAdmin) };
      case 'restrict-rename':
        this.#put({ ...group, isRenameRestricted: deed.isRestricted });
        return { before: String(group.isRenameRestricted), after: String(deed.isRestricted) };
      case 'set-saved':
      case 'set-remark':
      case 'set-alias':
      case 'clear-history':
        return this.#arrange(deed, accountId ?? '');
    }
  }

  /** What an account arranges for itself. */
  #arrange(
    deed: Extract<Deed, { kind: 'set-saved' | 'set-remark' | 'set-alias' | 'clear-history' }>,
    own: string,
  ): Change {
    const key = `${own}/${deed.groupId}`;
    if (deed.kind === 'clear-history') return nothing;
    if (deed.kind === 'set-saved') {
      const before = String(!this.#unsaved.has(key));
      if (deed.isSaved) this.#unsaved.delete(key);
      else this.#unsaved.add(key);
      return { before, after: String(deed.isSaved) };
    }
    if (deed.kind === 'set-remark') {
      const before = this.#remarks.get(key) ?? null;
      this.#remarks.set(key, deed.text);
      return { before, after: deed.text };
    }
    const members = this.membersOf(deed.groupId);
    const alias = deed.text === '' ? null : deed.text;
    const before = members.find(({ personId }) => personId === own)?.alias ?? null;
    this.#rosters.set(
      deed.groupId,
      members.map((member) => (member.personId === own ? { ...member, alias } : member)),
    );
    return { before, after: alias };
  }

  #drop(group: Group, personId: string): void {
    const roster = this.membersOf(group.groupId).filter((member) => member.personId !== personId);
    this.#rosters.set(group.groupId, roster);
    this.#put({
      ...group,
      memberCount: roster.length,
      adminIds: without(group.adminIds, personId),
      ownAccounts: without(group.ownAccounts, personId),
    });
  }

  #add(group: Group, member: Member): void {
    const roster = [...this.membersOf(group.groupId), member];
    this.#rosters.set(group.groupId, roster);
    const isOwn = member.personId.startsWith('account-');
    const ownAccounts = chosen(group.ownAccounts, member.personId, isOwn);
    this.#put({ ...group, memberCount: roster.length, ownAccounts });
  }

  #put(group: Group): void {
    this.#groups.set(group.groupId, group);
    this.#lists.clear();
  }
}

function without(list: readonly string[], item: string): readonly string[] {
  return list.filter((other) => other !== item);
}

function chosen(list: readonly string[], item: string, isIn: boolean): readonly string[] {
  return isIn ? [...without(list, item), item] : without(list, item);
}
