import type { ShiftSummary } from '@contract/shift.ts';
import { Button, Modal } from 'antd';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { usePages } from '../../ui/use-pages.ts';
import { CheckCard } from './check-card.tsx';

const pageSize = 30;

/** Every check that was signed, newest first. */
export function ShiftHistory(): ReactNode {
  const { text } = useTexts();
  const { client } = useConsole();
  const [openId, setOpenId] = useState<number | null>(null);
  const ask = useCallback(
    (oldest: ShiftSummary | null) => client.ask('shift.list', { beforeId: oldest?.checkId ?? null, limit: pageSize }),
    [client],
  );
  const { entries, hasMore, isLoading, fault, loadMore } = usePages(ask);
  const signed = entries.filter(({ signedAt }) => signedAt !== null);
  return (
    <section className="section-card">
      <h2>{text('shift.history')}</h2>
      {fault !== null && <FaultNotice fault={fault} />}
      {signed.length === 0 && !isLoading && <p className="text-second">{text('shift.history-none')}</p>}
      {signed.length > 0 && <HistoryTable checks={signed} onOpen={setOpenId} />}
      {hasMore && !isLoading && (
        <div>
          <Button onClick={loadMore}>{text('shift.more')}</Button>
        </div>
      )}
      {openId !== null && <OpenedCheck checkId={openId} onClose={() => setOpenId(null)} />}
    </section>
  );
}

interface HistoryTableProps {
  readonly checks: readonly ShiftSummary[];
  readonly onOpen: (checkId: number) => void;
}

function HistoryTable({ checks, onOpen }: HistoryTableProps): ReactNode {
  const { text, language } = useTexts();
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th>{text('shift.signed-at')}</th>
          <th>{text('shift.signer')}</th>
          <th className="cell-right">{text('shift.expected')}</th>
          <th className="cell-right">{text('shift.online')}</th>
          <th className="cell-right">{text('shift.missing')}</th>
          <th aria-label={text('shift.details')} />
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.checkId}>
            <td className="tabular">{fullTimeText(language, check.signedAt ?? check.openedAt)}</td>
            <td>{check.signedBy}</td>
            <td className="cell-right tabular">{check.expectedCount}</td>
            <td className="cell-right tabular">{check.onlineCount}</td>
            <td className={`cell-right tabular${check.missingCount > 0 ? ' tone-bad' : ''}`}>{check.missingCount}</td>
            <td>
              <Button size="small" onClick={() => onOpen(check.checkId)}>
                {text('shift.details')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OpenedCheck({ checkId, onClose }: { readonly checkId: number; readonly onClose: () => void }): ReactNode {
  const input = useMemo(() => ({ checkId }), [checkId]);
  const { value, fault, askAgain } = useAnswer('shift.get', input);
  return (
    <Modal open width={960} footer={null} onCancel={onClose}>
      {fault !== null && <FaultNotice fault={fault} />}
      {value !== null && <CheckCard check={value} onChanged={askAgain} />}
    </Modal>
  );
}
