import names from './group-names.json' with { type: 'json' };
import { groupLimits, type Group, type Member } from './group.ts';
import { makeAnnouncement, makeNickname, type Account, type Population } from './population.ts';
import { pickOutsider } from './roster.ts';
import { hashText, type SeededRandom } from './seeded-random.ts';

/** A group as it is when the world begins. */
export interface Founding {
  readonly group: Group;
  /** Members that somebody wanted by name; the rest of the roster is drawn. */
  readonly members: readonly Member[];
  /** Accounts inside that have not saved it to their contacts. */
  readonly unsavedBy: readonly string[];
}

const groupsPerAccount = { low: 8, high: 30 };
const membersPerGroup = { low: 3, high: groupLimits.members };
const groupsPerPhone = 6;
const ownedShare = 0.5;
const restrictedShare = 0.1;

export function makeAccounts(random: SeededRandom, count: number): Account[] {
  return Array.from({ length: count }, (_, index) => makeAccount(random, index + 1));
}

function makeAccount(random: SeededRandom, index: number): Account {
  const accountId = `account-${index}`;
  return {
    accountId,
    personId: accountId,
    nickname: `${makeNickname(random)}·客服${index}`,
    messengerId: `desk_${String(index).padStart(3, '0')}_${random.between(1000, 9999)}`,
    region: '上海',
    avatar: hashText(`avatar/${accountId}`),
  };
}

/** Enough groups for everyone, then each account joins 8–30 of them, so that neighbours share some. */
export function generateGroups(random: SeededRandom, accounts: readonly Account[], people: Population): Founding[] {
  const drafts = Array.from(
    { length: Math.max(groupsPerAccount.high, accounts.length * groupsPerPhone) },
    (_, index) => ({
      groupId: `group-${index + 1}`,
      name: makeGroupName(random, index),
      size: random.between(membersPerGroup.low, membersPerGroup.high),
      inside: new Set<string>(),
    }),
  );
  for (const { accountId } of accounts) {
    const count = random.between(groupsPerAccount.low, groupsPerAccount.high);
    for (const draft of random.sample(drafts, count)) draft.inside.add(accountId);
  }
  return drafts.map(({ groupId, name, size, inside }) => {
    const ownAccounts = [...inside];
    const isOwned = ownAccounts.length > 0 && random.chance(ownedShare);
    const ownOwner = isOwned ? random.pick(ownAccounts) : null;
    const group = furnish(random.fork(`roles/${groupId}`), { groupId, name, ownAccounts, ownOwner }, people);
    return { group: { ...group, memberCount: Math.max(size, ownAccounts.length + 1) }, members: [], unsavedBy: [] };
  });
}

interface GroupCore {
  readonly groupId: string;
  readonly name: string;
  readonly ownAccounts: readonly string[];
  readonly ownOwner: string | null;
}

/** Owner, admins and announcement, drawn apart from the names, so that these stay what they were for a seed. */
function furnish(random: SeededRandom, core: GroupCore, people: Population): Omit<Group, 'memberCount'> {
  const { ownOwner, ...rest } = core;
  const ownerId = ownOwner ?? pickOutsider(random, people);
  const candidates = core.ownAccounts.filter((accountId) => accountId !== ownerId);
  return {
    ...rest,
    ownerId,
    adminIds: random.sample(candidates, random.between(0, groupLimits.admins)),
    announcement: makeAnnouncement(random),
    isRenameRestricted: random.chance(restrictedShare),
    isDissolved: false,
  };
}

export function makeGroupName(random: SeededRandom, index: number): string {
  const odd = names.oddNames[index % 17];
  if (odd !== undefined && index % 17 < names.oddNames.length && random.chance(0.5)) return odd;
  return random
    .pick(names.patterns)
    .replace('{community}', random.pick(names.communities))
    .replace('{city}', random.pick(names.cities))
    .replace('{n}', String(random.between(1, 60)));
}
