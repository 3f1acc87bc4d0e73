import { ActLog } from './act-log.ts';
import { ChatBook, type ChatPreview, type GroupLine } from './chat-book.ts';
import { judgeDeed, type Actor, type Deed, type Refusal } from './deed.ts';
import { GroupBook } from './group-book.ts';
import { generateGroups, makeAccounts } from './group-generation.ts';
import type { Group, Member } from './group.ts';
import { Population, type Account } from './population.ts';
import { SeededRandom } from './seeded-random.ts';
import { foundPlan, type WorldPlan } from './world-plan.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Phones on the desk; each carries one account. */
  readonly phoneCount: number;
  /** Exactly these groups instead of drawn ones. */
  readonly plan?: WorldPlan;
}

const strangersPerPhone = 60;
const leastStrangers = 2_700;

/**
 * The messenger's world that all virtual phones share: the same seed gives the same accounts, groups and people. It
 * changes through deeds only, and everything that anybody did stands in `acts`.
 */
export class World {
  readonly acts = new ActLog();
  readonly accounts: readonly Account[];
  readonly people: Population;
  readonly #groups: GroupBook;
  readonly #chats: ChatBook;

  constructor({ seed, phoneCount, plan }: WorldOptions) {
    const random = new SeededRandom(seed).fork('world');
    this.accounts = makeAccounts(random, phoneCount);
    const strangers = Math.max(leastStrangers, phoneCount * strangersPerPhone);
    this.people = new Population(random.fork('people'), this.accounts, strangers);
    const founded =
      plan === undefined
        ? generateGroups(random, this.accounts, this.people)
        : foundPlan(random, plan, { accounts: this.accounts, people: this.people });
    this.#groups = new GroupBook({ random, people: this.people }, founded);
    const first = new GroupBook({ random, people: this.people }, founded);
    this.#chats = new ChatBook((accountId) => first.groupsOf(accountId));
  }

  /** Groups that have not been dissolved. */
  get groups(): readonly Group[] {
    return this.#groups.groups;
  }

  /** The account on the phone with this 1-based place; null beyond the desk. */
  accountOf(phoneIndex: number): Account | null {
    return this.accounts[phoneIndex - 1] ?? null;
  }

  /** A group by id, dissolved or not; throws a `RangeError` for an unknown one. */
  group(groupId: string): Group {
    return this.#groups.group(groupId);
  }

  /** Groups of an account by name, as the messenger sorts them. */
  groupsOf(accountId: string): readonly Group[] {
    return this.#groups.groupsOf(accountId);
  }

  /** Those of them that it saved to its contacts: what 通讯录 > 群聊 lists. */
  savedGroupsOf(accountId: string): readonly Group[] {
    return this.groupsOf(accountId).filter(({ groupId }) => this.#groups.isSaved(accountId, groupId));
  }

  isSaved(accountId: string, groupId: string): boolean {
    return this.#groups.isSaved(accountId, groupId);
  }

  /** Everybody in a group: the owner, the admins, then by time of joining. */
  membersOf(groupId: string): readonly Member[] {
    return this.#groups.membersOf(groupId);
  }

  /** What an account calls the group for itself; empty without a remark. */
  groupRemarkOf(accountId: string, groupId: string): string {
    return this.#groups.remarkOf(accountId, groupId);
  }

  /** The name that an account sees for a member: its remark, else the name in the group, else the nickname. */
  nameFor(accountId: string, { personId, alias }: Member): string {
    return this.people.remarkOf(accountId, personId) ?? alias ?? this.people.person(personId).nickname;
  }

  /** The chat list of an account, newest first; stable for a seed until something happens in a group. */
  chatsOf(accountId: string): readonly ChatPreview[] {
    return this.#chats.chatsOf(accountId, (groupId) => this.#groups.group(groupId));
  }

  /** The grey lines of a group, oldest first. */
  linesOf(groupId: string): readonly GroupLine[] {
    return this.#chats.linesOf(groupId);
  }

  /** Does what is asked and logs it, or logs and answers why not. Null when it is done. */
  perform(deed: Deed, actor: Actor): Refusal | null {
    const { accountId, at } = actor;
    const group = this.#groups.group(deed.groupId);
    const isMember = 'personId' in deed && this.#groups.isMember(deed.groupId, deed.personId);
    const refusal = judgeDeed(group, deed, actor, isMember);
    const act = { at, accountId, groupId: deed.groupId };
    if (refusal !== null) {
      this.acts.append({ ...act, kind: `refuse-${deed.kind}`, subject: refusal, before: group.name });
      return refusal;
    }
    const subject = 'personId' in deed ? deed.personId : null;
    this.acts.append({ ...act, kind: deed.kind, subject, ...this.#groups.apply(deed, accountId, at) });
    this.#chats.record(deed, accountId, at);
    if (deed.kind === 'leave-group' && accountId !== null) this.#chats.setListed(accountId, deed.groupId, false);
    const isOwnJoiner = deed.kind === 'join-group' && this.accounts.some((own) => own.accountId === deed.personId);
    if (isOwnJoiner) this.#chats.setListed(deed.personId, deed.groupId, true);
    return null;
  }

  /** Somebody gives himself another nickname. */
  changeNickname(personId: string, nickname: string, at: number): void {
    const person = this.people.person(personId);
    this.people.put({ ...person, nickname });
    this.acts.append({
      at,
      accountId: null,
      kind: 'change-nickname',
      subject: personId,
      before: person.nickname,
      after: nickname,
    });
  }
}
