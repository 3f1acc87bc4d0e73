import type { Job } from '@contract/jobs.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { settledCount } from '../jobs/job-looks.ts';
import { ProgressBar } from '../jobs/progress-bar.tsx';
import { draftOfJob } from './rename/rename-draft.ts';

/** Jobs about groups that are under way, one line each, with a way to their rows. */
export function RunningJobs(): ReactNode {
  const jobs = useLive((state) => state.jobs);
  const running = [...jobs.values()].filter(
    ({ kind, state }) => kind.startsWith('groups.') && (state === 'running' || state === 'paused'),
  );
  return running.map((job) => <RunningJob key={job.jobId} job={job} />);
}

function RunningJob({ job }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const { jobId, kind, title, itemCount } = job;
  const open = (): void =>
    kind === 'groups.rename'
      ? ui.setState({ openItemId: null, rename: draftOfJob(jobId, title) })
      : ui.setState({ page: 'jobs', openJobId: jobId, openItemId: null });
  return (
    <section className="running-job" data-running-job={jobId}>
      <strong>{title}</strong>
      <ProgressBar job={job} />
      <span className="tabular text-second">
        {text('rename.stale-progress', { done: settledCount(job), all: itemCount })}
      </span>
      <Button size="small" onClick={open}>
        {text('rename.show-rows')}
      </Button>
    </section>
  );
}
