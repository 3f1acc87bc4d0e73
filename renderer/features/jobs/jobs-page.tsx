import { FormOutlined } from '@ant-design/icons';
import type { ItemState, Job } from '@contract/jobs.ts';
import { Button, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useUi } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { HandTaskDialog } from './hand-task-dialog.tsx';
import { ItemPanel } from './item-panel.tsx';
import { ItemTable } from './item-table.tsx';
import { JobHeader } from './job-header.tsx';
import { isListed, jobListFilters, type JobListFilter } from './job-looks.ts';
import { JobList } from './job-list.tsx';
import { StateFilter } from './state-filter.tsx';
import { useJobList } from './use-job-list.ts';

/** Every job: its plan, how far it is, its rows with their results and proofs. */
export function JobsPage(): ReactNode {
  const { text } = useTexts();
  const { jobs, pages } = useJobList();
  const [isPlanning, setPlanning] = useState(false);
  const [filter, setFilter] = useState<JobListFilter>('all');
  const openJobId = useUi((state) => state.openJobId);
  const listed = jobs.filter((job) => isListed(job, filter));
  const open = jobs.find(({ jobId }) => jobId === openJobId) ?? listed[0] ?? null;
  return (
    <div className="page page-tall" data-page="jobs">
      <header className="page-head">
        <div>
          <h1>{text('nav.jobs')}</h1>
          <p className="text-second">{text('jobs.page-text')}</p>
        </div>
        <Button icon={<FormOutlined aria-hidden />} data-act="new-hand-task" onClick={() => setPlanning(true)}>
          {text('jobs.new-hand-task')}
        </Button>
      </header>
      {pages.fault !== null && <FaultNotice fault={pages.fault} />}
      {jobs.length === 0 && pages.isLoading && <LoadingLines />}
      {jobs.length === 0 && !pages.isLoading && pages.fault === null && <NoJobs />}
      {jobs.length > 0 && (
        <div className="jobs-body">
          <div className="job-column">
            <Segmented<JobListFilter>
              block
              size="small"
              value={filter}
              options={jobListFilters.map((value) => ({ value, label: text(`jobs.list.${value}`) }))}
              aria-label={text('jobs.list-filter')}
              onChange={setFilter}
            />
            <JobList jobs={listed} hasMore={pages.hasMore && !pages.isLoading} onMore={pages.loadMore} />
          </div>
          {open !== null && <OpenJob key={open.jobId} job={open} />}
        </div>
      )}
      {isPlanning && <HandTaskDialog onClose={() => setPlanning(false)} />}
    </div>
  );
}

function NoJobs(): ReactNode {
  const { text } = useTexts();
  return (
    <section className="section-card jobs-none">
      <h2>{text('jobs.none')}</h2>
      <p className="text-second">{text('jobs.none-text')}</p>
    </section>
  );
}

function OpenJob({ job }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  const [state, setState] = useState<ItemState | null>(null);
  const openItemId = useUi((ui) => ui.openItemId);
  return (
    <>
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
    </>
  );
}
