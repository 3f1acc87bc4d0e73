import type { CalendarRow } from '@contract/account-calendar.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { phoneName } from '../devices/phone-names.ts';

type Named = Pick<CalendarRow, 'phoneId' | 'nickname'>;

/** What an account is called: by its nickname and its phone. */
export function useAccountName({ phoneId, nickname }: Named): {
  readonly name: string;
  readonly phone: string;
} {
  const texts = useTexts();
  const phone = useLive(({ phones }) => (phoneId === null ? null : (phones.get(phoneId) ?? null)));
  const missing = phoneId === null ? 'accounts.no-phone' : 'phone.removed';
  const called = phone === null ? texts.text(missing) : phoneName(phone, texts);
  return { name: nickname ?? texts.text('growth.unnamed'), phone: called };
}

/** The head of a row; a click opens the account's page. */
export function AccountName({ row }: { readonly row: CalendarRow }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const { name, phone } = useAccountName(row);
  const { accountId, custodian, isPractice, startedOn, stages } = row;
  const [stage] = stages;
  const standing = isPractice
    ? text('calendar.practice')
    : startedOn === null
      ? text('calendar.unstarted')
      : text('calendar.day-of', { stage: stage?.stageId ?? '', day: stage?.day ?? 0 });
  return (
    <span role="rowheader" className="calendar-who" title={`${name} · ${phone} · ${standing}`}>
      <button
        type="button"
        className="link-button"
        onClick={() => ui.setState({ growthTab: 'board', openAccountId: accountId })}
      >
        {name}
      </button>
      <span className="text-third">{[phone, custodian].filter((part) => part !== '').join(' · ')}</span>
    </span>
  );
}
