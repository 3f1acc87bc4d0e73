import type { PlanNote, PlanProblem } from '@contract/plan-problems.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { ruleText } from '../../growth/words/rule-words.ts';
import { sectionOf } from '../model/plan-path.ts';
import { problemParams } from '../../../format/problem-params.ts';

type Go = (path: string, line: number) => void;

interface PlaceProps {
  readonly at: PlanProblem | PlanNote;
  readonly onGo: Go;
}

/** What is wrong, where (section and line), and what to do about it. */
export function PlanProblems({
  problems,
  onGo,
}: {
  readonly problems: readonly PlanProblem[];
  readonly onGo: Go;
}): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  return (
    <ul className="plan-problems">
      {problems.map((problem) => (
        <li key={JSON.stringify(problem)} data-problem={problem.code}>
          <Place at={problem} onGo={onGo} />
          <div className="tone-bad">
            {text(`plan.problem.${problem.code}.cause`, problemParams(texts, problem.params))}
          </div>
          <div className="text-second">
            {text(`plan.problem.${problem.code}.cure`, problemParams(texts, problem.params))}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What is allowed and worth a second look. */
export function PlanNotes({ notes, onGo }: { readonly notes: readonly PlanNote[]; readonly onGo: Go }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  return (
    <ul className="plan-problems">
      {notes.map((note) => (
        <li key={JSON.stringify(note)} data-note={note.code}>
          <Place at={note} onGo={onGo} />
          <div className="tone-warn">
            <strong>{text(`plan.note.${note.code}.short`)}</strong>{' '}
            {text(`plan.note.${note.code}.cause`, problemParams(texts, note.params))}
          </div>
          <div className="text-second">{text(`plan.note.${note.code}.cure`, problemParams(texts, note.params))}</div>
        </li>
      ))}
    </ul>
  );
}

function Place({ at: { path, line }, onGo }: PlaceProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  return (
    <button type="button" className="link-button" title={path} onClick={() => onGo(path, line)}>
      {text('plans.problem-place', {
        section: text(`plans.section.${sectionOf(path)}`),
        line,
        rule: path === '' ? '' : ruleText(texts, path),
      })}
    </button>
  );
}
