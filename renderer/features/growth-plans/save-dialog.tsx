import { Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';
import { useSupervision } from '../growth/use-growth.ts';
import { ChangeCounts } from './check/change-counts.tsx';
import { valueAt } from './model/plan-path.ts';
import type { TemplateRow } from './model/opened-plan.ts';
import { useEditing } from './use-draft.ts';
import type { PlanCheck } from './use-plan-check.ts';

interface SaveDialogProps {
  readonly check: PlanCheck;
  readonly templates: readonly TemplateRow[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Keeps the text as a new version of its template; nothing of it is lost where that is refused. */
export function SaveDialog({ check, templates, onClose, onSaved }: SaveDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { draft } = useEditing();
  const { isSupervisor, supervisors } = useSupervision();
  const [reason, setReason] = useState('');
  const isLooser = check.marks.beyond.size > 0;
  const written = valueAt(draft.content, ['id']);
  const id = typeof written === 'string' ? written : '';
  const version = versionFor(templates, id, valueAt(draft.content, ['version']));
  const { isRunning, fault, submit } = useFormAct<null>(() => {
    if (valueAt(draft.content, ['version']) !== version) draft.set(['version'], version);
    return acts.run('plans.save', { text: draft.text, reason: reason.trim() === '' ? null : reason.trim() });
  }, onSaved);
  return (
    <Modal
      open
      width={520}
      title={text('plans.save-title', { plan: id, version })}
      okText={text('plans.save')}
      cancelText={text('act.cancel')}
      okButtonProps={{ loading: isRunning, disabled: isLooser && reason.trim() === '', 'data-act': 'save-plan-yes' }}
      onOk={() => submit(null)}
      onCancel={onClose}
    >
      <p className="text-second">{text('plans.save-text')}</p>
      <ChangeCounts rows={check.value?.diff ?? []} beyond={check.marks.beyond} />
      {isLooser && (
        <Notice
          tone={isSupervisor ? 'info' : 'warn'}
          title={text('plans.save-beyond', { count: check.marks.beyond.size })}
        >
          {text('plans.save-beyond-text')}
          {!isSupervisor && ` ${text('plans.supervisors', { names: supervisors.join(text('plans.between')) })}`}
        </Notice>
      )}
      <label className="stacked job-field">
        <span>{text(isLooser ? 'plans.reason' : 'plans.reason-optional')}</span>
        <Input.TextArea
          autoFocus
          rows={2}
          maxLength={300}
          value={reason}
          placeholder={text('plans.reason-example')}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}

/** The number that is written down where it is a new one, else the next that is free. */
function versionFor(templates: readonly TemplateRow[], id: string, written: unknown): number {
  const taken = templates.filter(({ templateId }) => templateId === id).map(({ version }) => version);
  const next = Math.max(0, ...taken) + 1;
  return typeof written === 'number' && written >= next ? written : next;
}
