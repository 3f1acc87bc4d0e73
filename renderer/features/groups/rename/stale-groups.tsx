import type { GroupRow } from '@contract/group-book.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, useTrueMinute } from '../../../stores/use-console.ts';
import { Notice } from '../../../ui/notice.tsx';
import { settledCount } from '../../jobs/job-looks.ts';
import { ProgressBar } from '../../jobs/progress-bar.tsx';
import { useJobStart } from '../use-job-start.ts';
import { staleIds } from './rename-draft.ts';
import { useJob } from './use-rename.ts';

/** Groups that were not read for a day cannot be renamed: reads them, and shows how far that is. */
export function StaleGroups({ groups }: { readonly groups: readonly GroupRow[] }): ReactNode {
  const { text } = useTexts();
  const { start, isStarting } = useJobStart();
  const [jobId, setJobId] = useState<number | null>(null);
  const now = useTrueMinute();
  const stale = staleIds(groups, now);
  if (stale.length === 0) return null;
  const read = (): void =>
    start(
      {
        kind: 'groups.read-info',
        title: text('groups.job.read-info'),
        payload: { groupIds: stale, withMembers: false },
      },
      (job) => setJobId(job.jobId),
    );
  return (
    <Notice
      tone="warn"
      title={text('rename.stale', { count: stale.length })}
      actions={
        <Button loading={isStarting} data-act="read-stale" onClick={read}>
          {text('rename.stale-read', { count: stale.length })}
        </Button>
      }
    >
      {text('rename.stale-text')}
      {jobId !== null && <Reading jobId={jobId} />}
    </Notice>
  );
}

function Reading({ jobId }: { readonly jobId: number }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const job = useJob(jobId);
  if (job === null) return null;
  const { failed } = job.counts;
  return (
    <div className="stale-progress">
      <ProgressBar job={job} />
      <span className="tabular">{text('rename.stale-progress', { done: settledCount(job), all: job.itemCount })}</span>
      {failed > 0 && (
        <button
          type="button"
          className="link-button tone-bad"
          onClick={() => ui.setState({ page: 'jobs', openJobId: jobId, openItemId: null })}
        >
          {text('rename.stale-failed', { count: failed })}
        </button>
      )}
    </div>
  );
}
