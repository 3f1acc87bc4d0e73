import { Button, Checkbox, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { SupervisorOnly } from '../supervisor-only.tsx';
import type { AccountPart } from './account-part.ts';
import { RestartOutlook } from './restart-outlook.tsx';

const lineMaxLength = 40;
const notesMaxLength = 1_000;
const reasonMaxLength = 300;

interface Fields {
  readonly custodian: string;
  readonly team: string;
  readonly notes: string;
  readonly startedOn: string | null;
}

/** Who keeps it, which team it is of, when it began, and notes. */
export function FieldsSection({ detail, supervision, onChanged }: AccountPart): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { accountId, custodian, team, startedOn, isPractice } = detail.card;
  const kept: Fields = { custodian, team, notes: detail.notes, startedOn };
  const [draft, setDraft] = useState<Partial<Fields>>({});
  const [reason, setReason] = useState('');
  const [isSpelling, setIsSpelling] = useState(false);
  const fields: Fields = { ...kept, ...draft };
  const { isRunning, fault, submit } = useFormAct<Fields>(
    (values) => acts.run('accounts.setFields', { accountId, ...values, reason: reason.trim() || null, isSpelling }),
    () => {
      setDraft({});
      setReason('');
      setIsSpelling(false);
      onChanged();
    },
  );
  const isRenamed = custodian !== '' && fields.custodian.trim() !== custodian && !isPractice && startedOn !== null;
  const isRestarted = fields.startedOn !== startedOn;
  const isChanged = JSON.stringify(fields) !== JSON.stringify(kept);
  const change = (patch: Partial<Fields>): void => setDraft({ ...draft, ...patch });
  return (
    <section className="section-card" data-section="fields">
      <h2>{text('growth.fields')}</h2>
      <div className="growth-fields">
        {(['custodian', 'team'] as const).map((field) => (
          <label key={field}>
            <span className="text-second">{text(`growth.field.${field}`)}</span>
            <Input
              data-field={field}
              value={fields[field]}
              maxLength={lineMaxLength}
              onChange={({ target }) => change({ [field]: target.value })}
            />
          </label>
        ))}
        {startedOn !== null && (
          <label>
            <span className="text-second">{text('growth.field.startedOn')}</span>
            <SupervisorOnly supervision={supervision}>
              {(isPermitted) => (
                <Input
                  type="date"
                  data-field="startedOn"
                  disabled={!isPermitted}
                  value={fields.startedOn ?? ''}
                  onChange={({ target }) => target.value !== '' && change({ startedOn: target.value })}
                />
              )}
            </SupervisorOnly>
          </label>
        )}
        <label className="growth-field-notes">
          <span className="text-second">{text('growth.field.notes')}</span>
          <Input.TextArea
            data-field="notes"
            autoSize={{ minRows: 1, maxRows: 6 }}
            value={fields.notes}
            maxLength={notesMaxLength}
            onChange={({ target }) => change({ notes: target.value })}
          />
        </label>
      </div>
      {isRestarted && (
        <Input
          data-field="reason"
          value={reason}
          maxLength={reasonMaxLength}
          placeholder={text('growth.start-reason')}
          aria-label={text('growth.start-reason')}
          onChange={({ target }) => setReason(target.value)}
        />
      )}
      {isRenamed && (
        <Checkbox data-field="isSpelling" checked={isSpelling} onChange={({ target }) => setIsSpelling(target.checked)}>
          {text('growth.same-person')}
        </Checkbox>
      )}
      {isRenamed && !isSpelling && (
        <>
          <p className="tone-warn">{text('growth.handed-over')}</p>
          <RestartOutlook accountId={accountId} event="custodian-change" />
        </>
      )}
      <div className="act-buttons">
        <Button
          type="primary"
          data-act="save-fields"
          disabled={!isChanged || (isRestarted && reason.trim() === '')}
          loading={isRunning}
          onClick={() => submit({ ...fields, custodian: fields.custodian.trim(), team: fields.team.trim() })}
        >
          {text('act.save')}
        </Button>
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
    </section>
  );
}
