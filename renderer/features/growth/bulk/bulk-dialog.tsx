import type { BoardCard } from '@contract/board-card.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { BulkFields } from './bulk-fields.tsx';
import { offeredTasks, type BulkKind, type BulkRow } from './bulk-order.ts';
import { BulkTable } from './bulk-table.tsx';
import { useBulk } from './use-bulk.ts';

interface BulkDialogProps {
  readonly kind: BulkKind;
  readonly cards: readonly BoardCard[];
  readonly tasks: ProcedureOutput<'accounts.board'>['tasks'];
  readonly onClose: (isEntered: boolean) => void;
}

/** What is entered about several accounts: for which of them, for which not and why, and then what came of it, by name. */
export function BulkDialog({ kind, cards, tasks, onClose }: BulkDialogProps): ReactNode {
  const { text, language } = useTexts();
  const offered = offeredTasks(cards, tasks, language);
  const { draft, setDraft, rows, isOver, isReady, isRunning, fault, submit } = useBulk(kind, cards, offered);
  const count = rows.filter(({ state }) => state === 'applies').length;
  return (
    <Modal
      open
      width={820}
      title={text(`bulk.title.${kind}`, { count: cards.length })}
      okText={isOver ? text('act.close') : text(`bulk.confirm.${kind}`, { count })}
      cancelText={text('act.cancel')}
      okButtonProps={{ loading: isRunning, disabled: !isOver && (!isReady || count === 0) }}
      cancelButtonProps={{ hidden: isOver }}
      onOk={() => (isOver ? onClose(true) : submit())}
      onCancel={() => onClose(isOver)}
    >
      <div className="growth-bulk-form" data-bulk-dialog={kind}>
        {isOver ? <Outcome rows={rows} /> : <p className="text-second">{text(`bulk.text.${kind}`)}</p>}
        {!isOver && kind === 'tick' && (
          <BulkFields
            draft={draft}
            offered={offered}
            asksProof={rows.some(({ proof }) => proof !== null)}
            onChange={setDraft}
          />
        )}
        <BulkTable kind={kind} rows={rows} draft={isOver ? null : draft} onChange={setDraft} />
        {fault !== null && <FaultNotice fault={fault} />}
      </div>
    </Modal>
  );
}

/** For how many it was entered, and for how many not. */
function Outcome({ rows }: { readonly rows: readonly BulkRow[] }): ReactNode {
  const { text } = useTexts();
  const done = rows.filter(({ state }) => state === 'done').length;
  const left = rows.length - done;
  return <Notice tone={left === 0 ? 'good' : 'warn'} title={text('bulk.outcome', { done, left })} />;
}
