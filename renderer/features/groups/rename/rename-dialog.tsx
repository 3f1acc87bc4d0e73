import type { GroupRow } from '@contract/group-book.ts';
import type { RenameRule } from '@contract/group-rename.ts';
import type { Job } from '@contract/jobs.ts';
import { Button, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { RenamePreview } from './rename-preview.tsx';
import { RuleForm } from './rule-form.tsx';
import { firstRule } from './rule-drafts.ts';

interface RenameDialogProps {
  readonly groups: readonly GroupRow[];
  readonly onClose: () => void;
}

/** 批量改群名: a rule, what it would do row by row, and a plan that begins with the operator's yes. */
export function RenameDialog({ groups, onClose }: RenameDialogProps): ReactNode {
  const { text } = useTexts();
  const [rule, setRule] = useState<RenameRule>(firstRule);
  const [title, setTitle] = useState(text('groups.job.rename'));
  const groupIds = groups.map(({ groupId }) => groupId);
  return (
    <Modal
      open
      width={1120}
      title={text('groups.rename-title', { count: groups.length })}
      footer={null}
      onCancel={onClose}
    >
      <div className="rename-form">
        <RuleForm rule={rule} groups={groups} onChange={setRule} />
        <Input
          value={title}
          maxLength={60}
          addonBefore={text('groups.job-title')}
          aria-label={text('groups.job-title')}
          onChange={(event) => setTitle(event.target.value)}
        />
      </div>
      <RenamePreview groupIds={groupIds} rule={rule} />
      <PlanActs order={{ title: title.trim(), payload: { groupIds, rule } }} onClose={onClose} />
    </Modal>
  );
}

interface PlanActsProps {
  readonly order: { readonly title: string; readonly payload: unknown };
  readonly onClose: () => void;
}

/** Two steps: the plan as main made it, then the yes to exactly that plan. A changed rule asks for a new plan. */
function PlanActs({ order, onClose }: PlanActsProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [planned, setPlanned] = useState<{ readonly job: Job; readonly of: string } | null>(null);
  const key = JSON.stringify(order);
  const job = planned?.of === key ? planned.job : null;
  const plan = useFormAct<null>(
    async () => {
      const answer = await acts.run('jobs.plan', {
        kind: 'groups.rename',
        ...order,
        window: { startAt: null, endAt: null },
      });
      if (answer.ok) setPlanned({ job: answer.value, of: key });
      return answer;
    },
    () => undefined,
  );
  const confirm = useFormAct<Job>(({ jobId }) => acts.run('jobs.confirm', { jobId, isConfirmed: true }), onClose);
  const ready = job?.verdicts.ready ?? 0;
  const fault = plan.fault ?? confirm.fault;
  return (
    <div className="rename-acts">
      {fault !== null && <FaultNotice fault={fault} />}
      {job !== null && (
        <p>
          {text('groups.planned', {
            ready,
            skipped: job.verdicts.skipped ?? 0,
            blocked: (job.verdicts.blocked ?? 0) + (job.verdicts.held ?? 0),
          })}
        </p>
      )}
      <div className="act-buttons">
        <Button onClick={onClose}>{text('act.cancel')}</Button>
        {job === null ? (
          <Button
            type="primary"
            loading={plan.isRunning}
            disabled={order.title === ''}
            data-act="plan"
            onClick={() => plan.submit(null)}
          >
            {text('groups.plan')}
          </Button>
        ) : (
          <Button
            type="primary"
            danger
            disabled={ready === 0}
            loading={confirm.isRunning}
            data-act="confirm"
            onClick={() => confirm.submit(job)}
          >
            {text('groups.confirm-rename', { count: ready })}
          </Button>
        )}
      </div>
    </div>
  );
}
