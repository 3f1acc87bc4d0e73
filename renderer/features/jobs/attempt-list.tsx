import type { JobAttempt, JobReview } from '@contract/jobs.ts';
import { useMemo, type ReactNode } from 'react';
import { durationText } from '../../format/ages.ts';
import { secondText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useTrueMinute } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFaultText } from '../../ui/use-fault-text.ts';
import { MetaLine } from '../../ui/meta-line.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { EvidencePicture } from './evidence-picture.tsx';
import { codeText } from './item-texts.ts';
import { attemptTones } from './job-looks.ts';

/** Every attempt at a row, newest first. */
export function AttemptList({ itemId, version }: { readonly itemId: number; readonly version: number }): ReactNode {
  const { text } = useTexts();
  const input = useMemo(() => ({ itemId }), [itemId]);
  const { value, fault } = useAnswer('jobs.attempts', input, version);
  return (
    <section className="job-attempts">
      <h3>{text('jobs.attempts')}</h3>
      {fault !== null && <FaultNotice fault={fault} />}
      {value !== null && value.attempts.length === 0 && <p className="text-second">{text('jobs.attempts-none')}</p>}
      {value?.reviews.toReversed().map((review) => (
        <Review key={review.at} review={review} />
      ))}
      {value?.attempts.toReversed().map((attempt) => (
        <Attempt key={attempt.attemptId} attempt={attempt} />
      ))}
    </section>
  );
}

/** Who looked at the row on the phone, what they saw, and when. */
function Review({ review: { at, operatorName, isDone, note } }: { readonly review: JobReview }): ReactNode {
  const { text } = useTexts();
  return (
    <article className="job-attempt" data-review>
      <div className="card-head">
        <strong>{text('jobs.review-by', { name: operatorName ?? text('audit.nobody') })}</strong>
        <Badge tone={isDone ? 'good' : 'bad'}>{text(isDone ? 'jobs.review-done' : 'jobs.review-not-done')}</Badge>
        <span className="text-second">
          <Moment at={at} isTrueTime />
        </span>
      </div>
      {note !== '' && <p>{note}</p>}
    </article>
  );
}

function Attempt({ attempt }: { readonly attempt: JobAttempt }): ReactNode {
  const texts = useTexts();
  const now = useTrueMinute();
  const readFault = useFaultText();
  const { text, language } = texts;
  const words = codeText(attempt, texts, now);
  const { purpose, state, mode, startedAt, endedAt, committedAt, appVersion, verifiedBy } = attempt;
  const { evidenceIds, notes, log } = attempt;
  return (
    <article className="job-attempt" data-attempt={attempt.attemptId}>
      <div className="card-head">
        <strong>{text(`jobs.purpose.${purpose}`)}</strong>
        <Badge tone={attemptTones[state]}>{text(`jobs.attempt.${state}`)}</Badge>
        <span className="text-second">
          <Moment at={startedAt} isTrueTime />
        </span>
      </div>
      <MetaLine>
        <span>{text(`job.mode.${mode}`)}</span>
        {endedAt !== null && (
          <span>{text('jobs.attempt-took', { for: durationText(texts, endedAt - startedAt) })}</span>
        )}
        {appVersion !== null && <span>{text('jobs.attempt-version', { version: appVersion })}</span>}
        {committedAt !== null && (
          <span>{text('jobs.attempt-committed', { at: secondText(language, committedAt) })}</span>
        )}
        {verifiedBy !== null && <span>{text(`job.verified.${verifiedBy}`)}</span>}
      </MetaLine>
      {words !== null && <p>{words.cause}</p>}
      {notes.map(({ code, fault }) => (
        <Notice key={code} tone="warn" title={text(`jobs.note.${code}`)}>
          {readFault(fault).both}
        </Notice>
      ))}
      {evidenceIds.length > 0 && (
        <div className="job-pictures">
          {evidenceIds.map((evidenceId) => (
            <EvidencePicture key={evidenceId} evidenceId={evidenceId} />
          ))}
        </div>
      )}
      {log.length > 0 && (
        <details>
          <summary>{text('jobs.attempt-log', { count: log.length })}</summary>
          <pre className="raw-output">
            {log.map((line) => `${secondText(language, line.at)} ${line.text}`).join('\n')}
          </pre>
        </details>
      )}
    </article>
  );
}
