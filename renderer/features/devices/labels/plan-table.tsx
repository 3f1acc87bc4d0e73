import type { LabelPlan, LabelRow } from '@contract/bulk-labels.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { Texts } from '../../../i18n/texts.ts';
import { Badge } from '../../../ui/badge.tsx';

const tones = { change: 'info', unchanged: 'quiet', wrong: 'bad' } as const;

/** What a file would change, row by row: wrong rows first. */
export function PlanTable({ plan }: { readonly plan: LabelPlan }): ReactNode {
  const { text } = useTexts();
  const { changeCount, unchangedCount, wrongCount, ignoredColumns, encoding } = plan;
  const rows = plan.rows.toSorted((left, right) => order(left) - order(right) || left.line - right.line);
  return (
    <>
      <p>
        {text('labels.summary', { change: changeCount, unchanged: unchangedCount, wrong: wrongCount })}{' '}
        <span className="text-second">
          {text(`labels.encoding.${encoding}`)}
          {ignoredColumns.length > 0 && ` · ${text('labels.ignored', { columns: ignoredColumns.join(' · ') })}`}
        </span>
      </p>
      <div className="table-frame plan-frame">
        <table className="data-table">
          <thead>
            <tr>
              <th className="cell-right">{text('labels.line')}</th>
              <th>{text('shift.phone')}</th>
              <th>{text('labels.verdict')}</th>
              <th>{text('labels.changes')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line} data-row-verdict={row.verdict}>
                <td className="cell-right tabular">{row.line}</td>
                <td>{row.name}</td>
                <td>
                  <Badge tone={tones[row.verdict]}>{text(`labels.verdict.${row.verdict}`)}</Badge>
                </td>
                <td>
                  <RowDetails row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function order({ verdict }: LabelRow): number {
  return verdict === 'wrong' ? 0 : verdict === 'change' ? 1 : 2;
}

function RowDetails({ row }: { readonly row: LabelRow }): ReactNode {
  const texts = useTexts();
  return (
    <>
      {row.problems.map((problem) => (
        <div key={problem.code} className="tone-bad">
          {problemText(problem, texts)}
        </div>
      ))}
      {row.changes.map(({ field, before, after }) => (
        <div key={field}>
          <span className="text-second">{texts.text(`column.${field}`)}</span> <del>{before}</del> <ins>{after}</ins>
        </div>
      ))}
    </>
  );
}

function problemText({ code, params }: LabelRow['problems'][number], texts: Texts): string {
  const { field } = params;
  const named = typeof field === 'string' ? { ...params, field: texts.lookUp(`column.${field}`) ?? field } : params;
  return texts.text(`labels.problem.${code}`, named);
}
