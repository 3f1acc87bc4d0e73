import { CloseOutlined } from '@ant-design/icons';
import type { Job, JobItem } from '@contract/jobs.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useTrueMinute } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { AttemptList } from './attempt-list.tsx';
import { WhyBlockedFacts } from '../growth-why/why-blocked.tsx';
import { blockedOf, codeText, isLookNext } from './item-texts.ts';
import { itemTones } from './job-looks.ts';
import { PhoneMark } from './phone-mark.tsx';
import { ReviewForm } from './review-form.tsx';
import { useItem } from './use-item.ts';
import { useJobActs } from './use-job-acts.ts';

/** Everything about one row: what it wants, how it stands and what to do, and every attempt at it. */
export function ItemPanel({ job, itemId }: { readonly job: Job; readonly itemId: number }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const { item, fault, changes } = useItem(job, itemId);
  return (
    <aside className="job-panel" aria-label={text('jobs.item.title', { position: (item?.position ?? 0) + 1 })}>
      <Button
        type="text"
        className="drawer-close"
        icon={<CloseOutlined aria-hidden />}
        aria-label={text('act.close')}
        onClick={() => ui.setState({ openItemId: null })}
      />
      {item === null && fault === null && <LoadingLines />}
      {fault !== null && <FaultNotice fault={fault} />}
      {item !== null && (
        <>
          <h2>{text('jobs.item.title', { position: item.position + 1 })}</h2>
          <ItemFacts item={item} />
          <ItemStanding job={job} item={item} />
          {item.state === 'needs-review' && <ReviewForm key={itemId} item={item} />}
          <AttemptList itemId={itemId} version={changes} />
        </>
      )}
    </aside>
  );
}

function ItemFacts({ item }: { readonly item: JobItem }): ReactNode {
  const { text } = useTexts();
  const facts = [
    [text('jobs.item.before'), item.before],
    [text('jobs.item.after'), item.after],
    [text('jobs.item.reads'), item.reads],
    [text('jobs.item.verified'), item.verifiedBy === null ? null : text(`job.verified.${item.verifiedBy}`)],
  ] as const;
  return (
    <dl className="fact-list">
      <dt>{text('jobs.item.phone')}</dt>
      <dd>
        <PhoneMark phoneId={item.phoneId} />
      </dd>
      <dt>{text('jobs.column.name')}</dt>
      <dd>{item.name}</dd>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className="fact-pair">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Which job has the phone or the account that the row waits for; a click shows it. */
function HoldingJob({ item: { waitsFor, waitsForJob } }: { readonly item: JobItem }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  if (waitsForJob === undefined) {
    return waitsFor === 'phone-busy' ? <p className="text-second">{text('jobs.held-by-hand')}</p> : null;
  }
  const { jobId, title } = waitsForJob;
  return (
    <p className="text-second">
      {text('jobs.held-by')}{' '}
      <button
        type="button"
        className="link-button"
        data-act="show-holding-job"
        onClick={() => ui.setState({ openJobId: jobId, openItemId: null })}
      >
        {text('jobs.held-by-job', { jobId, title })}
      </button>
    </p>
  );
}

function ItemStanding({ job, item }: { readonly job: Job; readonly item: JobItem }): ReactNode {
  const texts = useTexts();
  const now = useTrueMinute();
  const { text, language } = texts;
  const acts = useJobActs();
  const blocked = blockedOf(item);
  const words = blocked === null ? codeText(item, texts, now) : null;
  const isOpen = item.state === 'ready' || item.state === 'held' || item.state === 'running';
  const canRetry = item.state === 'failed' && item.code !== 'person-erased' && job.state !== 'cancelled';
  return (
    <section className="job-standing">
      <p>
        <Badge tone={itemTones[item.state]}>{text(`job.item.${item.state}`)}</Badge>{' '}
        {item.waitsFor !== null && text(`jobs.waits.${item.waitsFor}`)}
      </p>
      <HoldingJob item={item} />
      {blocked !== null && <WhyBlockedFacts blocked={blocked} />}
      {words !== null && (
        <dl className="fact-list">
          <dt>{text('jobs.item.cause')}</dt>
          <dd>{words.cause}</dd>
          <dt>{text('jobs.item.cure')}</dt>
          <dd>{words.cure}</dd>
        </dl>
      )}
      {item.state === 'held' && blocked === null && (
        <p className="text-second">
          {item.heldUntilAt === null
            ? text('jobs.item.held-open')
            : text('jobs.item.held-until', { at: fullTimeText(language, item.heldUntilAt) })}
        </p>
      )}
      {isLookNext(item) && <p className="text-second">{text('jobs.item.verify-due')}</p>}
      <div className="act-buttons">
        {canRetry && (
          <Button size="small" onClick={() => acts.retry(job.jobId, [item.itemId])}>
            {text('jobs.act.retry-row')}
          </Button>
        )}
        {isOpen && (
          <Button size="small" onClick={() => acts.cancel(job.jobId, [item.itemId])}>
            {text('jobs.act.cancel-row')}
          </Button>
        )}
      </div>
    </section>
  );
}
