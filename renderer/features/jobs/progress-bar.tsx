import type { Job } from '@contract/jobs.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { barOrder, itemTones, settledCount } from './job-looks.ts';

/** All rows of a job as one bar, a stretch for each state; its words name every state that has rows. */
export function ProgressBar({ job }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  const parts = barOrder.filter((state) => job.counts[state] > 0);
  const words = parts.map((state) => `${text(`job.item.${state}`)} ${job.counts[state]}`).join(' · ');
  return (
    <span
      className="job-bar"
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={job.itemCount}
      aria-valuenow={settledCount(job)}
      aria-label={words}
      title={words}
    >
      {parts.map((state) => (
        <span
          key={state}
          className={`job-bar-part bar-${itemTones[state]} bar-of-${state}`}
          style={{ flexGrow: job.counts[state] }}
        />
      ))}
    </span>
  );
}
