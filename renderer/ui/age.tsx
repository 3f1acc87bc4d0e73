import type { ReactNode } from 'react';
import { ageText } from '../format/ages.ts';
import { fullTimeText } from '../format/times.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { useTimeOf } from '../stores/use-console.ts';

interface AgeProps {
  readonly at: number;
  /** It is stamped by the true time, as everything of accounts, groups, jobs and schedules is. */
  readonly isTrueTime?: boolean;
}

/** How long ago something was; the exact time on hover. */
export function Age({ at, isTrueTime = false }: AgeProps): ReactNode {
  const texts = useTexts();
  const age = useTimeOf(isTrueTime, (now) => ageText(texts, at, now));
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTimeText(texts.language, at)}>
      {age}
    </time>
  );
}
