import type { ReactNode } from 'react';
import { fullTimeText, momentText } from '../format/times.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { useTimeOf } from '../stores/use-console.ts';

interface MomentProps {
  readonly at: number;
  /** It is stamped by the true time, as everything of accounts, groups, jobs and schedules is. */
  readonly isTrueTime?: boolean;
}

/** A time of day, with the day when it was not today; the exact time on hover. */
export function Moment({ at, isTrueTime = false }: MomentProps): ReactNode {
  const { language } = useTexts();
  const moment = useTimeOf(isTrueTime, (now) => momentText(language, at, now));
  return (
    <time className="tabular" dateTime={new Date(at).toISOString()} title={fullTimeText(language, at)}>
      {moment}
    </time>
  );
}
