import type { Job } from '@contract/jobs.ts';
import { Button } from 'antd';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useUi } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { cursorSteps } from '../devices/cursor-steps.ts';
import { kindName, settledCount, standingOf, standingTones } from './job-looks.ts';
import { ProgressBar } from './progress-bar.tsx';

interface JobListProps {
  readonly jobs: readonly Job[];
  readonly hasMore: boolean;
  readonly onMore: () => void;
}

const linesPerPage = 8;

/** Every job in a line of its own, newest first; arrows go from one to the next. */
export function JobList({ jobs, hasMore, onMore }: JobListProps): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const openJobId = useUi((state) => state.openJobId);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-job="${openJobId ?? ''}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [openJobId]);
  const move = (event: KeyboardEvent): void => {
    const by = cursorSteps(event.key, { perLine: 1, linesPerPage, count: jobs.length });
    if (by === null) return;
    event.preventDefault();
    const here = jobs.findIndex(({ jobId }) => jobId === openJobId);
    const next = jobs[Math.max(0, Math.min(jobs.length - 1, here < 0 ? 0 : here + by))];
    if (next !== undefined) ui.setState({ openJobId: next.jobId, openItemId: null });
  };
  return (
    <div className="job-list" ref={list} role="listbox" tabIndex={0} aria-label={text('jobs.list')} onKeyDown={move}>
      {jobs.length === 0 && <p className="empty-line">{text('jobs.list-none')}</p>}
      {jobs.map((job) => (
        <JobLine key={job.jobId} job={job} isOpen={job.jobId === openJobId} />
      ))}
      {hasMore && (
        <Button size="small" type="text" onClick={onMore}>
          {text('jobs.more')}
        </Button>
      )}
    </div>
  );
}

function JobLine({ job, isOpen }: { readonly job: Job; readonly isOpen: boolean }): ReactNode {
  const texts = useTexts();
  const { ui } = useConsole();
  const standing = standingOf(job);
  return (
    <div
      role="option"
      aria-selected={isOpen}
      tabIndex={-1}
      className={`job-line${isOpen ? ' is-open' : ''}`}
      data-job={job.jobId}
      data-job-standing={standing}
      onMouseDown={() => ui.setState({ openJobId: job.jobId, openItemId: null })}
    >
      <span className="job-line-title" title={job.title}>
        {job.title}
      </span>
      <Badge tone={standingTones[standing]}>{texts.text(`jobs.standing.${standing}`)}</Badge>
      <ProgressBar job={job} />
      <span className="job-line-foot">
        <span>{kindName(job.kind, texts)}</span>
        <span className="tabular">
          {texts.text('jobs.progress', { done: settledCount(job), total: job.itemCount })}
        </span>
        <Age at={job.endedAt ?? job.confirmedAt ?? job.plannedAt} isTrueTime />
      </span>
    </div>
  );
}
