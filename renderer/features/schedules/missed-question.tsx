import type { Schedule, ScheduleRun } from '@contract/schedules.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { Notice } from '../../ui/notice.tsx';
import { codeText } from './schedule-words.ts';

interface MissedQuestionProps {
  readonly schedule: Schedule;
  readonly asking: ScheduleRun;
}

/** A run whose time went by, and whether it should still be made up for. */
export function MissedQuestion({ schedule: { scheduleId }, asking }: MissedQuestionProps): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const { acts } = useConsole();
  const why = asking.lateBecause === null ? '' : codeText(asking.lateBecause, texts);
  return (
    <Notice
      tone="warn"
      title={text('schedules.asked', { at: fullTimeText(language, asking.plannedAt) })}
      actions={
        <>
          <Button
            type="primary"
            data-act="make-up"
            onClick={() => void acts.perform('schedules.runNow', { scheduleId })}
          >
            {text('schedules.asked-yes')}
          </Button>
          <Button data-act="decline" onClick={() => void acts.perform('schedules.decline', { scheduleId })}>
            {text('schedules.asked-no')}
          </Button>
        </>
      }
    >
      {text('schedules.asked-text', { why })}
    </Notice>
  );
}
