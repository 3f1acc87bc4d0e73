import type { Job } from '@contract/jobs.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, useTrueTicking } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { LoadingLines } from '../../../ui/loading-lines.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { ItemTable } from '../../jobs/item-table.tsx';
import { isPlanStale } from '../../jobs/job-looks.ts';
import { StateFilter } from '../../jobs/state-filter.tsx';
import { useJob, useRenameSteps } from './use-rename.ts';
import { WizardFoot } from './wizard-foot.tsx';

/** The plan as main made it, with what the accounts' limits say of each row, and the yes to exactly these rows. */
export function ConfirmStep({ jobId }: { readonly jobId: number }): ReactNode {
  const job = useJob(jobId);
  return job === null ? <LoadingLines /> : <PlannedRows job={job} />;
}

function PlannedRows({ job }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  const { acts, ui } = useConsole();
  const { change } = useRenameSteps();
  const isStale = useTrueTicking((now) => isPlanStale(job, now));
  const { ready, held, skipped, blocked } = job.verdicts;
  const { leftCount = 0 } = job;
  const confirm = useFormAct<null>(
    () => acts.run('jobs.confirm', { jobId: job.jobId, isConfirmed: true }),
    () => {
      ui.setState({ openItemId: null });
      change({ step: 'run' });
    },
  );
  // A plan that is not confirmed is given up: the preview makes another.
  const goBack = async (): Promise<void> => {
    if (await acts.perform('jobs.cancel', { jobId: job.jobId, itemIds: null }))
      change({ step: 'preview', jobId: null });
  };
  return (
    <>
      <Notice tone="info" title={text('rename.confirm-title', { ready: ready + held, title: job.title })}>
        {[
          held > 0 && text('rename.confirm-held', { count: held }),
          skipped > 0 && text('rename.confirm-skipped', { count: skipped }),
          blocked > 0 && text('rename.confirm-blocked', { count: blocked }),
          leftCount > 0 && text('jobs.confirm-left', { count: leftCount }),
          text('rename.confirm-text'),
        ]
          .filter((part) => part !== false)
          .join(' ')}
      </Notice>
      {isStale && <Notice tone="warn" title={text('jobs.stale')} />}
      {confirm.fault !== null && <FaultNotice fault={confirm.fault} />}
      <section className="job-detail wizard-rows" data-open-job={job.jobId}>
        <StateFilter job={job} chosen={null} onChoose={() => undefined} />
        <ItemTable job={job} state={null} />
      </section>
      <WizardFoot
        hint={text('rename.confirm-hint')}
        onBack={() => void goBack()}
        next={{
          words: text('groups.confirm-rename', { count: ready + held }),
          isReady: ready + held > 0 && !isStale && job.state === 'planned',
          isRunning: confirm.isRunning,
          isDanger: true,
          onNext: () => confirm.submit(null),
        }}
      />
    </>
  );
}
