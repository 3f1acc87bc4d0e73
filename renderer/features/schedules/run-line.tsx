import type { Schedule, ScheduleRun } from '@contract/schedules.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useTrueTicking } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { codeText, resultText, runTones, standingOfRun } from './schedule-words.ts';

interface RunLineProps {
  readonly run: ScheduleRun;
  /** Null for one that was removed. */
  readonly schedule: Schedule | null;
}

/** One planned time and what became of it. */
export function RunLine({ run, schedule }: RunLineProps): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const { ui } = useConsole();
  const result = useTrueTicking((now) => resultText(run, schedule?.kind ?? null, texts, now) ?? '');
  const standing = standingOfRun(run);
  const { plannedAt, beganAt, lateBecause, origin, startedBy, detail } = run;
  const jobId = typeof detail['jobId'] === 'number' ? detail['jobId'] : null;
  const isLate = lateBecause !== null && beganAt !== null;
  return (
    <tr data-run={run.runId} data-run-standing={standing}>
      <td className="tabular">
        {fullTimeText(language, plannedAt)}
        {origin === 'hand' && <span className="text-third"> {text('schedules.by-hand')}</span>}
      </td>
      <td>{schedule?.title ?? text('schedules.removed')}</td>
      <td>
        <Badge tone={runTones[standing]}>{text(`schedules.outcome.${standing}`)}</Badge>
      </td>
      <td>
        {result}
        {isLate && (
          <span className="text-second">
            {' '}
            {text('schedules.late', { at: fullTimeText(language, beganAt), why: codeText(lateBecause, texts) })}
          </span>
        )}
        {jobId !== null && (
          <Button
            type="link"
            size="small"
            data-act="open-job"
            onClick={() => ui.setState({ page: 'jobs', openJobId: jobId, openItemId: null })}
          >
            {text('schedules.open-job')}
          </Button>
        )}
      </td>
      <td>{startedBy ?? text('schedules.by-plan')}</td>
    </tr>
  );
}
