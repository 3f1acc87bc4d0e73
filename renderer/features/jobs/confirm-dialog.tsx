import { planVerdicts, type Job } from '@contract/jobs.ts';
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';
import { verdictTones } from './job-looks.ts';

/** The operator's yes, with the plan in figures once more. */
export function ConfirmDialog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { ready, held } = job.verdicts;
  const { isRunning, fault, submit } = useFormAct<null>(
    () => acts.run('jobs.confirm', { jobId: job.jobId, isConfirmed: true }),
    onClose,
  );
  return (
    <Modal
      open
      width={520}
      title={text('jobs.confirm-title', { count: ready + held })}
      okText={text('jobs.act.confirm')}
      cancelText={text('act.cancel')}
      okButtonProps={{ autoFocus: true, loading: isRunning }}
      onOk={() => submit(null)}
      onCancel={onClose}
    >
      <p>{text('jobs.confirm-text')}</p>
      <dl className="figures job-figures">
        {planVerdicts
          .filter((verdict) => job.verdicts[verdict] > 0)
          .map((verdict) => (
            <div key={verdict}>
              <dt>{text(`jobs.verdict.${verdict}`)}</dt>
              <dd className={`tabular tone-${verdictTones[verdict]}`}>{job.verdicts[verdict]}</dd>
            </div>
          ))}
      </dl>
      {held > 0 && <p className="text-second">{text('jobs.confirm-held', { held })}</p>}
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
