import type { GroupRow } from '@contract/group-book.ts';
import type { RenamePreviewRow } from '@contract/group-rename.ts';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { RenameDraft } from '../../../stores/ui-store.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useGroupVersion } from '../use-group-list.ts';
import { isFilled } from './rule-drafts.ts';
import { RuleForm } from './rule-form.tsx';
import { usePreview, type Preview } from './use-preview.ts';
import { useRenameSteps } from './use-rename.ts';
import { WizardFoot } from './wizard-foot.tsx';

interface RuleStepProps {
  readonly draft: RenameDraft;
  readonly groups: readonly GroupRow[];
}

/** How the new names come about, with the first of them beside the rule while it is typed. */
export function RuleStep({ draft, groups }: RuleStepProps): ReactNode {
  const { text } = useTexts();
  const { change } = useRenameSteps();
  const preview = usePreview(draft, useGroupVersion());
  const isReady = isFilled(draft.rule) && preview.unknownTokens.length === 0 && draft.title.trim() !== '';
  return (
    <>
      <div className="rule-step">
        <section className="section-card rule-form">
          <RuleForm rule={draft.rule} groups={groups} onChange={(rule) => change({ rule })} />
          <label className="rule-line">
            <span>{text('groups.job-title')}</span>
            <Input value={draft.title} maxLength={60} onChange={(event) => change({ title: event.target.value })} />
          </label>
        </section>
        <Sample preview={preview} />
      </div>
      <WizardFoot
        hint={isFilled(draft.rule) ? countText(text, preview.rows) : text('rename.rule-empty')}
        onBack={() => change({ step: 'scope' })}
        next={{ words: text('rename.to-preview'), isReady, onNext: () => change({ step: 'preview' }) }}
      />
    </>
  );
}

const sampleSize = 14;

function Sample({ preview: { rows, unknownTokens, fault } }: { readonly preview: Preview }): ReactNode {
  const { text } = useTexts();
  return (
    <section className="section-card rule-sample">
      <h3>{text('rename.sample')}</h3>
      {fault !== null && <FaultNotice fault={fault} />}
      {unknownTokens.length > 0 && (
        <Notice tone="bad" title={text('rename.unknown-token', { tokens: unknownTokens.join(' ') })}>
          {text('rename.unknown-token-cure')}
        </Notice>
      )}
      {rows.length === 0 && fault === null && <p className="text-second">{text('rename.sample-none')}</p>}
      <ol className="sample-list">
        {rows.slice(0, sampleSize).map(({ groupId, before, after, verdict }) => (
          <li key={groupId} data-sample={verdict}>
            <span title={before}>{before}</span>
            <span className={verdict === 'blocked' ? 'tone-bad' : ''} title={after}>
              {after}
            </span>
          </li>
        ))}
      </ol>
      {rows.length > sampleSize && (
        <p className="text-second">{text('rename.sample-more', { count: rows.length - sampleSize })}</p>
      )}
    </section>
  );
}

/** How many rows of a preview would be changed, are so already, and are stopped. */
export function countText(
  text: ReturnType<typeof useTexts>['text'],
  rows: readonly Pick<RenamePreviewRow, 'verdict'>[],
): string {
  const counted = (verdict: RenamePreviewRow['verdict']): number =>
    rows.filter((row) => row.verdict === verdict).length;
  return text('groups.preview-count', {
    change: counted('change'),
    same: counted('same'),
    stopped: counted('held') + counted('blocked'),
  });
}
