import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import type { KeptDraft } from './model/draft-memory.ts';
import { useEditing } from './use-draft.ts';
import type { PlanCheck } from './use-plan-check.ts';

interface EditorHeadProps {
  readonly from: KeptDraft['from'];
  readonly check: PlanCheck;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** What is open, whether it is sound, and what can be done with it. */
export function EditorHead({ from, check, onSave, onClose }: EditorHeadProps): ReactNode {
  const { text } = useTexts();
  const { draft } = useEditing();
  const { acts, announcements } = useConsole();
  // The whole text is compared only when the check has it anyway.
  const isChanged = check.isBehind ? draft.isTouched : draft.isChanged;
  const isSound = check.value !== null && check.value.problems.length === 0;
  const exportText = async (): Promise<void> => {
    const answer = await acts.run('plans.export', { text: draft.text, path: null });
    if (!answer.ok) announcements.publish({ kind: 'fault', fault: answer.error });
    else if (answer.value.path !== null) announcements.publish({ kind: 'file-saved', path: answer.value.path });
  };
  return (
    <div className="people-bar plan-editor-head">
      <Button size="small" icon={<ArrowLeftOutlined aria-hidden />} data-act="close-plan" onClick={onClose}>
        {text('plans.back')}
      </Button>
      <h2>{text('plans.editing', { plan: from.templateId, version: from.version })}</h2>
      {isChanged && <Badge tone="warn">{text('plans.unsaved')}</Badge>}
      <span aria-live="polite" data-check={check.isBehind ? 'checking' : isSound ? 'sound' : 'wrong'}>
        <CheckWord check={check} />
      </span>
      <span className="toolbar-gap" />
      <Button data-act="export-plan" onClick={() => void exportText()}>
        {text('plans.export')}
      </Button>
      <Button
        type="primary"
        data-act="save-plan"
        disabled={!isChanged || !isSound || check.isBehind}
        title={isSound ? undefined : text('plans.save-not-sound')}
        onClick={onSave}
      >
        {text('plans.save')}
      </Button>
    </div>
  );
}

function CheckWord({ check: { value, isBehind } }: { readonly check: PlanCheck }): ReactNode {
  const { text } = useTexts();
  if (isBehind || value === null) return <Badge tone="quiet">{text('plans.checking')}</Badge>;
  const count = value.problems.length;
  if (count > 0) return <Badge tone="bad">{text('plans.problem-count', { count })}</Badge>;
  return <Badge tone="good">{text('plans.sound')}</Badge>;
}
