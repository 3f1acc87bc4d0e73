import type { BoardCard } from '@contract/board-card.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import type { BulkKind } from './bulk-order.ts';
import type { Picks } from './use-picks.ts';

interface BulkBarProps {
  readonly picks: Picks;
  /** What the filter lets through: only these are chosen. */
  readonly shown: readonly BoardCard[];
  readonly tasks: ProcedureOutput<'accounts.board'>['tasks'];
}

/** How many accounts are chosen, and what is entered about all of them. */
export function BulkBar({ picks, shown, tasks }: BulkBarProps): ReactNode {
  const { text } = useTexts();
  const [order, setOrder] = useState<{ readonly kind: BulkKind; readonly cards: readonly BoardCard[] } | null>(null);
  const chosen = shown.filter(({ accountId }) => picks.ids.has(accountId));
  const shownIds = shown.map(({ accountId }) => accountId);
  const isAll = shown.length > 0 && chosen.length === shown.length;
  const close = (isEntered: boolean): void => {
    setOrder(null);
    if (isEntered) picks.end();
  };
  return (
    <div className="toolbar-line growth-bulk" data-bulk={chosen.length}>
      <strong className="tabular" aria-live="polite">
        {text('bulk.chosen', { count: chosen.length })}
      </strong>
      <Button size="small" data-act="bulk-all" onClick={() => picks.set(shownIds, !isAll)}>
        {isAll ? text('bulk.none') : text('bulk.all', { count: shown.length })}
      </Button>
      {(['tick', 'sign-off'] as const).map((kind) => (
        <Button
          key={kind}
          size="small"
          type="primary"
          disabled={chosen.length === 0}
          data-act={`bulk-${kind}`}
          onClick={() => setOrder({ kind, cards: chosen })}
        >
          {text(`bulk.act.${kind}`)}
        </Button>
      ))}
      <Button size="small" data-act="bulk-end" onClick={picks.end}>
        {text('bulk.end')}
      </Button>
      <span className="text-second">{text('bulk.hint')}</span>
      {order !== null && <BulkDialog {...order} tasks={tasks} onClose={close} />}
    </div>
  );
}
