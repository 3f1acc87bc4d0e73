import type { PhonePreparation, PreparationCheck } from '@contract/preparation.ts';
import { Checkbox, Modal, Skeleton } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, usePhone } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { phoneName } from '../devices/phone-names.ts';
import { ChangeLine } from './change-line.tsx';
import { inOrder } from './list-order.ts';
import { stepName } from './step-texts.ts';

interface FixPreviewProps {
  readonly phoneIds: readonly string[];
  readonly onClose: () => void;
}

/** Up to so many phones a step's changes are shown at once; beyond, they unfold. */
const shownOpen = 10;

/** One step and the phones on which it would change something. */
interface PlannedStep {
  readonly stepId: string;
  readonly phones: readonly { readonly phoneId: string; readonly check: PreparationCheck }[];
}

/** What would be changed where, as of the last check, before anything is. */
export function FixPreview({ phoneIds, onClose }: FixPreviewProps): ReactNode {
  const { text } = useTexts();
  const { preparation } = useConsole();
  const input = useMemo(() => ({ phoneIds: [...phoneIds] }), [phoneIds]);
  const { value, fault } = useAnswer('preparation.todo', input);
  const planned = useMemo(() => planSteps(inOrder(value?.phones ?? [], phoneIds)), [value, phoneIds]);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [retriesRefused, setRetries] = useState(false);
  const chosen = planned.filter(({ stepId }) => !leftOut.has(stepId));
  const changing = new Set(chosen.flatMap(({ phones }) => phones.map(({ phoneId }) => phoneId)));
  const touched = phoneIds.filter((phoneId) => changing.has(phoneId));
  const refusedCount = planned.flatMap(({ phones }) => phones.filter(({ check }) => wasRefused(check))).length;
  const toggle = (stepId: string): void => {
    const next = new Set(leftOut);
    if (!next.delete(stepId)) next.add(stepId);
    setLeftOut(next);
  };
  const confirm = (): void => {
    onClose();
    void preparation.fix({ phoneIds: touched, stepIds: chosen.map(({ stepId }) => stepId), retriesRefused });
  };
  return (
    <Modal
      open
      width={760}
      title={text('preparation.preview-title', { count: touched.length })}
      okText={text('preparation.confirm')}
      cancelText={text('act.cancel')}
      okButtonProps={{ disabled: touched.length === 0, autoFocus: true }}
      onOk={confirm}
      onCancel={onClose}
    >
      <p className="text-second">{text('preparation.preview-text')}</p>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && fault === null && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {value !== null && planned.length === 0 && <p className="empty-line">{text('preparation.preview-empty')}</p>}
      <div className="fix-preview">
        {planned.map((step) => (
          <StepPlan key={step.stepId} step={step} isChosen={!leftOut.has(step.stepId)} onToggle={toggle} />
        ))}
      </div>
      {refusedCount > 0 && (
        <Checkbox checked={retriesRefused} onChange={(event) => setRetries(event.target.checked)}>
          {text('preparation.retry-refused')}
          <span className="text-second"> {text('preparation.preview-refused', { count: refusedCount })}</span>
        </Checkbox>
      )}
    </Modal>
  );
}

function planSteps(lists: readonly PhonePreparation[]): PlannedStep[] {
  const byStep = new Map<string, { phoneId: string; check: PreparationCheck }[]>();
  for (const { phoneId, checks } of lists) {
    for (const check of checks) {
      if (check.state !== 'to-fix') continue;
      const found = byStep.get(check.stepId);
      if (found === undefined) byStep.set(check.stepId, [{ phoneId, check }]);
      else found.push({ phoneId, check });
    }
  }
  return [...byStep].map(([stepId, phones]) => ({ stepId, phones }));
}

function wasRefused({ fix }: PreparationCheck): boolean {
  return fix?.outcome === 'refused' || fix?.outcome === 'not-kept';
}

interface StepPlanProps {
  readonly step: PlannedStep;
  readonly isChosen: boolean;
  readonly onToggle: (stepId: string) => void;
}

function StepPlan({ step, isChosen, onToggle }: StepPlanProps): ReactNode {
  const texts = useTexts();
  const { stepId, phones } = step;
  const changes = phones.flatMap(({ check }) => check.changes).length;
  return (
    <details className="plan-step" open={phones.length <= shownOpen}>
      <summary>
        <Checkbox
          checked={isChosen}
          aria-label={stepName(texts, stepId)}
          onChange={() => onToggle(stepId)}
          onClick={(event) => event.stopPropagation()}
        />
        <strong>{stepName(texts, stepId)}</strong>
        <span className="text-second">
          {texts.text('preparation.preview-steps', { changes, phones: phones.length })}
        </span>
      </summary>
      <ul>
        {phones.map(({ phoneId, check }) => (
          <PhonePlan key={phoneId} phoneId={phoneId} check={check} />
        ))}
      </ul>
    </details>
  );
}

function PhonePlan({ phoneId, check }: { readonly phoneId: string; readonly check: PreparationCheck }): ReactNode {
  const texts = useTexts();
  const phone = usePhone(phoneId);
  const name = phone === null ? phoneId : phoneName(phone, texts);
  return (
    <li className="plan-phone">
      <span className="run-phone" title={name}>
        {name}
        {wasRefused(check) && check.fix !== null && (
          <span className="tone-bad"> · {texts.text(`preparation.outcome.${check.fix.outcome}`)}</span>
        )}
      </span>
      <span>
        {check.changes.map((change) => (
          <ChangeLine key={change.command} change={change} />
        ))}
      </span>
    </li>
  );
}
