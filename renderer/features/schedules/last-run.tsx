import type { Schedule } from '@contract/schedules.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useTrueTicking } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { resultText, runTones, standingOfRun } from './schedule-words.ts';

/** What came of the latest run that is over. */
export function LastRun({ schedule: { last, kind } }: { readonly schedule: Schedule }): ReactNode {
  const texts = useTexts();
  const result = useTrueTicking((now) => (last === null ? '' : (resultText(last, kind, texts, now) ?? '')));
  if (last === null) return <span className="text-third">{texts.text('schedules.never-ran')}</span>;
  const standing = standingOfRun(last);
  return (
    <span className="schedule-last">
      <span>{texts.text('schedules.last')}</span>
      <Moment at={last.beganAt ?? last.plannedAt} isTrueTime />
      <Badge tone={runTones[standing]}>{texts.text(`schedules.outcome.${standing}`)}</Badge>
      {result !== '' && <span className="text-second">{result}</span>}
    </span>
  );
}
