import type { PlannedAccount } from '@contract/plans.ts';
import { Checkbox, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useLive } from '../../../stores/use-console.ts';
import { phoneName } from '../../devices/phone-names.ts';

interface AccountChoiceProps {
  readonly accounts: readonly PlannedAccount[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** Which accounts get the plan, with what each is under now. */
export function AccountChoice({ accounts, chosen, onChange }: AccountChoiceProps): ReactNode {
  const { text } = useTexts();
  const [wanted, setWanted] = useState('');
  const nameOf = useAccountName();
  const named = accounts.map((account) => ({ account, name: nameOf(account) }));
  const shown = named.filter(({ account, name }) =>
    `${name} ${account.plan?.templateId ?? ''}`.includes(wanted.trim()),
  );
  const isAll = shown.length > 0 && shown.every(({ account }) => chosen.has(account.accountId));
  const choose = (ids: readonly string[], isOn: boolean): void => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (isOn) next.add(id);
      else next.delete(id);
    }
    onChange(next);
  };
  if (accounts.length === 0) return <p className="text-second">{text('growth.no-accounts-text')}</p>;
  return (
    <section className="assign-choice">
      <div className="people-bar">
        <Checkbox
          checked={isAll}
          data-act="assign-all"
          onChange={({ target }) =>
            choose(
              shown.map(({ account }) => account.accountId),
              target.checked,
            )
          }
        >
          {text('plans.assign-all', { count: shown.length })}
        </Checkbox>
        <Input
          className="toolbar-search"
          allowClear
          value={wanted}
          placeholder={text('plans.assign-search')}
          aria-label={text('plans.assign-search')}
          onChange={(event) => setWanted(event.target.value)}
        />
        <span className="text-second tabular">{text('plans.assign-chosen', { count: chosen.size })}</span>
      </div>
      <div className="table-frame assign-accounts">
        <table className="data-table">
          <tbody>
            {shown.map(({ account, name }) => (
              <tr key={account.accountId} data-assign-account={account.accountId}>
                <td>
                  <Checkbox
                    checked={chosen.has(account.accountId)}
                    onChange={({ target }) => choose([account.accountId], target.checked)}
                  >
                    {name}
                  </Checkbox>
                </td>
                <td>{account.stageId}</td>
                <td className="text-second">
                  {account.plan === null
                    ? text(`plans.under.${account.kind}`)
                    : text('plans.under.given', { plan: account.plan.templateId, version: account.plan.version })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** An account by its nickname and the phone that it is on. */
export function useAccountName(): (account: PlannedAccount) => string {
  const texts = useTexts();
  const phones = useLive((state) => state.phones);
  return ({ nickname, phoneId }) => {
    const phone = phoneId === null ? null : (phones.get(phoneId) ?? null);
    const parts = [nickname, phone === null ? null : phoneName(phone, texts)].filter(
      (part) => part !== null && part !== '',
    );
    return parts.length === 0 ? texts.text('plans.no-phone') : parts.join(' · ');
  };
}
