import { actionIds, signalIds, type ActionId, type SignalId } from '@contract/plan-ids.ts';
import { Form, Input, Modal, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { fieldMinute, timeOf } from '../words/field-time.ts';
import type { AccountPart } from './account-part.ts';

const noteMaxLength = 300;
/** The console finds the phone's state by itself. */
const reportable = signalIds.filter((signalId) => signalId !== 'device_unhealthy');

interface ReportSignalDialogProps {
  readonly part: AccountPart;
  readonly onClose: () => void;
}

interface Draft {
  readonly signalId: SignalId;
  readonly tool: ActionId | null;
  readonly seenAt: string;
  readonly note: string;
}

/** An operator saw a prompt, a restriction or a complaint; the account bears what its plan says from then on. */
export function ReportSignalDialog({ part, onClose }: ReportSignalDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { account, now } = part.detail;
  const [draft, setDraft] = useState<Draft>({ signalId: 'too_frequent_prompt', tool: null, seenAt: '', note: '' });
  const { isRunning, fault, submit } = useFormAct<Draft>(
    ({ signalId, tool, seenAt, note }) =>
      acts.run('accounts.reportSignal', {
        accountId: account.accountId,
        signalId,
        tool: signalId === 'failure_rate' ? tool : null,
        at: timeOf(seenAt),
        note: note.trim(),
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
      title={text('growth.report')}
      okText={text('growth.report-confirm')}
      cancelText={text('act.cancel')}
      okButtonProps={{ loading: isRunning, danger: true }}
      onOk={() => submit(draft)}
      onCancel={onClose}
    >
      <p className="text-second">{text('growth.report-text')}</p>
      <Form layout="vertical" data-report-signal>
        <Form.Item label={text('growth.report-what')}>
          <Select<SignalId>
            value={draft.signalId}
            options={reportable.map((value) => ({ value, label: text(`growth.signal.${value}`) }))}
            onChange={(signalId) => setDraft({ ...draft, signalId })}
          />
        </Form.Item>
        {draft.signalId === 'failure_rate' && (
          <Form.Item label={text('growth.action')} required>
            <Select<ActionId | null>
              value={draft.tool}
              options={actionIds.map((value) => ({ value, label: text(`growth.action.${value}`) }))}
              onChange={(tool) => setDraft({ ...draft, tool })}
            />
          </Form.Item>
        )}
        <Form.Item label={text('growth.seen-at')} extra={text('growth.empty-is-now')}>
          <Input
            type="datetime-local"
            max={fieldMinute(now)}
            value={draft.seenAt}
            onChange={({ target }) => setDraft({ ...draft, seenAt: target.value })}
          />
        </Form.Item>
        <Form.Item label={text('growth.note')}>
          <Input
            maxLength={noteMaxLength}
            value={draft.note}
            onChange={({ target }) => setDraft({ ...draft, note: target.value })}
          />
        </Form.Item>
      </Form>
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
