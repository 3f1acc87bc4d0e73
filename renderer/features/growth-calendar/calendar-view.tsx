import type { CalendarRow } from '@contract/account-calendar.ts';
import { actionIds, type ActionId } from '@contract/plan-ids.ts';
import { Input, Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { phoneName } from '../devices/phone-names.ts';
import { useGrowthVersion } from '../growth/use-growth.ts';
import { CalendarGrid } from './calendar-grid.tsx';
import { DayPanel } from './day-panel.tsx';
import { isLookedFor } from './day-lines.ts';
import type { Calendar } from './event-words.ts';
import { RestLine } from './rest-line.tsx';

const asked = { days: 30 };

/** The next 30 days: accounts beside days, and one day over all accounts. */
export function CalendarView(): ReactNode {
  const { value, fault } = useAnswer('accounts.calendar', asked, useGrowthVersion(null));
  if (value === null) return fault === null ? <LoadingLines /> : <FaultNotice fault={fault} />;
  return value.rows.length === 0 ? <NoAccounts /> : <Days calendar={value} />;
}

function NoAccounts(): ReactNode {
  const { text } = useTexts();
  return (
    <div className="empty-line">
      <p>{text('calendar.none')}</p>
      <p className="text-second">{text('calendar.none-text')}</p>
    </div>
  );
}

function Days({ calendar }: { readonly calendar: Calendar }): ReactNode {
  const { text } = useTexts();
  const [search, setSearch] = useState('');
  const [action, setAction] = useState<ActionId | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = useFoundRows(calendar.rows, search);
  const day = chosen ?? calendar.days[0] ?? '';
  return (
    <>
      <div className="toolbar-line">
        <Input
          allowClear
          className="calendar-search"
          aria-label={text('calendar.search')}
          placeholder={text('calendar.search')}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <Select<ActionId | 'all'>
          className="calendar-action"
          aria-label={text('calendar.action')}
          value={action ?? 'all'}
          options={[
            { value: 'all', label: text('calendar.action-all') },
            ...actionIds.map((id) => ({ value: id, label: text(`growth.action.${id}`) })),
          ]}
          onChange={(value) => setAction(value === 'all' ? null : value)}
        />
        <span className="text-second">{text('calendar.accounts', { count: rows.length })}</span>
        <span className="toolbar-gap" />
        <span className="text-third">{text('calendar.zone')}</span>
      </div>
      <RestLine plans={calendar.restPlans} />
      <div className="calendar-parts">
        {rows.length === 0 ? (
          <p className="empty-line">{text('calendar.nothing-found')}</p>
        ) : (
          <CalendarGrid calendar={calendar} rows={rows} action={action} day={day} onChoose={setChosen} />
        )}
        <DayPanel calendar={calendar} rows={rows} day={day} />
      </div>
    </>
  );
}

/** The accounts that somebody looks for. */
function useFoundRows(rows: readonly CalendarRow[], search: string): readonly CalendarRow[] {
  const texts = useTexts();
  const phones = useLive((state) => state.phones);
  return useMemo(() => {
    const nameOf = ({ phoneId }: CalendarRow): string => {
      const phone = phoneId === null ? undefined : phones.get(phoneId);
      return phone === undefined ? '' : phoneName(phone, texts);
    };
    return rows.filter((row) => isLookedFor(row, nameOf(row), search));
  }, [rows, phones, texts, search]);
}
