import type { BoardCard } from '@contract/board-card.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { Checkbox } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { Texts } from '../../../i18n/texts.ts';
import { useLive } from '../../../stores/use-console.ts';
import type { Picks } from '../bulk/use-picks.ts';
import { AccountCard } from './account-card.tsx';
import { columnsOf, type ColumnId } from './column-order.ts';

type Board = ProcedureOutput<'accounts.board'>;
type StageView = Board['stages'][number];

interface BoardColumnsProps {
  readonly board: Board;
  readonly cards: readonly BoardCard[];
  readonly isFiltered: boolean;
  /** Null: nobody chooses several of them. */
  readonly picks: Picks | null;
}

/** The stages side by side; one without accounts keeps its place, narrow. */
export function BoardColumns({ board, cards, isFiltered, picks }: BoardColumnsProps): ReactNode {
  const { text } = useTexts();
  const phones = useLive((state) => state.phones);
  const columns = useMemo(
    () => columnsOf(cards, ({ phoneId }) => phones.get(phoneId ?? '')?.number ?? Number.MAX_SAFE_INTEGER),
    [cards, phones],
  );
  return (
    <div className="growth-columns">
      {columns.map((column) => (
        <section
          key={column.columnId}
          className={`growth-column${column.cards.length === 0 ? ' is-empty' : ''}`}
          data-column={column.columnId}
        >
          <ColumnHead columnId={column.columnId} count={column.cards.length} stages={board.stages} />
          {picks !== null && column.cards.length > 0 && <PickColumn cards={column.cards} picks={picks} />}
          <div className="growth-column-cards">
            {column.cards.map((card) => (
              <AccountCard
                key={card.accountId}
                card={card}
                now={board.now}
                isPicked={picks === null ? null : picks.ids.has(card.accountId)}
                onPick={picks?.toggle ?? noPick}
              />
            ))}
            {column.cards.length === 0 && (
              <p className="text-third">{text(isFiltered ? 'growth.column-filtered' : 'growth.column-empty')}</p>
            )}
          </div>
        </section>
      ))}
    </div>
  );
}

function noPick(): void {
  // Nobody chooses.
}

/** Chooses all that stand in the column, or none of them. */
function PickColumn({ cards, picks }: { readonly cards: readonly BoardCard[]; readonly picks: Picks }): ReactNode {
  const { text } = useTexts();
  const isAll = cards.every(({ accountId }) => picks.ids.has(accountId));
  const ids = cards.map(({ accountId }) => accountId);
  return (
    <Checkbox className="growth-column-pick" checked={isAll} onChange={() => picks.set(ids, !isAll)}>
      {text('bulk.whole-column')}
    </Checkbox>
  );
}

interface ColumnHeadProps {
  readonly columnId: ColumnId;
  readonly count: number;
  readonly stages: readonly StageView[];
}

function ColumnHead({ columnId, count, stages }: ColumnHeadProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const stage = stages.find(({ stageId }) => stageId === columnId);
  if (stage !== undefined) {
    return (
      <header className="growth-column-head">
        <h2 title={text('growth.column-title', { name: stageName(texts, stage), days: daysText(texts, stage) })}>
          {columnId} <span className="growth-column-name">{stageName(texts, stage)}</span>
        </h2>
        <span className="tabular text-second growth-column-days">{daysText(texts, stage)}</span>
        <strong className="tabular">{count}</strong>
      </header>
    );
  }
  const end = columnId === 'practice' ? 'practice' : 'unplanned';
  return (
    <header className="growth-column-head" title={text(`growth.column.${end}-text`)}>
      <h2>{text(`growth.column.${end}`)}</h2>
      <span className="text-second growth-column-days">{text(`growth.column.${end}-days`)}</span>
      <strong className="tabular">{count}</strong>
    </header>
  );
}

export function stageName({ language }: Texts, { text }: StageView): string {
  return language === 'en' ? text.en : text.zh;
}

function daysText({ text }: Texts, { dayFrom, dayTo }: StageView): string {
  if (dayTo === null) return text('growth.days-from', { from: dayFrom });
  return dayTo === dayFrom
    ? text('growth.days-one', { from: dayFrom })
    : text('growth.days', { from: dayFrom, to: dayTo });
}
