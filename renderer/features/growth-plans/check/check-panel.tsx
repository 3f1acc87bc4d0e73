import { Segmented } from 'antd';
import { memo, useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import type { KeptDraft } from '../model/draft-memory.ts';
import type { PlanCheck } from '../use-plan-check.ts';
import { ChangeCounts } from './change-counts.tsx';
import { DiffTable } from './diff-table.tsx';
import { PlanNotes, PlanProblems } from './problem-list.tsx';

interface CheckPanelProps {
  readonly value: PlanCheck['value'];
  readonly fault: PlanCheck['fault'];
  readonly marks: PlanCheck['marks'];
  readonly from: KeptDraft['from'];
  readonly onGo: (path: string, line: number) => void;
}

/** Beside the plan: what is wrong with it, what it changes, and what that takes. */
export const CheckPanel = memo(function CheckPanel({ value, fault, marks, from, onGo }: CheckPanelProps): ReactNode {
  const { text } = useTexts();
  const problems = value?.problems ?? [];
  const notes = value?.notes ?? [];
  return (
    <aside className="plan-check" aria-label={text('plans.check')}>
      {fault !== null && <FaultNotice fault={fault} />}
      {problems.length > 0 && (
        <section>
          <h3>{text('plans.problems')}</h3>
          <PlanProblems problems={problems} onGo={onGo} />
          <p className="text-second">{text('plans.problems-text')}</p>
        </section>
      )}
      {value !== null && problems.length === 0 && <Changes {...{ value, marks, from, onGo }} />}
      {notes.length > 0 && (
        <details open={problems.length === 0}>
          <summary>{text('plans.notes', { count: notes.length })}</summary>
          <PlanNotes notes={notes} onGo={onGo} />
        </details>
      )}
    </aside>
  );
});

function Changes({ value, marks, from, onGo }: Omit<CheckPanelProps, 'fault'>): ReactNode {
  const { text } = useTexts();
  const [against, setAgainst] = useState<'shipped' | 'before'>('shipped');
  const rows = (against === 'shipped' ? value?.diff : value?.beforeDiff) ?? [];
  return (
    <section>
      <h3>{text('plans.changes')}</h3>
      <Segmented<'shipped' | 'before'>
        size="small"
        aria-label={text('plans.changes')}
        value={against}
        options={[
          { value: 'shipped', label: text('plans.against.shipped') },
          { value: 'before', label: text('plans.against.before', { plan: from.templateId, version: from.version }) },
        ]}
        onChange={setAgainst}
      />
      <ChangeCounts rows={rows} beyond={marks.beyond} />
      <DiffTable rows={rows} beyond={marks.beyond} onGo={(path) => onGo(path, 1)} />
      {rows.length > 0 && <p className="text-second">{text('plans.changes-text')}</p>}
    </section>
  );
}
