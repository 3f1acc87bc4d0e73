import names from './group-names.json' with { type: 'json' };
import people from './people.json' with { type: 'json' };
import { hashText, type SeededRandom } from './seeded-random.ts';

/** Somebody with an account of the messenger: one of the desk's own or a stranger. */
export interface Person {
  readonly personId: string;
  readonly nickname: string;
  /** 微信号: the person's own alias, or `wxid_…` when none was ever set. */
  readonly messengerId: string;
  readonly region: string;
  /** Which picture: the same for a person everywhere, another for every other one. */
  readonly avatar: number;
}

/** One of the desk's own accounts. */
export interface Account extends Person {
  readonly accountId: string;
}

const oddShare = 0.12;
const ownAliasShare = 0.6;
const friendPercent = 12;
const remarkPercent = 40;
const outsiderPrefix = 'person-';
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** All people of a world. Strangers come into being when they are first asked for, the same ones for the same seed. */
export class Population {
  /** Strangers that groups are filled from, `person-0` to `person-(size - 1)`. */
  readonly size: number;
  readonly #random: SeededRandom;
  readonly #salt: string;
  readonly #known = new Map<string, Person>();
  readonly #accountIds: ReadonlySet<string>;
  readonly #remarks = new Map<string, string | null>();
  readonly #friends = new Map<string, boolean>();

  constructor(random: SeededRandom, accounts: readonly Account[], size: number) {
    this.#random = random;
    this.#salt = String(random.fork('relations').next());
    this.size = size;
    this.#accountIds = new Set(accounts.map(({ accountId }) => accountId));
    for (const account of accounts) this.#known.set(account.personId, account);
  }

  /** Somebody by id; throws a `RangeError` for an id that nobody has. */
  person(personId: string): Person {
    const known = this.#known.get(personId);
    if (known !== undefined) return known;
    if (!/^person-\d+$/u.test(personId)) throw new RangeError(`nobody is ${personId}`);
    const made = makeStranger(this.#random.fork(personId), personId);
    this.#known.set(personId, made);
    return made;
  }

  /** Adds somebody whom a plan describes, or changes somebody. */
  put(person: Person): void {
    this.#known.set(person.personId, person);
  }

  /** Whether both are in each other's contacts; the desk's own accounts all are. */
  isFriend(accountId: string, personId: string): boolean {
    if (accountId === personId) return true;
    if (this.#accountIds.has(personId)) return true;
    const set = this.#friends.get(`${accountId}/${personId}`);
    return set ?? this.#percentOf('friend', accountId, personId) < friendPercent;
  }

  befriend(accountId: string, personId: string, isFriend: boolean): void {
    this.#friends.set(`${accountId}/${personId}`, isFriend);
  }

  /** What this account calls a person; null when it has given no name of its own. */
  remarkOf(accountId: string, personId: string): string | null {
    const set = this.#remarks.get(`${accountId}/${personId}`);
    if (set !== undefined) return set;
    if (accountId === personId || this.#accountIds.has(personId) || !this.isFriend(accountId, personId)) return null;
    if (this.#percentOf('remark', accountId, personId) >= remarkPercent) return null;
    const random = this.#random.fork(`remark/${accountId}/${personId}`);
    const { nickname } = this.person(personId);
    return fill(random.pick(people.remarks), random, nickname);
  }

  setRemark(accountId: string, personId: string, remark: string | null): void {
    this.#remarks.set(`${accountId}/${personId}`, remark);
  }

  #percentOf(relation: string, accountId: string, personId: string): number {
    return hashText(`${this.#salt}/${relation}/${accountId}/${personId}`) % 100;
  }
}

/** The id of the stranger with this number. */
export function outsiderId(index: number): string {
  return `${outsiderPrefix}${index}`;
}

export function makeNickname(random: SeededRandom): string {
  return random.pick(names.surnames) + random.pick(names.givenNames);
}

/** A name in one group, made of a nickname. */
export function makeAlias(random: SeededRandom, nickname: string): string {
  return fill(random.pick(people.aliases), random, nickname);
}

export function makeAnnouncement(random: SeededRandom): string {
  return random.pick(people.announcements);
}

/** A `wxid_…` as the messenger gives it to whoever chose no alias. */
export function makeMessengerId(random: SeededRandom): string {
  if (!random.chance(ownAliasShare)) return `wxid_${random.letters(alphabet, 14)}`;
  return `${random.letters(alphabet.slice(0, 26), random.between(4, 8))}${random.between(10, 9999)}`;
}

function makeStranger(random: SeededRandom, personId: string): Person {
  return {
    personId,
    nickname: random.chance(oddShare) ? random.pick(people.oddNicknames) : makeNickname(random),
    messengerId: makeMessengerId(random),
    region: random.pick(people.regions),
    avatar: hashText(`avatar/${personId}/${random.next()}`),
  };
}

function fill(pattern: string, random: SeededRandom, nickname: string): string {
  return pattern
    .replace('{name}', nickname)
    .replace('{surname}', firstCharacter(nickname))
    .replace('{city}', random.pick(names.cities))
    .replace('{building}', String(random.between(1, 28)));
}

/** A surname is a whole character: half of an emoji is a name that no phone can show. */
function firstCharacter(name: string): string {
  return Array.from(name.trim())[0] ?? '';
}
