import type { PlannedAccount } from '@contract/plans.ts';
import { Button, Drawer, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import type { KeptDraft } from '../model/draft-memory.ts';
import { AccountChoice } from './account-choice.tsx';
import { AssignPreview } from './assign-preview.tsx';
import { endsAt } from './ends-at.ts';
import { useAssignPreview } from './use-assign-preview.ts';

const dayCounts = [1, 2, 3, 4, 5, 6, 7] as const;

interface AssignDrawerProps {
  readonly name: KeptDraft['from'];
  readonly accounts: readonly PlannedAccount[];
  readonly onClose: () => void;
}

/** Gives a plan to accounts: which, what it changes for them, what that takes, and then the yes. */
export function AssignDrawer({ name, accounts, onClose }: AssignDrawerProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [days, setDays] = useState<number | null>(null);
  const preview = useAssignPreview({ name, chosen, reason, days });
  const { isRunning, fault, submit } = useFormAct<null>(() => {
    const source = { kind: 'template' as const, ...name };
    const untilAt = days === null || preview.value === null ? null : endsAt(preview.value.now, days);
    return acts.run('plans.assign', { accountIds: [...chosen], source, reason: reason.trim() || null, untilAt });
  }, onClose);
  const needs = new Set(preview.value?.groups.flatMap((group) => group.needs));
  const mustEnd = preview.value?.groups.some(({ beyond }) => beyond.length > 0);
  return (
    <Drawer
      open
      size={760}
      title={text('plans.assign-title', { plan: name.templateId, version: name.version })}
      onClose={onClose}
      data-assign
      footer={
        <div className="act-buttons">
          <Button
            type="primary"
            loading={isRunning}
            disabled={chosen.size === 0 || preview.value === null || preview.isBehind || needs.size > 0}
            data-act="assign-yes"
            onClick={() => submit(null)}
          >
            {text('plans.assign-yes', { count: chosen.size })}
          </Button>
          <Button onClick={onClose}>{text('act.cancel')}</Button>
        </div>
      }
    >
      <div className="drawer-parts">
        <AccountChoice accounts={accounts} chosen={chosen} onChange={setChosen} />
        {preview.fault !== null && <FaultNotice fault={preview.fault} />}
        {preview.value !== null && chosen.size > 0 && <AssignPreview value={preview.value} />}
        <div className="people-bar">
          <Input
            className="plan-reason"
            value={reason}
            maxLength={300}
            placeholder={text('plans.reason-example')}
            aria-label={text('plans.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
          {mustEnd === true && (
            <Select<number | null>
              className="plan-until"
              aria-label={text('plans.until')}
              value={days}
              options={[
                { value: null, label: text('plans.until-none') },
                ...dayCounts.map((value) => ({ value, label: text('plans.until-days', { count: value }) })),
              ]}
              onChange={setDays}
            />
          )}
        </div>
        {fault !== null && <FaultNotice fault={fault} />}
      </div>
    </Drawer>
  );
}
