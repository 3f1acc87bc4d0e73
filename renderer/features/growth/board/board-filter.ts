import type { BoardCard } from '@contract/board-card.ts';
import type { Condition } from '@contract/plan-ids.ts';

/** Which cards of the board are shown; null: any. */
export interface BoardFilter {
  readonly text: string;
  readonly custodian: string | null;
  readonly team: string | null;
  readonly phoneId: string | null;
  readonly condition: Condition | null;
}

export const openBoardFilter: BoardFilter = { text: '', custodian: null, team: null, phoneId: null, condition: null };

export function isOpen(filter: BoardFilter): boolean {
  const { text, ...choices } = filter;
  return text.trim() === '' && Object.values(choices).every((choice) => choice === null);
}

/** `placeOf`: where it is, or was, as the card says it, so that number and name of the phone are found. */
export function filterCards(
  cards: readonly BoardCard[],
  filter: BoardFilter,
  placeOf: (card: BoardCard) => string,
): readonly BoardCard[] {
  const words = filter.text
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return cards.filter((card) => {
    if (filter.custodian !== null && card.custodian !== filter.custodian) return false;
    if (filter.team !== null && card.team !== filter.team) return false;
    if (filter.phoneId !== null && card.phoneId !== filter.phoneId) return false;
    if (filter.condition !== null && card.condition !== filter.condition) return false;
    const read = [placeOf(card), card.nickname ?? '', card.maskedId ?? '', card.custodian, card.team]
      .join('\n')
      .toLowerCase();
    return words.every((word) => read.includes(word));
  });
}

/** What may be chosen: every value that some account has, in reading order. */
export function valuesOf(cards: readonly BoardCard[], field: 'custodian' | 'team'): readonly string[] {
  const values = new Set(cards.map((card) => card[field]).filter((value) => value !== ''));
  return [...values].toSorted((one, other) => one.localeCompare(other, 'zh-CN'));
}
