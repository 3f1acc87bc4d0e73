import { ImportOutlined } from '@ant-design/icons';
import { planTextMaxLength } from '@contract/plans.ts';
import { Button } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { KeptDraft } from './model/draft-memory.ts';
import type { OpenedPlan, Plans, TemplateRow } from './model/opened-plan.ts';

interface PlanListProps {
  readonly list: Plans;
  readonly kept: KeptDraft | null;
  readonly onOpen: (opened: OpenedPlan) => void;
  readonly onDrop: () => void;
  readonly onAssign: (name: KeptDraft['from']) => void;
  readonly onExport: (name: KeptDraft['from']) => void;
}

/** Every version of every template with how many accounts follow it. */
export function PlanList({ list, kept, onOpen, onDrop, onAssign, onExport }: PlanListProps): ReactNode {
  const { text } = useTexts();
  const practiceCount = list.accounts.filter(({ kind }) => kind === 'practice').length;
  const noneCount = list.accounts.filter(({ kind }) => kind === 'none').length;
  const rows = list.templates.toReversed();
  return (
    <div className="plans-list" data-plans>
      <div className="people-bar">
        <p className="tabular">
          {text('plans.counts', { given: list.givenCount, practice: practiceCount, none: noneCount })}
        </p>
        <span className="toolbar-gap" />
        <ImportButton templates={list.templates} onOpen={onOpen} />
      </div>
      {kept !== null && <KeptNotice kept={kept} onOpen={onOpen} onDrop={onDrop} />}
      <div className="table-frame">
        <table className="data-table">
          <thead>
            <tr>
              <th>{text('plans.column.plan')}</th>
              <th>{text('plans.column.version')}</th>
              <th>{text('plans.column.saved')}</th>
              <th className="cell-right">{text('plans.column.accounts')}</th>
              <th>{text('plans.column.acts')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((template) => (
              <PlanRow
                key={`${template.templateId} ${template.version}`}
                {...{ template, onOpen, onAssign, onExport }}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="text-second">{text('plans.list-text')}</p>
    </div>
  );
}

interface PlanRowProps extends Pick<PlanListProps, 'onOpen' | 'onAssign' | 'onExport'> {
  readonly template: TemplateRow;
}

function PlanRow({ template, onOpen, onAssign, onExport }: PlanRowProps): ReactNode {
  const { text, language } = useTexts();
  const { templateId, version, title, saved, accountCount } = template;
  const name = { templateId, version };
  return (
    <tr data-plan={`${templateId} ${version}`}>
      <td>
        {title === null ? text('plans.title-unreadable') : title[language === 'en' ? 'en' : 'zh']}{' '}
        <span className="text-second mono">{templateId}</span>
      </td>
      <td className="tabular">{text('plans.version', { version })}</td>
      <td>
        {saved === null ? (
          <Badge tone="quiet">{text('plans.shipped')}</Badge>
        ) : (
          <>
            {saved.by} · <Moment at={saved.at} isTrueTime />
          </>
        )}
      </td>
      <td className="cell-right tabular">{accountCount}</td>
      <td aria-label={text('plans.column.acts')}>
        <div className="act-buttons">
          <Button size="small" data-act="edit-plan" onClick={() => onOpen({ from: name, text: null })}>
            {text('plans.open')}
          </Button>
          <Button size="small" data-act="assign-plan" disabled={title === null} onClick={() => onAssign(name)}>
            {text('plans.assign')}
          </Button>
          <Button size="small" data-act="export-plan" onClick={() => onExport(name)}>
            {text('plans.export')}
          </Button>
        </div>
      </td>
    </tr>
  );
}

function KeptNotice({
  kept,
  onOpen,
  onDrop,
}: { readonly kept: KeptDraft } & Pick<PlanListProps, 'onOpen' | 'onDrop'>): ReactNode {
  const { text } = useTexts();
  return (
    <Notice
      tone="warn"
      title={text('plans.kept-title', { plan: kept.from.templateId, version: kept.from.version })}
      actions={
        <div className="act-buttons">
          <Button type="primary" data-act="go-on" onClick={() => onOpen({ from: kept.from, text: kept.text })}>
            {text('plans.kept-open')}
          </Button>
          <Button data-act="drop-draft" onClick={onDrop}>
            {text('plans.kept-drop')}
          </Button>
        </div>
      }
    >
      {text('plans.kept-text')} <Age at={kept.at} isTrueTime />
    </Notice>
  );
}

/** A file from elsewhere is opened in the editor and checked there; it is nobody's plan before it is saved. */
function ImportButton({
  templates,
  onOpen,
}: { readonly templates: readonly TemplateRow[] } & Pick<PlanListProps, 'onOpen'>): ReactNode {
  const { text } = useTexts();
  const { announcements } = useConsole();
  const input = useRef<HTMLInputElement>(null);
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > planTextMaxLength) {
      const detail = { rule: 'plan-too-long', limitKb: planTextMaxLength / 1_000 };
      announcements.publish({
        kind: 'fault',
        fault: { code: 'invalid-input', message: 'the file is too long', detail },
      });
      return;
    }
    const content = await file.text();
    const id = /^id: *(\S+)\s*$/mu.exec(content)?.[1];
    const own = templates.findLast(({ templateId }) => templateId === id) ?? templates[0];
    if (own !== undefined) onOpen({ from: { templateId: own.templateId, version: own.version }, text: content });
  };
  return (
    <>
      <Button icon={<ImportOutlined aria-hidden />} data-act="import-plan" onClick={() => input.current?.click()}>
        {text('plans.import')}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".yaml,.yml,.txt"
        data-file="plan"
        onChange={(event) => {
          void read(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </>
  );
}
