import type { ListPlan, ListRow } from '@contract/people-lists.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Badge } from '../../ui/badge.tsx';

const tones = { new: 'info', known: 'quiet', wrong: 'bad' } as const;
/** More than a person reads; all of them are counted above. */
const shownRows = 300;

/** What an import would do, row by row: wrong rows first, each with its line and what to do about it. */
export function PlannedRows({ plan }: { readonly plan: ListPlan }): ReactNode {
  const { text } = useTexts();
  const { newCount, knownCount, wrongCount, ignoredColumns } = plan;
  const rows = plan.rows
    .toSorted(
      (one, other) => Number(other.verdict === 'wrong') - Number(one.verdict === 'wrong') || one.line - other.line,
    )
    .slice(0, shownRows);
  return (
    <>
      <p className="tabular" aria-live="polite">
        {text('lists.summary', { added: newCount, known: knownCount, wrong: wrongCount })}
        {ignoredColumns.length > 0 && (
          <span className="text-second"> {text('labels.ignored', { columns: ignoredColumns.join(' · ') })}</span>
        )}
      </p>
      <div className="table-frame plan-frame">
        <table className="data-table">
          <thead>
            <tr>
              <th className="cell-right">{text('labels.line')}</th>
              <th>{text('lists.person')}</th>
              <th>{text('lists.list')}</th>
              <th>{text('labels.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line} data-row-verdict={row.verdict}>
                <td className="cell-right tabular">{row.line}</td>
                <td>
                  {row.name} <span className="text-second">{row.note}</span>
                </td>
                <td>{text(`lists.name.${row.list}`)}</td>
                <td>
                  <Badge tone={tones[row.verdict]}>{text(`lists.verdict.${row.verdict}`)}</Badge>
                  {row.problem !== null && <RowProblem problem={row.problem} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {plan.rows.length > shownRows && (
        <p className="text-second">{text('lists.more-rows', { count: plan.rows.length - shownRows })}</p>
      )}
    </>
  );
}

function RowProblem({ problem: { code, params } }: { readonly problem: NonNullable<ListRow['problem']> }): ReactNode {
  const { text } = useTexts();
  const { field } = params;
  const named = { ...params, ...(field === 'name' || field === 'note' ? { field: text(`lists.field.${field}`) } : {}) };
  return (
    <div>
      <span className="tone-bad">{text(`lists.problem.${code}.cause`, named)}</span>{' '}
      <span className="text-second">{text(`lists.problem.${code}.cure`, named)}</span>
    </div>
  );
}
