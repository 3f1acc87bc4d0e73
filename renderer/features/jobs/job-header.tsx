import type { Job } from '@contract/jobs.ts';
import type { ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useTrueTicking } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { MetaLine } from '../../ui/meta-line.tsx';
import { Notice } from '../../ui/notice.tsx';
import { JobWindowChoice } from '../schedules/job-window-choice.tsx';
import { JobActions } from './job-actions.tsx';
import { isPlanStale, kindName, standingOf, standingTones } from './job-looks.ts';
import { ProgressBar } from './progress-bar.tsx';

/** What a job is, how far it is, and what can be done with it now. */
export function JobHeader({ job }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  const standing = standingOf(job);
  return (
    <header className="job-header">
      <div className="card-head">
        <h2>{job.title}</h2>
        <Badge tone={standingTones[standing]}>{text(`jobs.standing.${standing}`)}</Badge>
        <span className="toolbar-gap" />
        <JobActions job={job} />
      </div>
      <JobFacts job={job} />
      <JobWindowChoice job={job} />
      {job.state === 'planned' ? <Freshness job={job} /> : <ProgressBar job={job} />}
    </header>
  );
}

function JobFacts({ job }: { readonly job: Job }): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const {
    plannedAt,
    plannedBy,
    confirmedAt,
    confirmedBy,
    endedAt,
    nextRunAt,
    window: { startAt, endAt },
  } = job;
  const time = (at: number): string => fullTimeText(language, at);
  return (
    <MetaLine>
      <span>{kindName(job.kind, texts)}</span>
      <span>{text('jobs.planned-by', { name: plannedBy, at: time(plannedAt) })}</span>
      {confirmedAt !== null && (
        <span>{text('jobs.confirmed-by', { name: confirmedBy ?? '', at: time(confirmedAt) })}</span>
      )}
      {(startAt !== null || endAt !== null) && (
        <span>
          {text('jobs.window', {
            from: startAt === null ? text('jobs.window-open') : time(startAt),
            to: endAt === null ? text('jobs.window-open') : time(endAt),
          })}
        </span>
      )}
      {nextRunAt !== null && <span className="tone-warn">{text('jobs.next-run', { at: time(nextRunAt) })}</span>}
      {endedAt !== null && <span>{text('jobs.ended-at', { at: time(endedAt) })}</span>}
    </MetaLine>
  );
}

/** A plan grows old: until when it can be confirmed, or that it has to be made anew. */
function Freshness({ job }: { readonly job: Job }): ReactNode {
  const { text, language } = useTexts();
  const isStale = useTrueTicking((now) => isPlanStale(job, now));
  if (isStale) return <Notice tone="warn" title={text('jobs.stale')} />;
  return <p className="text-second">{text('jobs.fresh-until', { at: fullTimeText(language, job.freshUntilAt) })}</p>;
}
