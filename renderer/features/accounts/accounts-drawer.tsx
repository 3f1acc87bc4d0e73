import type { Account } from '@contract/accounts.ts';
import { executionModes } from '@contract/automation.ts';
import { Drawer, Skeleton } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { Moment } from '../../ui/moment.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { phoneName } from '../devices/phone-names.ts';
import { ModeChoice } from './mode-choice.tsx';
import { RulesRead } from './rules-read.tsx';

/** The own accounts: on which phone, whose, and who touches their messenger. */
export function AccountsDrawer({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { text } = useTexts();
  const input = useMemo(() => ({}), []);
  const jobsDone = useLive(({ jobs }) => [...jobs.values()].map(({ counts }) => counts.done ?? 0).join(' '));
  const { value, fault, isAsking, askAgain } = useAnswer('accounts.list', input, jobsDone);
  return (
    <Drawer open size={760} title={text('accounts.title')} onClose={onClose} data-accounts-drawer>
      <div className="drawer-parts accounts-drawer">
        <dl className="fact-list">
          {executionModes.map((mode) => (
            <div key={mode} className="fact-pair">
              <dt>{text(`accounts.mode.${mode}`)}</dt>
              <dd className="text-second">{text(`accounts.mode.${mode}-means`)}</dd>
            </div>
          ))}
        </dl>
        <RulesRead />
        {fault !== null && <FaultNotice fault={fault} />}
        {value === null && isAsking && <Skeleton active paragraph={{ rows: 6 }} title={false} />}
        {value !== null && value.accounts.length === 0 && <p className="empty-line">{text('accounts.none')}</p>}
        {value !== null && value.accounts.length > 0 && (
          <table className="data-table">
            <thead>
              <tr>
                {(['phone', 'nickname', 'id', 'read', 'mode', 'rest'] as const).map((column) => (
                  <th key={column}>{text(`accounts.column.${column}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {value.accounts.map((account) => (
                <AccountRow key={account.accountId} account={account} onChanged={askAgain} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Drawer>
  );
}

interface AccountRowProps {
  readonly account: Account;
  readonly onChanged: () => void;
}

function AccountRow({ account, onChanged }: AccountRowProps): ReactNode {
  const { text } = useTexts();
  const { nickname, maskedId, identityReadAt, cooldownUntilAt } = account;
  return (
    <tr data-account={account.accountId}>
      <td>
        <PhoneOf phoneId={account.phoneId} />
      </td>
      <td>{nickname ?? text('groups.unread')}</td>
      <td className="tabular">{maskedId ?? ''}</td>
      <td>{identityReadAt === null ? text('groups.unread') : <Age at={identityReadAt} isTrueTime />}</td>
      <td>
        <ModeChoice account={account} onChanged={onChanged} />
      </td>
      <td>
        {cooldownUntilAt === null ? (
          <span className="text-third">{text('accounts.no-rest')}</span>
        ) : (
          <Badge tone="warn">
            <Moment at={cooldownUntilAt} isTrueTime />
          </Badge>
        )}
      </td>
    </tr>
  );
}

function PhoneOf({ phoneId }: { readonly phoneId: string | null }): ReactNode {
  const texts = useTexts();
  const phone = useLive(({ phones }) => (phoneId === null ? null : (phones.get(phoneId) ?? null)));
  if (phoneId === null) return texts.text('accounts.no-phone');
  return phone === null ? texts.text('phone.removed') : phoneName(phone, texts);
}
