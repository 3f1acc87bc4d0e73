import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../../stores/use-console.ts';
import { settledCount } from '../../jobs/job-looks.ts';
import { ProgressBar } from '../../jobs/progress-bar.tsx';
import { draftOfJob } from './rename-draft.ts';

/** Renamings that are under way, one line each, with a way to their rows. */
export function RunningRenames(): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const jobs = useLive((state) => state.jobs);
  const running = [...jobs.values()].filter(
    ({ kind, state }) => kind === 'groups.rename' && (state === 'running' || state === 'paused'),
  );
  return running.map((job) => (
    <section key={job.jobId} className="running-rename" data-running-rename={job.jobId}>
      <strong>{job.title}</strong>
      <ProgressBar job={job} />
      <span className="tabular text-second">
        {text('rename.stale-progress', { done: settledCount(job), all: job.itemCount })}
      </span>
      <Button size="small" onClick={() => ui.setState({ openItemId: null, rename: draftOfJob(job.jobId, job.title) })}>
        {text('rename.show-rows')}
      </Button>
    </section>
  ));
}
