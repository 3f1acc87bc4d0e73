import { memberDataKeptDays, type MemberDataReceipt } from '@contract/member-data.ts';
import type { Fault } from '@contract/outcome.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { Button, Drawer, Input, Skeleton } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { Moment } from '../../ui/moment.tsx';
import { useAnswer } from '../../ui/use-answer.ts';

/** What is kept of members, for how long, and how somebody is taken out of it. */
export function MemberDataDrawer({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const input = useMemo(() => ({}), []);
  const { value, fault, isAsking, askAgain } = useAnswer('memberData.state', input);
  const purge = async (): Promise<void> => {
    if (await acts.perform('memberData.purge', {})) askAgain();
  };
  return (
    <Drawer open size={560} title={text('member-data.title')} onClose={onClose} data-member-data>
      <p className="text-second">{text('member-data.text', { days: memberDataKeptDays })}</p>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 5 }} title={false} />}
      {value !== null && (
        <div className="drawer-parts">
          <section>
            <p className="tabular">
              {text('member-data.kept', { rosters: value.rosterCount, cells: value.cellCount })}
              {value.oldestReadAt !== null && (
                <span className="text-second">
                  {' · '}
                  {text('member-data.oldest')} <Age at={value.oldestReadAt} />
                </span>
              )}
            </p>
            <Button data-act="purge" onClick={() => void purge()}>
              {text('member-data.purge')}
            </Button>
          </section>
          <ErasePerson onErased={askAgain} />
          <Receipts receipts={value.receipts} />
        </div>
      )}
    </Drawer>
  );
}

type Found = ProcedureOutput<'memberData.find'> & { readonly name: string };

/** Looks first where the name stands, then asks for the yes to exactly that. */
function ErasePerson({ onErased }: { readonly onErased: () => void }): ReactNode {
  const { text } = useTexts();
  const { client, acts } = useConsole();
  const [found, setFound] = useState<Found | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const find = async (name: string): Promise<void> => {
    const answer = await client.ask('memberData.find', { name });
    setFault(answer.ok ? null : answer.error);
    setFound(answer.ok ? { ...answer.value, name } : null);
  };
  const erase = async ({ name }: Found): Promise<void> => {
    if (!(await acts.perform('memberData.erase', { name, isConfirmed: true }))) return;
    setFound(null);
    onErased();
  };
  return (
    <section>
      <h3>{text('member-data.erase')}</h3>
      <p className="text-second">{text('member-data.erase-text')}</p>
      <Input.Search
        maxLength={60}
        placeholder={text('member-data.name')}
        aria-label={text('member-data.name')}
        enterButton={text('member-data.find')}
        onChange={() => setFound(null)}
        onSearch={(name) => name.trim() !== '' && void find(name.trim())}
      />
      {fault !== null && <FaultNotice fault={fault} />}
      {found !== null && (
        <div className="act-buttons">
          <span className="tabular" aria-live="polite">
            {text('member-data.found', { rosters: found.rosterCount, cells: found.cellCount })}
          </span>
          {found.cellCount > 0 && (
            <Button danger data-act="erase" onClick={() => void erase(found)}>
              {text('member-data.erase-yes', { cells: found.cellCount })}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Receipts({ receipts }: { readonly receipts: readonly MemberDataReceipt[] }): ReactNode {
  const { text } = useTexts();
  return (
    <section>
      <h3>{text('member-data.receipts')}</h3>
      {receipts.length === 0 && <p className="text-second">{text('member-data.receipts-none')}</p>}
      <ul className="plain-list">
        {receipts.map(({ receiptId, kind, at, operatorName, rosterCount, cellCount }) => (
          <li key={receiptId} data-receipt={receiptId}>
            <Moment at={at} /> {text(`member-data.kind.${kind}`)} · {operatorName ?? text('member-data.by-console')} ·{' '}
            {text('member-data.receipt', { id: receiptId, rosters: rosterCount, cells: cellCount })}
          </li>
        ))}
      </ul>
    </section>
  );
}
