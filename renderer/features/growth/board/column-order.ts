import type { BoardCard } from '@contract/board-card.ts';
import { stageIds, type StageId } from '@contract/plan-ids.ts';

/** Accounts under no plan yet, those that only practise, and those in a stage of their plan. */
export type ColumnId = 'unplanned' | StageId | 'practice';

export interface BoardColumn {
  readonly columnId: ColumnId;
  readonly cards: readonly BoardCard[];
}

/** By what accounts in like need are ordered: the number of the phone, as it stands on the shelf. */
export type NumberOf = (card: BoardCard) => number;

const severity: Readonly<Record<BoardCard['condition'], number>> = { suspended: 3, cooldown: 2, warning: 1, normal: 0 };

export function columnOf({ isPractice, startedOn, stageId }: BoardCard): ColumnId {
  if (isPractice) return 'practice';
  return startedOn === null ? 'unplanned' : stageId;
}

/**
 * A column for each stage, with the accounts that need somebody first. Columns of accounts without a plan are there only while
 * somebody stands in them.
 */
export function columnsOf(cards: readonly BoardCard[], numberOf: NumberOf): readonly BoardColumn[] {
  const sorted = cards.toSorted((one, other) => byNeed(one, other) || numberOf(one) - numberOf(other));
  const inColumn = (columnId: ColumnId): BoardColumn => ({
    columnId,
    cards: sorted.filter((card) => columnOf(card) === columnId),
  });
  const ends = (columnId: ColumnId): readonly BoardColumn[] =>
    [inColumn(columnId)].filter((column) => column.cards.length > 0);
  return [...ends('unplanned'), ...stageIds.map(inColumn), ...ends('practice')];
}

/** The worst condition first, then what is overdue, then whoever is furthest. */
function byNeed(one: BoardCard, other: BoardCard): number {
  return (
    severity[other.condition] - severity[one.condition] ||
    other.checklist.overdue - one.checklist.overdue ||
    other.day - one.day
  );
}
