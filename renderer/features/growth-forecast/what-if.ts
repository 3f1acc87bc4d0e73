import type { BoardCard } from '@contract/board-card.ts';
import { stageIds, type ActionId } from '@contract/plan-ids.ts';
import type { ForecastOrder } from './forecast-words.ts';

/** What somebody wants to know. */
export interface ForecastWish {
  readonly action: ActionId;
  readonly count: number;
  /** Empty: all that the plans let do it at all. */
  readonly accountIds: readonly string[];
  readonly days: number;
  /** No more than so many a day and account; null: as planned. */
  readonly mostPerDay: number | null;
  /** So many of the other accounts as well. */
  readonly moreCount: number;
}

export const firstWish: ForecastWish = {
  action: 'group_rename',
  count: 50,
  accountIds: [],
  days: 60,
  mostPerDay: null,
  moreCount: 0,
};

/** The cap a day of an account for an action; 0 where its stage has none of it, and for an account of practice. */
export function dayCap({ dayCaps }: BoardCard, action: ActionId): number {
  return dayCaps[action] ?? 0;
}

/** The accounts that do it: those that were chosen, else all on a phone whose stage has any of it. */
export function doersOf(cards: readonly BoardCard[], { action, accountIds }: ForecastWish): readonly BoardCard[] {
  if (accountIds.length > 0) return cards.filter(({ accountId }) => accountIds.includes(accountId));
  return cards.filter((card) => card.phoneId !== null && (card.isPractice || dayCap(card, action) > 0));
}

/** Accounts that could be added, those of the higher stages first. */
export function othersOf(cards: readonly BoardCard[], wish: ForecastWish): readonly BoardCard[] {
  const doers = new Set(doersOf(cards, wish).map(({ accountId }) => accountId));
  const others = cards.filter(({ accountId, phoneId }) => phoneId !== null && !doers.has(accountId));
  return others.toSorted((one, other) => rank(other) - rank(one));
}

function rank({ stageId }: BoardCard): number {
  return stageIds.indexOf(stageId);
}

/** The highest cap a day of those that do it: where a slider ends. */
export function highestCap(cards: readonly BoardCard[], wish: ForecastWish): number {
  return Math.max(0, ...doersOf(cards, wish).map((card) => dayCap(card, wish.action)));
}

export function isWhatIf({ mostPerDay, moreCount }: ForecastWish): boolean {
  return mostPerDay !== null || moreCount > 0;
}

/** The most accounts that one question takes. */
const mostAccounts = 200;
const mostMore = 50;

/** The question for main; null where nobody could do it. `isPlain`: as it is, without the what-if. */
export function orderOf(cards: readonly BoardCard[], wish: ForecastWish, isPlain: boolean): ForecastOrder | null {
  const { action, count, days, mostPerDay, moreCount } = wish;
  const accountIds = doersOf(cards, wish)
    .map(({ accountId }) => accountId)
    .slice(0, mostAccounts);
  if (accountIds.length === 0) return null;
  const more = othersOf(cards, wish).slice(0, Math.min(mostMore, moreCount));
  return {
    wanted: [{ action, tool: null, amount: 1, groupId: null, accountIds, count }],
    days,
    caps: [],
    ...(isPlain || mostPerDay === null ? {} : { mostPerDay: [{ action, value: mostPerDay }] }),
    moreAccountIds: isPlain ? [] : more.map(({ accountId }) => accountId),
  };
}
