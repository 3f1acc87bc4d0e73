import type { CalendarRow } from '@contract/account-calendar.ts';
import type { ActionId } from '@contract/plan-ids.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type CSSProperties, type ReactNode } from 'react';
import { columnTexts, planDateText } from '../../format/plan-times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { AccountName } from './account-name.tsx';
import { cellsOf } from './calendar-cells.ts';
import { DayCell } from './day-cell.tsx';
import { dayClass } from './day-class.ts';
import type { Calendar } from './event-words.ts';

const rowHeight = 44;
const overscan = 8;

interface CalendarGridProps {
  readonly calendar: Calendar;
  readonly rows: readonly CalendarRow[];
  readonly action: ActionId | null;
  /** The day that is looked at. */
  readonly day: string;
  readonly onChoose: (day: string) => void;
}

/** Accounts down, days across; only the accounts in sight are drawn. */
export function CalendarGrid({ calendar, rows, action, day, onChoose }: CalendarGridProps): ReactNode {
  const { text } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  const columns: CSSProperties & Record<'--days', number> = { '--days': calendar.days.length };
  return (
    <div className="calendar-grid" ref={scroller} role="grid" aria-rowcount={rows.length} style={columns}>
      <div role="row" className="calendar-row calendar-head">
        <span role="columnheader" className="calendar-who">
          {text('calendar.account')}
        </span>
        {calendar.days.map((each, place) => (
          <DayHead key={each} day={each} isToday={place === 0} isChosen={each === day} onChoose={onChoose} />
        ))}
      </div>
      <div role="rowgroup" className="calendar-rows" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={row.accountId}
              role="row"
              className="calendar-row"
              style={{ transform: `translateY(${start}px)`, height: rowHeight }}
              data-calendar-account={row.accountId}
            >
              <AccountName row={row} />
              {cellsOf(row, calendar.days, action).map((cell, place) => (
                <DayCell
                  key={cell.day}
                  cell={cell}
                  row={row}
                  isToday={place === 0}
                  isChosen={cell.day === day}
                  action={action}
                  onChoose={onChoose}
                />
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface DayHeadProps {
  readonly day: string;
  readonly isToday: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (day: string) => void;
}

function DayHead({ day, isToday, isChosen, onChoose }: DayHeadProps): ReactNode {
  const { text, language } = useTexts();
  const { month, weekday } = columnTexts(language, day);
  const number = Number(day.slice(8));
  return (
    <span
      role="columnheader"
      aria-label={planDateText(language, day)}
      className={dayClass('calendar-day-head', { day, isToday, isChosen })}
    >
      <button
        type="button"
        aria-label={planDateText(language, day)}
        aria-pressed={isChosen}
        data-calendar-day={day}
        onClick={() => onChoose(day)}
      >
        <span className="calendar-month">{isToday ? text('calendar.today') : number === 1 ? month : weekday}</span>
        <span className="tabular">{number}</span>
      </button>
    </span>
  );
}
