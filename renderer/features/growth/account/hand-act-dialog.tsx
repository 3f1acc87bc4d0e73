import { actionIds, type ActionId } from '@contract/plan-ids.ts';
import { Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { fieldMinute, timeOf } from '../words/field-time.ts';
import type { AccountPart } from './account-part.ts';
import { GroupChoice } from './group-choice.tsx';
import type { HandAct } from './hand-log.ts';

const noteMaxLength = 300;
const mostAtOnce = 10_000;
const groupNameMaxLength = 80;

interface HandActDialogProps {
  readonly part: AccountPart;
  /** The entry that the new one takes the place of. */
  readonly corrected: HandAct | null;
  readonly onClose: () => void;
}

interface Draft {
  readonly action: ActionId;
  readonly amount: number;
  readonly doneAt: string;
  readonly groupId: string | null;
  /** Of a group that is not on the list. */
  readonly groupName: string;
  readonly note: string;
}

const firstDraft: Draft = {
  action: 'friend_accept_inbound',
  amount: 1,
  doneAt: '',
  groupId: null,
  groupName: '',
  note: '',
};

function draftOf({ action, amount, at, groupId, note }: HandAct): Draft {
  return { action, amount, doneAt: fieldMinute(at), groupId, groupName: '', note };
}

/** An act in a group that is there already counts for it. */
function lacksGroup({ action, amount, groupId, groupName }: Draft): boolean {
  const isInGroup = action.startsWith('group_') && action !== 'group_create';
  return isInGroup && amount > 0 && groupId === null && groupName.trim() === '';
}

/** Notes an act of a person, or puts an entry right; an amount of 0 takes it back. */
export function HandActDialog({ part, corrected, onClose }: HandActDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { accountId } = part.detail.account;
  const [draft, setDraft] = useState<Draft>(corrected === null ? firstDraft : draftOf(corrected));
  const { isRunning, fault, submit } = useFormAct<Draft>(
    ({ action, amount, doneAt, groupId, groupName, note }) =>
      acts.run('accounts.logAct', {
        accountId,
        action,
        groupId,
        groupName: groupId === null && groupName.trim() !== '' ? groupName.trim() : null,
        // The field has minutes only: an entry whose time was not touched keeps its seconds.
        at: corrected !== null && doneAt === fieldMinute(corrected.at) ? corrected.at : timeOf(doneAt),
        amount,
        note: note.trim(),
        corrects: corrected?.handActId ?? null,
      }),
    () => {
      part.onChanged();
      onClose();
    },
  );
  return (
    <Modal
      open
      width={480}
      title={text(corrected === null ? 'growth.log-act' : 'growth.correct-title')}
      okText={text('act.save')}
      cancelText={text('act.cancel')}
      okButtonProps={{ loading: isRunning, disabled: lacksGroup(draft) }}
      onOk={() => submit(draft)}
      onCancel={onClose}
    >
      <p className="text-second">{text(corrected === null ? 'growth.log-act-text' : 'growth.correct-text')}</p>
      <HandActForm part={part} draft={draft} isCorrection={corrected !== null} onChange={setDraft} />
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}

interface HandActFormProps {
  readonly part: AccountPart;
  readonly draft: Draft;
  readonly isCorrection: boolean;
  readonly onChange: (draft: Draft) => void;
}

function HandActForm({ part, draft, isCorrection, onChange }: HandActFormProps): ReactNode {
  const { text } = useTexts();
  const { account, now } = part.detail;
  return (
    <Form layout="vertical" data-hand-act-form>
      <div className="growth-form-line">
        <Form.Item label={text('growth.action')}>
          <Select<ActionId>
            value={draft.action}
            options={actionIds.map((value) => ({ value, label: text(`growth.action.${value}`) }))}
            onChange={(action) => onChange({ ...draft, action })}
          />
        </Form.Item>
        <Form.Item label={text('growth.amount')}>
          <InputNumber
            value={draft.amount}
            min={isCorrection ? 0 : 1}
            max={mostAtOnce}
            precision={0}
            onChange={(amount) => onChange({ ...draft, amount: amount ?? draft.amount })}
          />
        </Form.Item>
      </div>
      <Form.Item label={text('growth.done-at')} extra={text('growth.empty-is-now')}>
        <Input
          type="datetime-local"
          max={fieldMinute(now)}
          value={draft.doneAt}
          onChange={({ target }) => onChange({ ...draft, doneAt: target.value })}
        />
      </Form.Item>
      {draft.action.startsWith('group_') && (
        <Form.Item label={text('growth.in-group')} extra={text('growth.in-group-text')}>
          <GroupChoice
            phoneId={account.phoneId}
            groupId={draft.groupId}
            onChange={(groupId) => onChange({ ...draft, groupId })}
          />
          {draft.groupId === null && (
            <Input
              data-field="group-name"
              maxLength={groupNameMaxLength}
              value={draft.groupName}
              placeholder={text('growth.other-group')}
              aria-label={text('growth.other-group')}
              onChange={({ target }) => onChange({ ...draft, groupName: target.value })}
            />
          )}
        </Form.Item>
      )}
      <Form.Item label={text('growth.note')}>
        <Input
          maxLength={noteMaxLength}
          value={draft.note}
          onChange={({ target }) => onChange({ ...draft, note: target.value })}
        />
      </Form.Item>
    </Form>
  );
}
