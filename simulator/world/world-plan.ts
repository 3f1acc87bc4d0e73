import type { Founding } from './group-generation.ts';
import { makeGroupName } from './group-generation.ts';
import { groupLimits, type Member } from './group.ts';
import type { Account, Population } from './population.ts';
import { pickOutsider } from './roster.ts';
import { hashText, SeededRandom } from './seeded-random.ts';

/** Somebody whom a group is to have. The same key in two groups is the same person. */
export interface MemberPlan {
  readonly key: string;
  readonly nickname: string;
  readonly alias?: string;
  readonly messengerId?: string;
  readonly joinedAt?: number;
  /** What accounts call the person, by the place of their phone. Who has a remark is a friend. */
  readonly remarks?: Readonly<Record<number, string>>;
  /** Places of the accounts that have the person among their contacts. */
  readonly friendsOf?: readonly number[];
}

export interface GroupPlan {
  readonly name: string;
  /** 1-based places of the phones whose accounts are inside. */
  readonly places: readonly number[];
  /** All members, own accounts included; 12 unless said, and never fewer than those who are named. */
  readonly size?: number;
  /** Place of the owning account, the first one inside unless said; null for somebody outside the desk. */
  readonly owner?: number | null;
  /** Places of the accounts that are admins; none unless said. */
  readonly admins?: readonly number[];
  readonly isRenameRestricted?: boolean;
  readonly announcement?: string;
  /** Places of the accounts that have not saved it to their contacts. */
  readonly unsavedBy?: readonly number[];
  readonly members?: readonly MemberPlan[];
}

/** Exactly these groups, and no others, in this order: `group-1`, `group-2`, … */
export interface WorldPlan {
  readonly groups: readonly GroupPlan[];
}

export interface PlanWishes {
  readonly seed: number;
  readonly phoneCount: number;
  readonly groupCount: number;
  /** Own accounts in each group, 1 unless said. */
  readonly viewsPerGroup?: number;
  /** Sizes that the groups take in turn. */
  readonly sizes?: readonly number[];
  /** How many groups carry the name of another one. */
  readonly sameNames?: number;
  /** Share of the groups that the first own account inside owns, 1 unless said; the others belong to outsiders. */
  readonly ownedShare?: number;
}

const defaultSize = 12;
const foundedAt = Date.UTC(2024, 0, 1);

/**
 * A plan of groups spread evenly over the phones: group k is seen from the phones k, k + 1, … round the desk. Names
 * differ except for the pairs that are asked for, which stand at the end.
 */
export function planGroups(wishes: PlanWishes): WorldPlan {
  const { seed, phoneCount, groupCount, viewsPerGroup = 1, sizes = [defaultSize] } = wishes;
  const { sameNames = 0, ownedShare = 1 } = wishes;
  const random = new SeededRandom(seed).fork('plan');
  const taken = new Set<string>();
  const groups: GroupPlan[] = [];
  for (let index = 0; index < groupCount; index++) {
    const twin = groups[groupCount - 1 - index];
    const isTwin = index >= groupCount - sameNames && twin !== undefined;
    groups.push({
      name: isTwin ? twin.name : makeFreshName(random, index, taken),
      places: Array.from({ length: viewsPerGroup }, (_, view) => ((index + view) % phoneCount) + 1),
      size: sizes[index % sizes.length] ?? defaultSize,
      owner: random.chance(ownedShare) ? (index % phoneCount) + 1 : null,
    });
  }
  return { groups };
}

function makeFreshName(random: SeededRandom, index: number, taken: Set<string>): string {
  const drawn = makeGroupName(random, index).trim();
  const name = taken.has(drawn) ? `${drawn} ${index + 1}` : drawn;
  taken.add(name);
  return name;
}

/** Turns a plan into the groups of a world; throws a `RangeError` for a place without a phone. */
export function foundPlan(
  random: SeededRandom,
  plan: WorldPlan,
  { accounts, people }: { readonly accounts: readonly Account[]; readonly people: Population },
): Founding[] {
  const accountIn = (place: number): string => {
    const account = accounts[place - 1];
    if (account === undefined) throw new RangeError(`the desk has no phone ${place}`);
    return account.accountId;
  };
  return plan.groups.map((group, index) => {
    const groupId = `group-${index + 1}`;
    const { owner = group.places[0] ?? null, members = [], size = defaultSize, places, admins = [] } = group;
    const ownAccounts = [...new Set(places)].map(accountIn);
    const ownerId = owner === null ? pickOutsider(random.fork(`roles/${groupId}`), people) : accountIn(owner);
    const named = members.map((member) => settle(member, { people, accounts, accountIn }));
    const least = new Set([...ownAccounts, ownerId, ...named.map(({ personId }) => personId)]).size;
    return {
      members: named,
      unsavedBy: (group.unsavedBy ?? []).map(accountIn),
      group: {
        groupId,
        name: group.name,
        announcement: group.announcement ?? '',
        memberCount: Math.min(Math.max(size, least), groupLimits.members),
        ownerId,
        adminIds: admins.map(accountIn),
        ownAccounts,
        isRenameRestricted: group.isRenameRestricted ?? false,
        isDissolved: false,
      },
    };
  });
}

interface Settlement {
  readonly people: Population;
  readonly accounts: readonly Account[];
  readonly accountIn: (place: number) => string;
}

/** Makes a planned person known, a stranger to all who are not said to be friends, and answers the membership. */
function settle(plan: MemberPlan, { people, accounts, accountIn }: Settlement): Member {
  const personId = `planned-${plan.key}`;
  people.put({
    personId,
    nickname: plan.nickname,
    messengerId: plan.messengerId ?? `wxid_${hashText(plan.key).toString(36).padStart(14, '0')}`,
    region: '',
    avatar: hashText(`avatar/${plan.key}`),
  });
  for (const { accountId } of accounts) people.befriend(accountId, personId, false);
  for (const place of plan.friendsOf ?? []) people.befriend(accountIn(place), personId, true);
  for (const [place, remark] of Object.entries(plan.remarks ?? {})) {
    people.befriend(accountIn(Number(place)), personId, true);
    people.setRemark(accountIn(Number(place)), personId, remark);
  }
  return { personId, alias: plan.alias ?? null, joinedAt: plan.joinedAt ?? foundedAt };
}
