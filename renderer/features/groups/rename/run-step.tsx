import type { ItemState, Job } from '@contract/jobs.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, useUi } from '../../../stores/use-console.ts';
import { LoadingLines } from '../../../ui/loading-lines.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ItemPanel } from '../../jobs/item-panel.tsx';
import { ItemTable } from '../../jobs/item-table.tsx';
import { JobHeader } from '../../jobs/job-header.tsx';
import { StateFilter } from '../../jobs/state-filter.tsx';
import { useJob } from './use-rename.ts';

/** The rows while they are carried out and after: progress, what waits for a person, the result. */
export function RunStep({ jobId }: { readonly jobId: number }): ReactNode {
  const job = useJob(jobId);
  return job === null ? <LoadingLines /> : <RunningRows job={job} />;
}

function RunningRows({ job }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  const [state, setState] = useState<ItemState | null>(null);
  const openItemId = useUi((ui) => ui.openItemId);
  return (
    <>
      {job.state === 'over' || job.state === 'cancelled' ? <Result job={job} /> : null}
      {job.counts['needs-review'] > 0 && (
        <Notice
          tone="warn"
          title={text('rename.review', { count: job.counts['needs-review'] })}
          actions={
            <Button data-act="show-review" onClick={() => setState('needs-review')}>
              {text('rename.review-show')}
            </Button>
          }
        >
          {text('rename.review-text')}
        </Notice>
      )}
      <div className="jobs-body">
        <section className="job-detail" data-open-job={job.jobId}>
          <JobHeader job={job} />
          <div className="toolbar-line">
            <StateFilter job={job} chosen={state} onChoose={setState} />
            <span className="toolbar-gap" />
            <span className="text-third">{text('jobs.keys')}</span>
          </div>
          <ItemTable key={state ?? 'all'} job={job} state={state} />
        </section>
        {openItemId !== null && <ItemPanel key={openItemId} job={job} itemId={openItemId} />}
      </div>
    </>
  );
}

/** What came of it, in figures, and what can be done with that. */
function Result({ job }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const { done, skipped, failed, cancelled } = job.counts;
  const review = job.counts['needs-review'];
  const isClean = failed + review + cancelled === 0;
  const openInJobs = (): void => ui.setState({ page: 'jobs', openJobId: job.jobId, openItemId: null });
  return (
    <Notice
      tone={isClean ? 'good' : 'warn'}
      title={text(job.state === 'over' ? 'rename.over' : 'rename.cancelled', { done })}
      actions={
        <Button data-act="open-in-jobs" onClick={openInJobs}>
          {text('rename.open-in-jobs')}
        </Button>
      }
    >
      {text('rename.result', { done, skipped, failed, review, cancelled })}
    </Notice>
  );
}
