import { memberDataKeptDays } from '@contract/member-data.ts';
import type { Fault } from '@contract/outcome.ts';
import { Button, Drawer, Input, Skeleton } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { FoundPerson, type Found } from './found-person.tsx';
import { MemberReceipts } from './member-receipts.tsx';

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
    <Drawer open size={640} title={text('member-data.title')} onClose={onClose} data-member-data>
      <p className="text-second">{text('member-data.text', { days: memberDataKeptDays })}</p>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 5 }} title={false} />}
      {value !== null && (
        <div className="drawer-parts">
          <section className="member-part">
            <p className="tabular">
              {text('member-data.kept', { rosters: value.rosterCount, cells: value.cellCount })}
              {value.oldestReadAt !== null && (
                <span className="text-second">
                  {' · '}
                  {text('member-data.oldest')} <Age at={value.oldestReadAt} isTrueTime />
                </span>
              )}
            </p>
            <Button data-act="purge" onClick={() => void purge()}>
              {text('member-data.purge')}
            </Button>
          </section>
          <ErasePerson onErased={askAgain} />
          <MemberReceipts receipts={value.receipts} />
        </div>
      )}
    </Drawer>
  );
}

/** Looks first where the name stands, then asks for the yes to exactly that. */
function ErasePerson({ onErased }: { readonly onErased: () => void }): ReactNode {
  const { text } = useTexts();
  const { client, acts } = useConsole();
  const [found, setFound] = useState<Found | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isErasing, setErasing] = useState(false);
  const find = async (name: string): Promise<void> => {
    const answer = await client.ask('memberData.find', { name });
    setFault(answer.ok ? null : answer.error);
    setFound(answer.ok ? { ...answer.value, name } : null);
  };
  const erase = async ({ name }: Found, isUnlistedMeant: boolean): Promise<void> => {
    setErasing(true);
    const isDone = await acts.perform('memberData.erase', { name, isUnlistedMeant, isConfirmed: true });
    setErasing(false);
    if (!isDone) return;
    setFound(null);
    onErased();
  };
  return (
    <section className="member-part">
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
        <FoundPerson
          key={found.name}
          found={found}
          isErasing={isErasing}
          onErase={(isUnlistedMeant) => void erase(found, isUnlistedMeant)}
        />
      )}
    </section>
  );
}
