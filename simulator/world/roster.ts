import type { Group, Member } from './group.ts';
import { makeAlias, outsiderId, type Population } from './population.ts';
import type { SeededRandom } from './seeded-random.ts';

const windowSize = 900;
const aliasShare = 0.18;
const firstJoinAt = Date.UTC(2023, 5, 1);
const lastJoinAt = Date.UTC(2025, 11, 1);

/**
 * Who is in a group: its owner, its admins, own accounts, those whom a plan names, and strangers up to its size. Strangers
 * come from a stretch of the population, so that groups share people. Owner and admins stand first, then by time of joining.
 */
export function makeRoster(
  random: SeededRandom,
  group: Group,
  { people, planned }: { readonly people: Population; readonly planned: readonly Member[] },
): readonly Member[] {
  const first = [...new Set([group.ownerId, ...group.adminIds])];
  const named = new Map(planned.map((member) => [member.personId, member]));
  const chosen = new Set([...first, ...group.ownAccounts, ...named.keys()]);
  fillUp(random, chosen, { count: group.memberCount, people });
  const members = [...chosen].map((personId) => {
    const alias = random.chance(aliasShare) ? makeAlias(random, people.person(personId).nickname) : null;
    return named.get(personId) ?? { personId, alias, joinedAt: random.between(firstJoinAt, lastJoinAt) };
  });
  const rank = ({ personId }: Member): number => {
    const place = first.indexOf(personId);
    return place < 0 ? first.length : place;
  };
  return members.toSorted((left, right) => rank(left) - rank(right) || left.joinedAt - right.joinedAt);
}

/** Adds strangers of one stretch until there are `count`; a stretch that is too short is made longer. */
function fillUp(
  random: SeededRandom,
  chosen: Set<string>,
  { count, people }: { readonly count: number; readonly people: Population },
): void {
  const stretches = Math.max(1, Math.floor(people.size / windowSize));
  const start = random.between(0, stretches - 1) * windowSize;
  let length = windowSize;
  for (let tries = 0; chosen.size < count; tries++) {
    if (tries > length) length += windowSize;
    chosen.add(outsiderId(start + random.between(0, length - 1)));
  }
}

/** Somebody outside the desk who owns or administers a group, the same at every start. */
export function pickOutsider(random: SeededRandom, people: Population): string {
  return outsiderId(random.between(0, people.size - 1));
}
