import type { CareRow, SwellResult } from '@contract/battery-care.ts';
import { Button, Segmented, Skeleton } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { isDue } from './care-due.ts';
import { CareTable } from './care-table.tsx';
import { SignOffDialog } from './sign-off-dialog.tsx';

type Shown = 'due' | 'all';

/** Batteries that hang on chargers for years: who looked when, what is due, and what each phone allows. */
export function CarePage(): ReactNode {
  const { text } = useTexts();
  const input = useMemo(() => ({}), []);
  // A phone that comes or goes changes the list; what is due moves by days.
  const version = useLive(({ phones }) => phones.size);
  const { value, fault, isAsking, askAgain } = useAnswer('batteryCare.list', input, version);
  const [shown, setShown] = useState<Shown | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [signing, setSigning] = useState<SwellResult | null>(null);
  const rows = value?.rows ?? [];
  const due = rows.filter(isDue);
  const view = shown ?? (due.length > 0 ? 'due' : 'all');
  const visible = view === 'due' ? due : rows;
  const picked = rows.filter(({ phoneId }) => chosen.has(phoneId));
  const refresh = (): void => {
    setChosen(new Set());
    askAgain();
  };
  return (
    <div className="page" data-page="care">
      <header className="page-head">
        <div>
          <h1>{text('nav.care')}</h1>
          <p className="text-second">{text('care.page-text')}</p>
        </div>
      </header>
      <div className="toolbar-line">
        <Segmented<Shown>
          value={view}
          options={[
            { value: 'due', label: text('care.due', { count: due.length }) },
            { value: 'all', label: text('care.all', { count: rows.length }) },
          ]}
          onChange={setShown}
        />
        <CareActs picked={picked} onSign={setSigning} onChanged={refresh} />
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 6 }} title={false} />}
      {value !== null && visible.length === 0 && (
        <p className="empty-line">{text(view === 'due' ? 'care.nothing-due' : 'care.no-phones')}</p>
      )}
      {visible.length > 0 && <CareTable rows={visible} chosen={chosen} onChoose={setChosen} />}
      {signing !== null && (
        <SignOffDialog result={signing} rows={picked} onClose={() => setSigning(null)} onSigned={refresh} />
      )}
    </div>
  );
}

interface CareActsProps {
  readonly picked: readonly CareRow[];
  readonly onSign: (result: SwellResult) => void;
  readonly onChanged: () => void;
}

function CareActs({ picked, onSign, onChanged }: CareActsProps): ReactNode {
  const { text } = useTexts();
  const { batches } = useConsole();
  const phoneIds = picked.map(({ phoneId }) => phoneId);
  const settable = picked.flatMap(({ phoneId, charge }) => (charge.support === 'settable' ? [phoneId] : []));
  const limit = async (isLimited: boolean): Promise<void> => {
    await batches.start({ kind: 'limit-charge', isLimited }, settable);
    onChanged();
  };
  return (
    <div className="act-buttons">
      <span className="text-second tabular">{text('select.count', { count: picked.length })}</span>
      <Button type="primary" disabled={picked.length === 0} data-act="sign-ok" onClick={() => onSign('ok')}>
        {text('care.sign.ok')}
      </Button>
      <Button danger disabled={picked.length === 0} onClick={() => onSign('swollen')}>
        {text('care.sign.swollen')}
      </Button>
      <Button disabled={picked.length === 0} onClick={() => onSign('removed')}>
        {text('care.sign.removed')}
      </Button>
      <Button disabled={picked.length === 0} onClick={() => void batches.start({ kind: 'show-number' }, phoneIds)}>
        {text('batch.show-number')}
      </Button>
      <Button disabled={settable.length === 0} title={text('care.limit-hint')} onClick={() => void limit(true)}>
        {text('care.limit', { count: settable.length })}
      </Button>
      <Button disabled={settable.length === 0} onClick={() => void limit(false)}>
        {text('care.unlimit')}
      </Button>
    </div>
  );
}
