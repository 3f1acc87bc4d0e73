import names from './group-names.json' with { type: 'json' };
import { ActLog } from './act-log.ts';
import { SeededRandom } from './seeded-random.ts';

export interface Account {
  readonly accountId: string;
  readonly nickname: string;
  /** 微信号 as the 我 page shows it. */
  readonly messengerId: string;
}

/** A group chat as the whole world knows it; each account only sees the ones that it is in. */
export interface Group {
  readonly groupId: string;
  readonly name: string;
  readonly memberCount: number;
  /** Own accounts inside, by id. */
  readonly ownAccounts: readonly string[];
  readonly ownerAccount: string | null;
}

export interface ChatPreview {
  readonly group: Group;
  readonly sender: string;
  readonly text: string;
  readonly unread: number;
  /** `09:44`, `昨天`, as the chat list prints it. */
  readonly timeText: string;
}

export interface WorldOptions {
  readonly seed: number;
  /** Phones on the desk; each carries one account. */
  readonly phoneCount: number;
}

const groupsPerAccount = { low: 8, high: 30 };
const membersPerGroup = { low: 3, high: 500 };
const groupsPerPhone = 6;

/** The messenger's world that all virtual phones share: the same seed gives the same accounts and groups. */
export class World {
  readonly acts = new ActLog();
  readonly accounts: readonly Account[];
  readonly groups: readonly Group[];
  readonly #byAccount: ReadonlyMap<string, readonly Group[]>;

  constructor({ seed, phoneCount }: WorldOptions) {
    const random = new SeededRandom(seed).fork('world');
    this.accounts = Array.from({ length: phoneCount }, (_, index) => makeAccount(random, index + 1));
    this.groups = makeGroups(random, this.accounts);
    this.#byAccount = groupByAccount(this.accounts, this.groups);
  }

  /** The account on the phone with this 1-based place; null beyond the desk. */
  accountOf(phoneIndex: number): Account | null {
    return this.accounts[phoneIndex - 1] ?? null;
  }

  /** Groups of an account in the order of its contacts page (by name, as the messenger sorts them). */
  groupsOf(accountId: string): readonly Group[] {
    return this.#byAccount.get(accountId) ?? [];
  }

  /** The chat list of an account, newest first; stable for a seed. */
  chatsOf(accountId: string): readonly ChatPreview[] {
    const random = new SeededRandom(`chats/${accountId}`);
    return random.sample(this.groupsOf(accountId), groupsPerAccount.high).map((group, index) => ({
      group,
      sender: makeNickname(random),
      text: random.pick(names.previews),
      unread: random.chance(0.4) ? random.between(1, 120) : 0,
      timeText: index < 8 ? clockText(random) : '昨天',
    }));
  }
}

function makeAccount(random: SeededRandom, index: number): Account {
  return {
    accountId: `account-${index}`,
    nickname: `${makeNickname(random)}·客服${index}`,
    messengerId: `desk_${String(index).padStart(3, '0')}_${random.between(1000, 9999)}`,
  };
}

/** Enough groups for everyone, then each account joins 8–30 of them, so that neighbours share some. */
function makeGroups(random: SeededRandom, accounts: readonly Account[]): Group[] {
  const drafts = Array.from(
    { length: Math.max(groupsPerAccount.high, accounts.length * groupsPerPhone) },
    (_, index) => ({
      groupId: `group-${index + 1}`,
      name: makeGroupName(random, index),
      memberCount: random.between(membersPerGroup.low, membersPerGroup.high),
      inside: new Set<string>(),
    }),
  );
  for (const { accountId } of accounts) {
    const count = random.between(groupsPerAccount.low, groupsPerAccount.high);
    for (const draft of random.sample(drafts, count)) draft.inside.add(accountId);
  }
  return drafts.map(({ groupId, name, memberCount, inside }) => {
    const ownAccounts = [...inside];
    const isOwned = ownAccounts.length > 0 && random.chance(0.5);
    return { groupId, name, memberCount, ownAccounts, ownerAccount: isOwned ? random.pick(ownAccounts) : null };
  });
}

function makeGroupName(random: SeededRandom, index: number): string {
  const odd = names.oddNames[index % 17];
  if (odd !== undefined && index % 17 < names.oddNames.length && random.chance(0.5)) return odd;
  return random
    .pick(names.patterns)
    .replace('{community}', random.pick(names.communities))
    .replace('{city}', random.pick(names.cities))
    .replace('{n}', String(random.between(1, 60)));
}

function makeNickname(random: SeededRandom): string {
  return random.pick(names.surnames) + random.pick(names.givenNames);
}

function clockText(random: SeededRandom): string {
  return `${String(random.between(7, 22)).padStart(2, '0')}:${String(random.between(0, 59)).padStart(2, '0')}`;
}

function groupByAccount(accounts: readonly Account[], groups: readonly Group[]): Map<string, Group[]> {
  const order = new Intl.Collator('zh-CN');
  return new Map(
    accounts.map(({ accountId }) => {
      const own = groups.filter((group) => group.ownAccounts.includes(accountId));
      return [accountId, own.toSorted((left, right) => order.compare(left.name, right.name))];
    }),
  );
}
