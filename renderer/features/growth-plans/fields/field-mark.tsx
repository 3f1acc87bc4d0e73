import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { problemParams } from '../../../format/problem-params.ts';
import { changeTones } from '../model/change-looks.ts';
import { shownPath, type Path } from '../model/plan-path.ts';
import { useEditing } from '../use-draft.ts';

/** What the check says of one rule: what is wrong with it, or whether it is tighter or looser than the shipped one. */
export interface Mark {
  readonly shown: string;
  /** For the class of the field. */
  readonly look: string;
  readonly note: ReactNode;
}

export function useMark(path: Path): Mark {
  const texts = useTexts();
  const { text } = texts;
  const { draft, check } = useEditing();
  const shown = shownPath(draft.content, path);
  const problem = check.problemsAt.get(shown);
  if (problem !== undefined) {
    const { code } = problem;
    const params = problemParams(texts, problem.params);
    const told = text(`plan.problem.${code}.short`, params);
    const whole = `${text(`plan.problem.${code}.cause`, params)} ${text(`plan.problem.${code}.cure`, params)}`;
    return { shown, look: 'is-wrong', note: <FieldNote tone="bad" words={told} hint={whole} /> };
  }
  const change = check.changesAt.get(shown);
  if (change === undefined) return { shown, look: '', note: null };
  const { kind, row } = change;
  const words = text(`plans.change.${kind}`);
  const hint = text('plans.shipped-value', { value: row.from ?? text('plans.no-value') });
  return {
    shown,
    look: `is-${kind}`,
    note: <FieldNote tone={changeTones[kind]} words={words} hint={hint} was={row.from} />,
  };
}

interface FieldNoteProps {
  readonly tone: string;
  readonly words: string;
  readonly hint: string;
  readonly was?: string | null;
}

function FieldNote({ tone, words, hint, was = null }: FieldNoteProps): ReactNode {
  const { text } = useTexts();
  return (
    <span className={`field-note tone-${tone}`} title={hint}>
      {words}
      {was !== null && was.length <= 12 && ` ${text('plans.was', { value: was })}`}
    </span>
  );
}
