import { Button, Skeleton } from 'antd';
import { useMemo, type ReactNode } from 'react';
import type { BoardCard } from '@contract/board-card.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, useUi } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { AccountPage } from '../account/account-page.tsx';
import { PlaceButton } from '../account/place-button.tsx';
import { BulkBar } from '../bulk/bulk-bar.tsx';
import { usePicks } from '../bulk/use-picks.ts';
import { useGrowthVersion } from '../use-growth.ts';
import { placeText } from '../words/place-words.ts';
import { usePhoneNames } from '../words/use-phone-names.ts';
import { BoardColumns } from './board-columns.tsx';
import { BoardFilters } from './board-filters.tsx';
import { filterCards, isOpen, openBoardFilter } from './board-filter.ts';
import { DemoHistories } from './demo-histories.tsx';

const noInput = {};

/** Every account in the column of its stage, or the page of one of them. */
export function BoardTab(): ReactNode {
  const openAccountId = useUi((state) => state.openAccountId);
  return openAccountId === null ? <Board /> : <AccountPage key={openAccountId} accountId={openAccountId} />;
}

function Board(): ReactNode {
  const { value, fault, isAsking, askAgain } = useAnswer('accounts.board', noInput, useGrowthVersion(null));
  return (
    <div className="growth-board" data-growth="board">
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 8 }} title={false} />}
      {value !== null && (value.cards.length === 0 ? <NoAccounts onPlaced={askAgain} /> : <Accounts board={value} />)}
    </div>
  );
}

function Accounts({ board }: { readonly board: ProcedureOutput<'accounts.board'> }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const filter = useUi(({ boardFilter }) => boardFilter);
  const shown = useShown(board.cards);
  const { picks, begin } = usePicks();
  return (
    <>
      <DemoHistories cards={board.cards} />
      <BoardFilters cards={board.cards} shownCount={shown.length} onPick={picks === null ? begin : null} />
      {picks !== null && <BulkBar picks={picks} shown={shown} tasks={board.tasks} />}
      {shown.length === 0 && (
        <div className="growth-none">
          <p className="text-second">{text('growth.nothing-found')}</p>
          <Button onClick={() => ui.setState({ boardFilter: openBoardFilter })}>{text('growth.filter-reset')}</Button>
        </div>
      )}
      {shown.length > 0 && <BoardColumns board={board} cards={shown} isFiltered={!isOpen(filter)} picks={picks} />}
    </>
  );
}

function useShown(cards: readonly BoardCard[]): readonly BoardCard[] {
  const texts = useTexts();
  const filter = useUi(({ boardFilter }) => boardFilter);
  const nameOf = usePhoneNames();
  return useMemo(
    () => filterCards(cards, filter, ({ place }) => placeText(texts, place, nameOf)),
    [cards, filter, nameOf, texts],
  );
}

/** Accounts are found by reading the messengers of the phones. */
function NoAccounts({ onPlaced }: { readonly onPlaced: () => void }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  return (
    <section className="section-card jobs-none">
      <h2>{text('growth.no-accounts')}</h2>
      <p className="text-second">{text('growth.no-accounts-text')}</p>
      <div className="act-buttons">
        <Button type="primary" onClick={() => ui.setState({ page: 'groups' })}>
          {text('growth.no-accounts-act')}
        </Button>
        <PlaceButton account={null} onDone={onPlaced} />
      </div>
    </section>
  );
}
