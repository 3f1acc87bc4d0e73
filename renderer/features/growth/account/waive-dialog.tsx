import type { AccountDetail } from '@contract/account-plans.ts';
import { Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { restText } from '../../growth-calendar/event-words.ts';
import type { AccountPart } from './account-part.ts';

const reasonMaxLength = 300;

interface WaiveDialogProps {
  readonly part: AccountPart;
  readonly rest: AccountDetail['rests'][number];
  readonly onClose: () => void;
}

/** Sets aside this one occasion of a rest of the account, with a reason. */
export function WaiveDialog({ part, rest, onClose }: WaiveDialogProps): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const { acts } = useConsole();
  const [reason, setReason] = useState('');
  const { accountId } = part.detail.account;
  const { windowId, untilAt } = rest;
  const { isRunning, fault, submit } = useFormAct<string>(
    (given) => acts.run('accounts.waive', { accountId, windowId, reason: given }),
    () => {
      part.onChanged();
      onClose();
    },
  );
  return (
    <Modal
      open
      width={480}
      title={text('growth.waive-title', { rest: restText(texts, rest) })}
      okText={text('growth.waive')}
      cancelText={text('act.cancel')}
      okButtonProps={{ loading: isRunning, disabled: reason.trim() === '' }}
      onOk={() => submit(reason.trim())}
      onCancel={onClose}
    >
      <p className="text-second">
        {text('growth.waive-text', { at: planMomentText(language, untilAt, part.detail.now) })}
      </p>
      <Form layout="vertical" data-waive={windowId}>
        <Form.Item label={text('growth.reason')} required>
          <Input.TextArea
            rows={2}
            maxLength={reasonMaxLength}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
