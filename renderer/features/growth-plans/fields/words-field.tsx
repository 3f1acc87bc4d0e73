import { planWordLists, type PlanWordList } from '@contract/plan-forms.ts';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { isList, type Path } from '../model/plan-path.ts';
import { readEffect, writeEffect } from '../model/rule-words.ts';
import { useEditing, useValue, useWord } from '../use-draft.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useMark } from './field-mark.tsx';
import { useWordText } from './word-text.ts';

const noWords: readonly string[] = [];

interface WordsFieldProps {
  readonly path: Path;
  readonly label: string;
  readonly words: PlanWordList;
  /** Words that stand alone, as text and not in a list. */
  readonly alone?: readonly string[];
  readonly isOptional?: boolean;
}

/** Several words of a closed list. */
export function WordsField({ path, label, words, alone = noWords, isOptional = false }: WordsFieldProps): ReactNode {
  const { draft } = useEditing();
  const wordText = useWordText();
  const value = useValue(path);
  const { look, note, shown } = useMark(path);
  const chosen = isList(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
  const choose = (next: readonly string[]): void => {
    const single = next.find((word) => alone.includes(word) && !chosen.includes(word));
    const rest = next.filter((word) => !alone.includes(word));
    if (single !== undefined) draft.set(path, single);
    else if (rest.length === 0 && isOptional) draft.set(path, undefined);
    else draft.set(path, rest);
  };
  return (
    <span className={`plan-field ${look}`} data-rule={shown}>
      <Select<string[]>
        className="plan-words"
        mode="multiple"
        value={chosen}
        aria-label={label}
        options={planWordLists[words].map((word) => ({ value: word, label: wordText(word) }))}
        onChange={choose}
      />
      {note}
    </span>
  );
}

/** What a condition does: every cap times a number, and what it closes. */
export function EffectField({ path, label }: { readonly path: Path; readonly label: string }): ReactNode {
  const { text } = useTexts();
  const { draft } = useEditing();
  const wordText = useWordText();
  const value = useWord(path);
  const { look, note, shown } = useMark(path);
  const effect = readEffect(value);
  if (effect === null)
    return (
      <span className="plan-field" data-rule={shown}>
        <input
          className={`plan-text ${look}`}
          value={value}
          aria-label={label}
          onChange={(event) => draft.set(path, event.target.value)}
        />
        {note}
      </span>
    );
  return (
    <span className={`plan-field ${look}`} data-rule={shown}>
      <span className="plan-rule">
        {text('plans.effect-factor')}
        <input
          className="plan-number"
          inputMode="decimal"
          value={effect.factor ?? ''}
          placeholder="1"
          maxLength={5}
          aria-label={text('plans.effect-factor')}
          onChange={({ target }) =>
            draft.set(path, writeEffect({ ...effect, factor: target.value.trim() === '' ? null : target.value.trim() }))
          }
        />
        {text('plans.effect-closed')}
        <Select<string[]>
          className="plan-words"
          mode="multiple"
          value={[...effect.closed]}
          aria-label={text('plans.effect-closed')}
          options={planWordLists.closed.map((word) => ({ value: word, label: wordText(word) }))}
          onChange={(closed) => draft.set(path, writeEffect({ ...effect, closed }))}
        />
      </span>
      {note}
    </span>
  );
}
