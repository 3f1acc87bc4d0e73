import type { PlaybookProblem } from '@contract/automation.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Notice } from '../../ui/notice.tsx';
import { problemWords } from './problem-words.ts';

interface ProblemListProps {
  readonly problems: readonly PlaybookProblem[];
  /** Names the file of each. */
  readonly hasFiles?: boolean;
}

/** What is wrong, where, and what to do about it. */
export function ProblemList({ problems, hasFiles = false }: ProblemListProps): ReactNode {
  const texts = useTexts();
  return (
    <div className="bench-problems">
      {problems.map((problem) => {
        const { place, path, cause, cure } = problemWords(texts, problem, hasFiles);
        return (
          <Notice
            key={JSON.stringify(problem)}
            tone="bad"
            title={
              <>
                {place} {path !== '' && <span className="mono">{path}</span>} {cause}
              </>
            }
          >
            <span data-problem={problem.code}>{cure}</span>
          </Notice>
        );
      })}
    </div>
  );
}
