import type { Job } from '@contract/jobs.ts';
import type { Schedule } from '@contract/schedules.ts';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useTrueTicking } from '../../stores/use-console.ts';
import { ruleText } from './schedule-words.ts';
import { useSchedules } from './use-schedules.ts';

/** In which windows a job runs: any time that the gate allows, or those of a schedule. Nothing where there is no such schedule. */
export function JobWindowChoice({ job }: { readonly job: Job }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { acts } = useConsole();
  const { value } = useSchedules();
  const { jobId, state, schedule } = job;
  const openers = (value?.schedules ?? []).filter(({ kind }) => kind === 'job-window');
  const isOver = state === 'over' || state === 'cancelled';
  if (isOver || (openers.length === 0 && schedule === undefined)) return null;
  const options = [
    { value: 0, label: text('schedules.any-time') },
    ...openers.map((opener) => ({
      value: opener.scheduleId,
      label: text('schedules.kept', { title: opener.title, rule: ruleText(opener, texts) }),
    })),
  ];
  const kept = openers.find(({ scheduleId }) => scheduleId === schedule?.scheduleId) ?? null;
  return (
    <div className="job-window-choice">
      <span>{text('schedules.keeps')}</span>
      <Select<number>
        size="small"
        value={kept?.scheduleId ?? 0}
        options={options}
        popupMatchSelectWidth={false}
        aria-label={text('schedules.keeps')}
        data-field="job-window"
        onChange={(chosen) => {
          const scheduleId = chosen === 0 ? null : chosen;
          void acts.perform('jobs.keepWindow', { jobId, scheduleId });
        }}
      />
      {kept !== null && <WindowState job={job} opener={kept} />}
    </div>
  );
}

function WindowState({ job: { schedule }, opener }: { readonly job: Job; readonly opener: Schedule }): ReactNode {
  const { text, language } = useTexts();
  const openUntilAt = schedule?.openUntilAt ?? null;
  const isOpen = useTrueTicking((now) => openUntilAt !== null && now < openUntilAt);
  if (isOpen && openUntilAt !== null)
    return (
      <span className="tone-good">{text('schedules.open-until', { at: fullTimeText(language, openUntilAt) })}</span>
    );
  const { nextRunAt } = opener;
  if (nextRunAt === null) return <span className="tone-warn">{text('schedules.shut-off')}</span>;
  return <span className="tone-warn">{text('schedules.shut-until', { at: fullTimeText(language, nextRunAt) })}</span>;
}
