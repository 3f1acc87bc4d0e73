import { NumberOutlined, PrinterOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { CheckCard } from './check-card.tsx';
import { ShiftHistory } from './shift-history.tsx';

/** Shift check-in: how many phones should be here, who is missing and why, signed by whoever takes over. */
export function ShiftPage(): ReactNode {
  const { text } = useTexts();
  const { acts, announcements } = useConsole();
  const input = useMemo(() => ({ checkId: null }), []);
  const { value, fault, isAsking, askAgain } = useAnswer('shift.get', input);
  const [round, setRound] = useState(0);
  const reload = useCallback(() => {
    askAgain();
    setRound((before) => before + 1);
  }, [askAgain]);
  const count = async (): Promise<void> => {
    const answer = await acts.run('shift.open', {});
    if (!answer.ok && answer.error.code !== 'operator-required')
      announcements.publish({ kind: 'fault', fault: answer.error });
    reload();
  };
  return (
    <div className="page" data-page="shift">
      <header className="page-head">
        <div>
          <h1>{text('nav.shift')}</h1>
          <p className="text-second">{text('shift.page-text')}</p>
        </div>
        <ShiftActs hasOpen={value !== null} onCount={() => void count()} />
      </header>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 4 }} title={false} />}
      {value === null && !isAsking && <NoOpenCheck />}
      {value !== null && <CheckCard check={value} onChanged={reload} />}
      <ShiftHistory key={round} />
    </div>
  );
}

/** Finding a phone on the shelf: every phone that answers shows its number; the one that does not is the one that is missing. */
function ShiftActs({ hasOpen, onCount }: { readonly hasOpen: boolean; readonly onCount: () => void }): ReactNode {
  const { text } = useTexts();
  const { batches, ui } = useConsole();
  const online = useLive(
    useShallow(({ phones }) =>
      [...phones.values()].flatMap(({ phoneId, isExpected, state }) =>
        isExpected && state === 'ready' ? [phoneId] : [],
      ),
    ),
  );
  return (
    <div className="act-buttons">
      <Button
        icon={<NumberOutlined aria-hidden />}
        disabled={online.length === 0}
        title={text('shift.find-hint')}
        onClick={() => void batches.start({ kind: 'show-number' }, online)}
      >
        {text('shift.find', { count: online.length })}
      </Button>
      <Button icon={<PrinterOutlined aria-hidden />} onClick={() => ui.setState({ sheet: { kind: 'desk' } })}>
        {text('sheet.desk')}
      </Button>
      <Button type="primary" icon={<ReloadOutlined aria-hidden />} data-act="shift-open" onClick={onCount}>
        {text(hasOpen ? 'shift.recount' : 'shift.open')}
      </Button>
    </div>
  );
}

function NoOpenCheck(): ReactNode {
  const { text } = useTexts();
  const { expectedCount, onlineCount, missing } = useLive((state) => state.attendance);
  return (
    <section className="section-card">
      <h2>{text('shift.none-open')}</h2>
      <p className="text-second">
        {text('shift.now', { expected: expectedCount, online: onlineCount, missing: missing.length })}
      </p>
    </section>
  );
}
