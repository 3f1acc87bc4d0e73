import { CloseOutlined } from '@ant-design/icons';
import { Button, Steps } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { renameSteps, type RenameDraft } from '../../../stores/ui-store.ts';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { LoadingLines } from '../../../ui/loading-lines.tsx';
import { ConfirmStep } from './confirm-step.tsx';
import { PreviewStep } from './preview-step.tsx';
import { RuleStep } from './rule-step.tsx';
import { RunStep } from './run-step.tsx';
import { ScopeStep } from './scope-step.tsx';
import { useRenameSteps, useScope } from './use-rename.ts';

/** 批量改群名: which groups, how, what would change, the operator's yes, and what came of every row. */
export function RenameWizard({ draft }: { readonly draft: RenameDraft }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { close } = useRenameSteps();
  const { step, jobId } = draft;
  const leave = async (): Promise<void> => {
    // A plan that nobody confirmed is of no use to anybody.
    if (step === 'confirm' && jobId !== null) await acts.perform('jobs.cancel', { jobId, itemIds: null });
    close();
  };
  return (
    <div className="page page-tall" data-page="groups" data-rename-step={step}>
      <header className="wizard-head">
        <h1>{text('rename.title')}</h1>
        <Steps
          size="small"
          current={renameSteps.indexOf(step)}
          items={renameSteps.map((each) => ({ title: text(`rename.step.${each}`) }))}
        />
        <Button type="text" icon={<CloseOutlined aria-hidden />} data-act="wizard-close" onClick={() => void leave()}>
          {text(step === 'run' ? 'rename.done' : 'rename.leave')}
        </Button>
      </header>
      {step === 'confirm' && jobId !== null && <ConfirmStep jobId={jobId} />}
      {step === 'run' && jobId !== null && <RunStep jobId={jobId} />}
      {step !== 'confirm' && step !== 'run' && <Drafting draft={draft} />}
    </div>
  );
}

/** The steps before there is a plan. */
function Drafting({ draft }: { readonly draft: RenameDraft }): ReactNode {
  const { rows, answer } = useScope(draft.groupIds);
  if (answer.value === null) return answer.fault === null ? <LoadingLines /> : <FaultNotice fault={answer.fault} />;
  switch (draft.step) {
    case 'rule':
      return <RuleStep draft={draft} groups={rows} />;
    case 'preview':
      return <PreviewStep draft={draft} groups={rows} />;
    default:
      return <ScopeStep draft={draft} groups={rows} />;
  }
}
