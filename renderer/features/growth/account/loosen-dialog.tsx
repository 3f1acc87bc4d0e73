import type { BudgetView } from '@contract/board-card.ts';
import { Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { ruleText } from '../words/rule-words.ts';
import type { AccountPart } from './account-part.ts';

const dayMs = 86_400_000;
const mostDays = 7;
const mostOfAnything = 100_000;
const reasonMaxLength = 300;
const dayChoices = Array.from({ length: mostDays }, (_, index) => index + 1);

interface LoosenDialogProps {
  readonly part: AccountPart;
  readonly budget: BudgetView;
  readonly onClose: () => void;
}

/** A supervisor raises one cap of this account for a few days, and says why. */
export function LoosenDialog({ part, budget, onClose }: LoosenDialogProps): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const { acts } = useConsole();
  const { accountId } = part.detail.account;
  const { now } = part.detail;
  const [draft, setDraft] = useState({ value: budget.full + 1, days: 1, reason: '' });
  const untilAt = now + draft.days * dayMs;
  const { isRunning, fault, submit } = useFormAct<typeof draft>(
    ({ value, reason }) =>
      acts.run('accounts.loosen', { accountId, path: budget.path, value, reason: reason.trim(), untilAt }),
    () => {
      part.onChanged();
      onClose();
    },
  );
  return (
    <Modal
      open
      width={480}
      title={text('growth.loosen-title', { rule: ruleText(texts, budget.path) })}
      okText={text('growth.loosen-confirm')}
      cancelText={text('act.cancel')}
      okButtonProps={{ loading: isRunning, disabled: draft.reason.trim() === '' }}
      onOk={() => submit(draft)}
      onCancel={onClose}
    >
      <p className="text-second">{text('growth.loosen-text')}</p>
      <Form layout="vertical" data-loosen={budget.path}>
        <div className="growth-form-line">
          <Form.Item label={text('growth.loosen-value', { full: budget.full })}>
            <InputNumber
              value={draft.value}
              min={1}
              max={mostOfAnything}
              precision={0}
              onChange={(value) => setDraft({ ...draft, value: value ?? budget.full + 1 })}
            />
          </Form.Item>
          <Form.Item
            label={text('growth.loosen-days')}
            extra={text('growth.loosen-until', { at: planMomentText(language, untilAt, now) })}
          >
            <Select<number>
              value={draft.days}
              options={dayChoices.map((days) => ({ value: days, label: text('growth.days-long', { count: days }) }))}
              onChange={(days) => setDraft({ ...draft, days })}
            />
          </Form.Item>
        </div>
        <Form.Item label={text('growth.reason')} required>
          <Input.TextArea
            rows={2}
            maxLength={reasonMaxLength}
            value={draft.reason}
            onChange={({ target }) => setDraft({ ...draft, reason: target.value })}
          />
        </Form.Item>
      </Form>
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
