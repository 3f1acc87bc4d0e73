import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { DraftProblem } from './editor-draft.ts';

interface ProblemLineProps {
  readonly problems: readonly DraftProblem[];
  /** Those that the field above can have. */
  readonly among: readonly DraftProblem[];
}

/** What is wrong with the field above it. */
export function ProblemLine({ problems, among }: ProblemLineProps): ReactNode {
  const { text } = useTexts();
  const own = problems.filter((problem) => among.includes(problem));
  if (own.length === 0) return null;
  return (
    <p className="tone-bad schedule-problem" role="alert" data-problem={own.join(' ')}>
      {own.map((problem) => text(`schedules.problem.${problem}`)).join(' ')}
    </p>
  );
}
