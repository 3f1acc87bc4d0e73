import type { AccountDoubt } from '@contract/account-plans.ts';
import { Checkbox, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, usePhone } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';
import { phoneName } from '../devices/phone-names.ts';
import { SupervisorOnly } from '../growth/supervisor-only.tsx';
import { useSupervision } from '../growth/use-growth.ts';
import { chosenOf } from './doubts.ts';

interface DoubtDialogProps {
  readonly accounts: readonly AccountDoubt[];
  /** Since when, as people read it. */
  readonly from: string;
  readonly onClose: () => void;
}

/** One line an account; what is chosen is answered for, all at once. */
export function DoubtDialog({ accounts, from, onClose }: DoubtDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const supervision = useSupervision();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const chosen = chosenOf(accounts, marked);
  const { isRunning, fault, submit } = useFormAct<readonly string[]>(
    (accountIds) => acts.run('accounts.settleDoubts', { accountIds: [...accountIds] }),
    () => setMarked(new Set()),
  );
  const isPermitted = supervision.operatorName === null || supervision.isSupervisor;
  const mark = (ids: readonly string[], isMarked: boolean): void => {
    const others = [...marked].filter((accountId) => !ids.includes(accountId));
    setMarked(new Set(isMarked ? [...others, ...ids] : others));
  };
  const all = accounts.map(({ accountId }) => accountId);
  return (
    <Modal
      open
      width={560}
      title={text('doubts.dialog')}
      okText={text('doubts.settle', { count: chosen.length })}
      cancelText={text('act.close')}
      okButtonProps={{ loading: isRunning, disabled: !isPermitted || chosen.length === 0 }}
      onOk={() => submit(chosen)}
      onCancel={onClose}
    >
      <p>{text('doubts.meaning', { from })}</p>
      <SupervisorOnly supervision={supervision}>{() => null}</SupervisorOnly>
      <Checkbox
        checked={chosen.length === all.length}
        indeterminate={chosen.length > 0 && chosen.length < all.length}
        onChange={({ target }) => mark(all, target.checked)}
      >
        {text('doubts.all', { count: all.length })}
      </Checkbox>
      <ul className="growth-entries">
        {accounts.map((account) => (
          <li key={account.accountId} data-doubt={account.accountId}>
            <Checkbox
              checked={marked.has(account.accountId)}
              onChange={({ target }) => mark([account.accountId], target.checked)}
            >
              <AccountName account={account} />
            </Checkbox>
          </li>
        ))}
      </ul>
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}

function AccountName({ account: { phoneId, nickname, custodian } }: { readonly account: AccountDoubt }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const phone = usePhone(phoneId ?? '');
  const phoneText =
    phone === null ? text(phoneId === null ? 'accounts.no-phone' : 'phone.removed') : phoneName(phone, texts);
  return (
    <>
      {phoneText} · {nickname ?? text('growth.unnamed')} <span className="text-second">{custodian}</span>
    </>
  );
}
