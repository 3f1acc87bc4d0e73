import type { ActionId } from '../../../electron/contract/plan-ids.ts';
import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { capWords, type EnteredEvent, type LifeOrder } from './life-orders.ts';

/** Few of these are done in a day, and their caps reach over weeks. */
const rareActions: readonly ActionId[] = [
  'moments_post',
  'group_message_campaign',
  'group_join',
  'friend_add_outbound',
  'group_create',
  'proactive_private_chat_contacts',
  'profile_field_edit',
  'group_owner_transfer',
];

/** Of these there can be ten in a day. */
const manyRows: ReadonlySet<ActionId> = new Set([
  'friend_add_outbound',
  'group_owner_transfer',
  'proactive_private_chat_contacts',
]);

/** Of these there can be dozens in a day. */
const massActions: readonly ActionId[] = [
  'group_rename',
  'group_invite_people',
  'group_member_remove',
  'group_announcement',
  'friend_accept_inbound',
];

/** The most of an action that one row asks for. */
const amounts: Readonly<Partial<Record<ActionId, number>>> = {
  friend_accept_inbound: 8,
  group_invite_people: 6,
  group_member_remove: 5,
};

const signals = [
  'too_frequent_prompt',
  'too_frequent_prompt',
  'member_complaint',
  'member_complaint',
  'verification_prompt_3',
  'friend_add_restricted',
  'moments_restricted',
  'group_function_restricted',
  'feature_ban',
  'login_restricted',
  'failure_rate',
] as const;

const events: readonly EnteredEvent[] = [
  'new-phone',
  'remote-login',
  'risk-prompt',
  'identity-change',
  'no-login',
  'custodian-change',
  'unblock',
];

export interface LifeSize {
  readonly accounts: number;
  readonly groups: number;
  /** So many times as many signals as usual; left out: as usual. */
  readonly signals?: number;
}

/** What befalls a desk in an hour of the day: everybody at work wants more than the plans allow, and now and then something goes wrong. */
export function ordersOfHour(random: SeededRandom, hourOfDay: number, day: number, size: LifeSize): LifeOrder[] {
  const orders: LifeOrder[] = [];
  const some = (): number => random.between(0, size.accounts - 1);
  const times = (perHour: number, make: () => LifeOrder): void => {
    const whole = Math.floor(perHour) + (random.chance(perHour % 1) ? 1 : 0);
    for (let count = 0; count < whole; count++) orders.push(make());
  };
  const share = size.accounts / 60;
  if (hourOfDay === 7) orders.push(...morningOrders(random, day, size));
  if (hourOfDay === 9) for (let account = 0; account < size.accounts; account++) orders.push({ kind: 'grow', account });
  if (hourOfDay >= 7)
    times(share, () => {
      const one = some();
      // Who is ten places on sees the same groups.
      return massJob(random, [one, (one + 10) % size.accounts, some()], size, random.between(1, 6));
    });
  times(0.06 * share * (size.signals ?? 1), () => ({
    kind: 'signal',
    account: some(),
    signalId: random.pick(signals),
    tool: 'group_rename',
  }));
  times(1.5 * share, () => ({ kind: 'close', account: some() }));
  times(0.02 * share, () => ({ kind: 'event', account: some(), event: random.pick(events) }));
  times(0.15 * share, () => handAct(random, some(), size));
  times(0.03 * share, () => ({ kind: 'correct', account: some(), amount: random.between(0, 2) }));
  times(0.03 * share, () => ({ kind: 'tighten', account: some(), action: random.pick(massActions), word: 'per_day' }));
  times(0.06 * share, () => loosening(random, some()));
  times(0.04 * share, () => ({
    kind: 'mode',
    account: some(),
    mode: random.pick(['auto', 'auto', 'assist', 'manual']),
  }));
  times(0.2 * share, () => ({ kind: 'phone', account: some(), isThere: false }));
  times(3 * share, () => ({ kind: 'phone', account: some(), isThere: true }));
  return orders;
}

/** Each has two rare actions that it is keen on for a month, and some want a whole day of one of the others. */
function morningOrders(random: SeededRandom, day: number, size: LifeSize): LifeOrder[] {
  const all = Array.from({ length: size.accounts }, (_none, account) => account);
  const group = (): number => random.between(0, size.groups - 1);
  const favourites = rareActions.map((action, place): LifeOrder => {
    const isKeen = (account: number): boolean =>
      [0, 1].some((which) => (account * 2 + which + Math.floor(day / 30) * 3) % rareActions.length === place);
    const [rows, share] = manyRows.has(action) ? [11, 0.3] : [3, action === 'moments_post' ? 0.95 : 0.6];
    const accounts = all.filter((account) => isKeen(account) && random.chance(share));
    return { kind: 'job', accounts, action, rows, amount: 1, group: group(), hours: 15 };
  });
  const masses = massActions.flatMap((action, place) => {
    const accounts = all.filter((account) => (account + day * 2) % 60 === place * 12 || (account + day) % 60 === place);
    return wholeDay(random, action, accounts, size);
  });
  return [...favourites, ...masses];
}

/** One batch takes no more than ten: who wants a whole day of something wants several. */
function wholeDay(random: SeededRandom, action: ActionId, accounts: readonly number[], size: LifeSize): LifeOrder[] {
  const amount = random.between(1, amounts[action] ?? 1);
  const rows = Math.max(1, Math.floor(10 / amount));
  return Array.from({ length: accounts.length === 0 ? 0 : 8 }, () => {
    const group = random.between(0, size.groups - 1);
    return { kind: 'job', accounts, action, rows, amount, group, hours: 15 };
  });
}

function massJob(random: SeededRandom, accounts: readonly number[], size: LifeSize, rows: number): LifeOrder {
  const action = random.pick(massActions);
  const amount = random.between(1, amounts[action] ?? 1);
  const group = random.between(0, size.groups - 1);
  const hours = random.chance(0.2) ? 40 : random.between(1, 8);
  return { kind: 'job', accounts, action, rows, amount, group, hours };
}

function handAct(random: SeededRandom, account: number, size: LifeSize): LifeOrder {
  const action = random.pick([...massActions, ...rareActions]);
  const amount = random.between(1, amounts[action] ?? 1);
  const minutesAgo = random.pick([0, 5, 30, 90, 600, 3_000]);
  return { kind: 'hand', account, action, amount, group: random.between(0, size.groups - 1), minutesAgo };
}

function loosening(random: SeededRandom, account: number): LifeOrder {
  const action = random.pick([...massActions, ...rareActions]);
  const word = random.pick(capWords);
  return { kind: 'loosen', account, action, word, more: random.between(1, 5), days: random.between(1, 7) };
}
