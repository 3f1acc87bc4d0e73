import type { PlaybookProblem } from '@contract/automation.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Notice } from '../../ui/notice.tsx';

interface ProblemListProps {
  readonly problems: readonly PlaybookProblem[];
  /** Names the file of each. */
  readonly hasFiles?: boolean;
}

/** What is wrong, where, and what to do about it. */
export function ProblemList({ problems, hasFiles = false }: ProblemListProps): ReactNode {
  const { text } = useTexts();
  return (
    <div className="bench-problems">
      {problems.map((problem) => {
        const { file, line, path, code, params } = problem;
        const place = hasFiles ? text('bench.problem-place', { file, line }) : text('bench.problem-line', { line });
        return (
          <Notice
            key={JSON.stringify(problem)}
            tone="bad"
            title={
              <>
                {place} {path !== '' && path !== params['field'] && <span className="mono">{path}</span>}{' '}
                {text(`bench.problem.${code}.cause`, params)}
              </>
            }
          >
            <span data-problem={code}>{text(`bench.problem.${code}.cure`, params)}</span>
          </Notice>
        );
      })}
    </div>
  );
}
