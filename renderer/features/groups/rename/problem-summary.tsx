import { carefulProblemCodes } from '@contract/group-rename.ts';
import type { RenamePreviewRow } from '@contract/rename-preview.ts';
import type { ReactNode } from 'react';
import { readableParams } from '../../../format/text-params.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useTrueMinute } from '../../../stores/use-console.ts';
import { countProblems } from './rename-draft.ts';

type ProblemCode = RenamePreviewRow['problems'][number]['code'];

interface ProblemSummaryProps {
  readonly rows: readonly RenamePreviewRow[];
  readonly shown: ProblemCode | null;
  readonly onShow: (code: ProblemCode | null) => void;
}

/** What is in the way, once for each kind of it: how many rows, the first of them by name, and what to do. */
export function ProblemSummary({ rows, shown, onShow }: ProblemSummaryProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const now = useTrueMinute();
  const problems = countProblems(rows);
  if (problems.length === 0) return null;
  return (
    <ul className="problem-list" aria-label={text('rename.problems')}>
      {problems.map(({ code, rows: found }) => {
        const [first] = found;
        const problem = first?.problems.find((each) => each.code === code);
        const params = problem === undefined ? {} : readableParams(texts, problem.params, now);
        const isStop = !carefulProblemCodes.has(code);
        return (
          <li key={code} data-problem={code}>
            <button
              type="button"
              className={`job-state tone-${isStop ? 'bad' : 'warn'}`}
              aria-pressed={shown === code}
              onClick={() => onShow(shown === code ? null : code)}
            >
              {text(`job.code.${code}.short`)} <span className="tabular">{found.length}</span>
            </button>
            <span>
              {text('rename.problem-of', { name: first?.before ?? '' })} {text(`job.code.${code}.cause`, params)}{' '}
              <span className="text-second">{text(`job.code.${code}.cure`, params)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
