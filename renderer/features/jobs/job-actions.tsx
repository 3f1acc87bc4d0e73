import {
  CheckOutlined,
  CloseOutlined,
  DownloadOutlined,
  PauseOutlined,
  PlayCircleOutlined,
  RedoOutlined,
  ReloadOutlined,
  StepForwardOutlined,
} from '@ant-design/icons';
import type { Job } from '@contract/jobs.ts';
import { Button, Popconfirm } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useTrueTicking } from '../../stores/use-console.ts';
import { RestoreNamesButton } from '../groups/rename/restore-names-button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { isPlanStale } from './job-looks.ts';
import { useJobActs } from './use-job-acts.ts';

/** The acts that the job's state allows; the likeliest next one is the main button. */
export function JobActions({ job }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  const acts = useJobActs();
  const [isExporting, setExporting] = useState(false);
  const { jobId, state, pauseReason } = job;
  return (
    <div className="act-buttons">
      {state === 'planned' && <PlanActions job={job} />}
      {state === 'running' && (
        <Button icon={<PauseOutlined aria-hidden />} data-act="job-pause" onClick={() => acts.pause(jobId)}>
          {text('jobs.act.pause')}
        </Button>
      )}
      {state === 'paused' && pauseReason !== 'window' && (
        <Button
          type="primary"
          icon={<PlayCircleOutlined aria-hidden />}
          data-act="job-resume"
          onClick={() => acts.resume(jobId)}
        >
          {text('jobs.act.resume')}
        </Button>
      )}
      <NextBatchButton job={job} />
      <RetryButton job={job} />
      <RestoreNamesButton job={job} />
      {(state === 'running' || state === 'paused') && <CancelButton jobId={jobId} />}
      {state !== 'planned' && (
        <Button icon={<DownloadOutlined aria-hidden />} data-act="job-export" onClick={() => setExporting(true)}>
          {text('jobs.act.export')}
        </Button>
      )}
      {isExporting && <ExportDialog job={job} onClose={() => setExporting(false)} />}
    </div>
  );
}

function PlanActions({ job }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  const acts = useJobActs();
  const [isConfirming, setConfirming] = useState(false);
  const isStale = useTrueTicking((now) => isPlanStale(job, now));
  const isEmpty = job.verdicts.ready + job.verdicts.held === 0;
  return (
    <>
      <Button
        icon={<ReloadOutlined aria-hidden />}
        type={isStale ? 'primary' : 'default'}
        data-act="job-replan"
        onClick={() => acts.replan(job.jobId)}
      >
        {text('jobs.act.replan')}
      </Button>
      <Button icon={<CloseOutlined aria-hidden />} data-act="job-drop" onClick={() => acts.cancel(job.jobId, null)}>
        {text('jobs.act.drop')}
      </Button>
      <Button
        type="primary"
        icon={<CheckOutlined aria-hidden />}
        disabled={isStale || isEmpty}
        title={isStale ? text('jobs.stale') : isEmpty ? text('error.plan-empty.cause') : undefined}
        data-act="job-confirm"
        onClick={() => setConfirming(true)}
      >
        {text('jobs.act.confirm')}
      </Button>
      {isConfirming && <ConfirmDialog job={job} onClose={() => setConfirming(false)} />}
    </>
  );
}

/** What one batch had no room for is planned anew, and takes a yes of its own. */
function NextBatchButton({ job: { jobId, state, leftCount = 0 } }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  const acts = useJobActs();
  if (leftCount === 0 || state === 'planned') return null;
  return (
    <Button icon={<StepForwardOutlined aria-hidden />} data-act="job-next-batch" onClick={() => acts.planNext(jobId)}>
      {text('jobs.act.next-batch', { count: leftCount })}
    </Button>
  );
}

function RetryButton({ job: { jobId, state, counts } }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  const acts = useJobActs();
  if (counts.failed === 0 || state === 'planned' || state === 'cancelled') return null;
  return (
    <Button icon={<RedoOutlined aria-hidden />} data-act="job-retry" onClick={() => acts.retry(jobId, null)}>
      {text('jobs.act.retry', { count: counts.failed })}
    </Button>
  );
}

function CancelButton({ jobId }: { readonly jobId: number }): ReactNode {
  const { text } = useTexts();
  const acts = useJobActs();
  return (
    <Popconfirm
      title={text('jobs.cancel-title')}
      description={<p className="confirm-text">{text('jobs.cancel-text')}</p>}
      okText={text('jobs.act.cancel')}
      cancelText={text('act.cancel')}
      okButtonProps={{ danger: true }}
      onConfirm={() => acts.cancel(jobId, null)}
    >
      <Button danger icon={<CloseOutlined aria-hidden />} data-act="job-cancel">
        {text('jobs.act.cancel')}
      </Button>
    </Popconfirm>
  );
}
