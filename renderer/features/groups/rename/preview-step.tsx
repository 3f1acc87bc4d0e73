import type { GroupRow } from '@contract/group-book.ts';
import { renameVerdicts, type RenamePreviewRow, type RenameVerdict } from '@contract/group-rename.ts';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { RenameDraft } from '../../../stores/ui-store.ts';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { LoadingLines } from '../../../ui/loading-lines.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { useGroupVersion } from '../use-group-list.ts';
import { PreviewTable } from './preview-table.tsx';
import { ProblemSummary } from './problem-summary.tsx';
import { countText } from './rule-step.tsx';
import { StaleGroups } from './stale-groups.tsx';
import { usePreview } from './use-preview.ts';
import { useRenameSteps } from './use-rename.ts';
import { verdictTones } from './verdict-tones.ts';
import { WizardFoot } from './wizard-foot.tsx';

interface PreviewStepProps {
  readonly draft: RenameDraft;
  readonly groups: readonly GroupRow[];
}

type Shown =
  | { readonly verdict: RenameVerdict }
  | { readonly code: RenamePreviewRow['problems'][number]['code'] }
  | null;

/** Every row: from what to what, through whom, and what speaks against it. Rows that are stopped do not begin. */
export function PreviewStep({ draft, groups }: PreviewStepProps): ReactNode {
  const { text } = useTexts();
  const { change } = useRenameSteps();
  const { rows, fault, isAsking } = usePreview(draft, useGroupVersion());
  const [shown, setShown] = useState<Shown>(null);
  const plan = usePlan(draft);
  const changeCount = rows.filter(({ verdict }) => verdict === 'change').length;
  return (
    <>
      <div className="toolbar-line">
        <VerdictFilter rows={rows} shown={shown} onShow={setShown} />
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
      {plan.fault !== null && <FaultNotice fault={plan.fault} />}
      {draft.rule.kind === 'restore' && <Restoring leftOut={draft.leftOut} />}
      <StaleGroups groups={groups} />
      <ProblemSummary
        rows={rows}
        shown={shown !== null && 'code' in shown ? shown.code : null}
        onShow={(code) => setShown(code === null ? null : { code })}
      />
      {rows.length === 0 && isAsking ? (
        <LoadingLines />
      ) : (
        <PreviewTable
          rows={rows.filter((row) => isShown(row, shown))}
          onPick={(groupId, viewId) => change({ via: { ...draft.via, [groupId]: viewId } })}
        />
      )}
      <WizardFoot
        hint={isAsking ? text('app.loading') : countText(text, rows)}
        onBack={() => change({ step: draft.rule.kind === 'restore' ? 'scope' : 'rule' })}
        next={{
          words: text('rename.to-confirm', { count: changeCount }),
          isReady: changeCount > 0 && !isAsking,
          isRunning: plan.isRunning,
          onNext: () => plan.submit(null),
        }}
      />
    </>
  );
}

/** What taking a job back does, and what of it cannot be taken back. */
function Restoring({ leftOut: { reviewCount, goneCount } }: Pick<RenameDraft, 'leftOut'>): ReactNode {
  const { text } = useTexts();
  const rest = [
    reviewCount > 0 && text('rename.restore-review', { count: reviewCount }),
    goneCount > 0 && text('rename.restore-gone', { count: goneCount }),
  ].filter((part) => part !== false);
  return (
    <Notice tone={rest.length === 0 ? 'info' : 'warn'} title={text('rename.restoring')}>
      {rest.length === 0 ? undefined : rest.join(' ')}
    </Notice>
  );
}

/** Makes the plan that is confirmed in the next step. */
function usePlan({ groupIds, rule, via, title }: RenameDraft) {
  const { acts } = useConsole();
  const { change } = useRenameSteps();
  return useFormAct<null>(
    async () => {
      const answer = await acts.run('jobs.plan', {
        kind: 'groups.rename',
        title: title.trim(),
        payload: { groupIds, rule, via },
        window: { startAt: null, endAt: null },
      });
      if (answer.ok) change({ step: 'confirm', jobId: answer.value.jobId });
      return answer;
    },
    () => undefined,
  );
}

function isShown({ verdict, problems }: RenamePreviewRow, shown: Shown): boolean {
  if (shown === null) return true;
  return 'verdict' in shown ? verdict === shown.verdict : problems.some(({ code }) => code === shown.code);
}

interface VerdictFilterProps {
  readonly rows: readonly RenamePreviewRow[];
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

/** How many rows there are of each verdict; a click shows only those. */
function VerdictFilter({ rows, shown, onShow }: VerdictFilterProps): ReactNode {
  const { text } = useTexts();
  const chosen = shown !== null && 'verdict' in shown ? shown.verdict : null;
  return (
    <div className="job-states" role="group" aria-label={text('groups.verdict')}>
      <button type="button" className="job-state" aria-pressed={shown === null} onClick={() => onShow(null)}>
        {text('jobs.filter-all')} <span className="tabular">{rows.length}</span>
      </button>
      {renameVerdicts.map((verdict) => {
        const count = rows.filter((row) => row.verdict === verdict).length;
        if (count === 0 && chosen !== verdict) return null;
        return (
          <button
            key={verdict}
            type="button"
            className={`job-state tone-${verdictTones[verdict]}`}
            aria-pressed={chosen === verdict}
            data-verdict-filter={verdict}
            onClick={() => onShow(chosen === verdict ? null : { verdict })}
          >
            {text(`groups.verdict.${verdict}`)} <span className="tabular">{count}</span>
          </button>
        );
      })}
    </div>
  );
}
