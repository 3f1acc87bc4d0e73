import type { TickedTask } from '@contract/account-calendar.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { tickedText } from './ticked-words.ts';

interface TickedListProps {
  readonly ticked: readonly TickedTask[];
  /** The sheet's own time: what was ticked on its day is told without the date. */
  readonly now: number;
}

/** What was done already: by whom and when, with the proof and the note that came along. */
export function TickedList({ ticked, now }: TickedListProps): ReactNode {
  const texts = useTexts();
  if (ticked.length === 0) return null;
  return (
    <>
      <div className="text-second">{texts.text('day-sheet.ticked-title')}</div>
      <ul className="day-sheet-ticked">
        {ticked.map((tick) => (
          <li key={`${tick.taskId} ${tick.day} ${tick.at}`} data-ticked={tick.taskId}>
            {tickedText(texts, tick, now)}
          </li>
        ))}
      </ul>
    </>
  );
}
