import type { CareRow } from '@contract/battery-care.ts';
import type { ReactNode } from 'react';
import { dayText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useTicking } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';

const dayMs = 86_400_000;

interface CareCellProps {
  readonly row: CareRow;
}

/** Who looked last, what was found, and when somebody should look again. */
export function SwellingCell({ row }: CareCellProps): ReactNode {
  const { text, language } = useTexts();
  const { last, dueAt, isOverdue } = row.swelling;
  const days = useTicking((now) => (dueAt === null ? 0 : Math.floor((now - dueAt) / dayMs)));
  if (last !== null && last.result !== 'ok') return <Badge tone="bad">{text(`care.result.${last.result}`)}</Badge>;
  return (
    <span className="stacked">
      {isOverdue ? (
        <Badge tone="warn">{text('care.overdue', { days })}</Badge>
      ) : (
        <span>{dueAt === null ? text('value.none') : text('care.next', { day: dayText(language, dueAt) })}</span>
      )}
      <span className="text-second">
        {last === null
          ? text('care.never-looked')
          : text('care.last-look', { day: dayText(language, last.at), by: last.operatorName })}
      </span>
    </span>
  );
}

/** How long the battery has been full on its charger. */
export function RestCell({ row }: CareCellProps): ReactNode {
  const { text } = useTexts();
  const { fullSinceAt, lastReadAt, isUnread, isDue } = row.rest;
  const days = fullSinceAt === null || lastReadAt === null ? 0 : Math.floor((lastReadAt - fullSinceAt) / dayMs);
  if (isUnread) return <span className="text-second">{text('care.full-unread', { days })}</span>;
  if (fullSinceAt === null) return <span className="text-second">{text('care.not-full')}</span>;
  if (isDue) return <Badge tone="warn">{text('care.rest-due', { days })}</Badge>;
  return <span>{days === 0 ? text('care.full-today') : text('care.full-days', { days })}</span>;
}

/** What the phone allows over adb, and what to do where it allows nothing. */
export function ChargeCell({ row }: CareCellProps): ReactNode {
  const { text } = useTexts();
  const { support, advice, limitPercent, isLimited, isContradicted, readAt } = row.charge;
  if (support !== 'settable') {
    return (
      <span className="stacked">
        <span>{text(`care.support.${support}`)}</span>
        <span className="text-second">{text(`care.advice.${advice}`)}</span>
      </span>
    );
  }
  return (
    <span className="stacked">
      <span>
        {isLimited === true && (
          <Badge tone={isContradicted ? 'warn' : 'good'}>{text('care.limited', { percent: limitPercent ?? 0 })}</Badge>
        )}
        {isLimited === false && <Badge tone="quiet">{text('care.unlimited')}</Badge>}
        {isContradicted && <Badge tone="warn">{text('care.limit-contradicted', { percent: row.percent ?? 0 })}</Badge>}
        {isLimited === null && text(readAt === null ? 'care.limit-unread' : 'care.limit-unknown')}
      </span>
      <span className="text-second">{text(`care.advice.${advice}`)}</span>
    </span>
  );
}
