import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { ruleText } from '../../growth/words/rule-words.ts';
import { changeTones, kindOfChange, type DiffRow } from '../model/change-looks.ts';

/** Two plans that differ in everything would hold up the page. */
const shownRows = 200;

interface DiffTableProps {
  readonly rows: readonly DiffRow[];
  readonly beyond: ReadonlySet<string>;
  /** Opens the rule; without it the rows are only read. */
  readonly onGo?: (path: string) => void;
}

/** Rule by rule what was and what is, whether that is tighter or looser, and what it takes. */
export function DiffTable({ rows, beyond, onGo }: DiffTableProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  return (
    <>
      <ul className="plan-diff">
        {rows.slice(0, shownRows).map((row) => {
          const kind = kindOfChange(row, beyond);
          const words = ruleText(texts, row.path);
          return (
            <li key={row.path} data-diff={row.path} data-diff-kind={kind}>
              <div className="plan-diff-head">
                {onGo === undefined ? (
                  <span title={row.path}>{words}</span>
                ) : (
                  <button type="button" className="link-button" title={row.path} onClick={() => onGo(row.path)}>
                    {words}
                  </button>
                )}
                <Badge tone={changeTones[kind]}>{text(`plans.change.${kind}`)}</Badge>
              </div>
              <div className="plan-diff-values">
                <del>{row.from ?? text('plans.no-value')}</del> → <ins>{row.to ?? text('plans.no-value')}</ins>
                <span className="text-second">{text(`plans.takes.${kind}`)}</span>
              </div>
            </li>
          );
        })}
      </ul>
      {rows.length > shownRows && (
        <p className="text-second">{text('plans.more-changes', { count: rows.length - shownRows })}</p>
      )}
    </>
  );
}
