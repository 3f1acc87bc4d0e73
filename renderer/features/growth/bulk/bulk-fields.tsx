import { tickWordsMaxLength } from '@contract/account-plans.ts';
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { planDayOf } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useTrueMinute } from '../../../stores/use-console.ts';
import type { BulkDraft, OfferedTask } from './bulk-order.ts';

interface BulkFieldsProps {
  readonly draft: BulkDraft;
  readonly offered: readonly OfferedTask[];
  /** Some of the accounts have to give a proof. */
  readonly asksProof: boolean;
  readonly onChange: (draft: BulkDraft) => void;
}

/** Which task, of which day, with which note; and a proof that all of them have in common. */
export function BulkFields({ draft, offered, asksProof, onChange }: BulkFieldsProps): ReactNode {
  const { text } = useTexts();
  const today = planDayOf(useTrueMinute());
  const change = (patch: Partial<BulkDraft>): void => onChange({ ...draft, ...patch });
  if (offered.length === 0) return <p className="tone-warn">{text('bulk.no-task')}</p>;
  return (
    <div className="growth-fields">
      <label>
        <span className="text-second">{text('bulk.task')}</span>
        <Select<string>
          data-field="task"
          value={draft.taskId}
          options={offered.map(({ taskId, name, openCount }) => {
            return { value: taskId, label: text('bulk.task-open', { task: name, count: openCount }) };
          })}
          onChange={(taskId) => change({ taskId })}
        />
      </label>
      <label>
        <span className="text-second">{text('growth.tick-day')}</span>
        <Input
          type="date"
          data-field="day"
          max={today}
          value={draft.day ?? today}
          onChange={({ target }) =>
            change({ day: target.value === '' || target.value === today ? null : target.value })
          }
        />
      </label>
      {asksProof && (
        <label className="growth-field-notes">
          <span className="text-second">{text('bulk.proof-all')}</span>
          <Input
            data-field="proof"
            value={draft.proof}
            maxLength={tickWordsMaxLength}
            onChange={({ target }) => change({ proof: target.value })}
          />
        </label>
      )}
      <label className="growth-field-notes">
        <span className="text-second">{text('bulk.note')}</span>
        <Input.TextArea
          data-field="note"
          autoSize={{ minRows: 1, maxRows: 4 }}
          value={draft.note}
          maxLength={tickWordsMaxLength}
          onChange={({ target }) => change({ note: target.value })}
        />
      </label>
    </div>
  );
}
