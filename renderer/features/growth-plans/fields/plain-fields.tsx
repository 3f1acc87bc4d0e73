import type { PlanWordList } from '@contract/plan-forms.ts';
import { planWordLists } from '@contract/plan-forms.ts';
import { memo, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { Path } from '../model/plan-path.ts';
import { useEditing, useValue, useWord } from '../use-draft.ts';
import { useMark } from './field-mark.tsx';
import { useWordText } from './word-text.ts';

interface FieldProps {
  readonly path: Path;
  readonly label: string;
}

/** As typed: digits are a number, nothing takes an optional rule away, anything else is kept for the check to refuse. */
function numberOf(typed: string, isOptional: boolean): unknown {
  const text = typed.trim();
  if (text === '') return isOptional ? undefined : '';
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

/** A whole number; `isOptional`: the rule may be absent, and is `whenAbsent` then. */
export const NumberField = memo(function NumberField({
  path,
  label,
  isOptional = false,
  whenAbsent = '—',
}: FieldProps & { readonly isOptional?: boolean; readonly whenAbsent?: string }): ReactNode {
  const { draft } = useEditing();
  const value = useWord(path);
  const { look, note, shown } = useMark(path);
  return (
    <span className="plan-field">
      <input
        className={`plan-number ${look}`}
        inputMode="numeric"
        value={value}
        maxLength={9}
        aria-label={label}
        aria-invalid={look === 'is-wrong'}
        data-rule={shown}
        placeholder={isOptional ? whenAbsent : undefined}
        onChange={(event) => draft.set(path, numberOf(event.target.value, isOptional))}
      />
      {note}
    </span>
  );
}, isSameField);

export const TextField = memo(function TextField({
  path,
  label,
  isOptional = false,
  isShort = false,
}: FieldProps & { readonly isOptional?: boolean; readonly isShort?: boolean }): ReactNode {
  const { draft } = useEditing();
  const value = useWord(path);
  const { look, note, shown } = useMark(path);
  return (
    <span className="plan-field">
      <input
        className={`plan-text ${isShort ? 'is-short' : ''} ${look}`}
        value={value}
        maxLength={500}
        aria-label={label}
        aria-invalid={look === 'is-wrong'}
        data-rule={shown}
        onChange={(event) => draft.set(path, event.target.value === '' && isOptional ? undefined : event.target.value)}
      />
      {note}
    </span>
  );
}, isSameField);

/** One word of a closed list; a word that is none of it stays until another one is chosen. */
export const ChoiceField = memo(function ChoiceField({
  path,
  label,
  words,
  isOptional = false,
}: FieldProps & { readonly words: PlanWordList; readonly isOptional?: boolean }): ReactNode {
  const { draft } = useEditing();
  const { text } = useTexts();
  const wordText = useWordText();
  const value = useWord(path);
  const { look, note, shown } = useMark(path);
  const known: readonly string[] = planWordLists[words];
  return (
    <span className="plan-field">
      <select
        className={`plan-choice ${look}`}
        value={value}
        aria-label={label}
        data-rule={shown}
        onChange={(event) => draft.set(path, event.target.value === '' ? undefined : event.target.value)}
      >
        {(isOptional || value === '') && <option value="">{text('plans.no-value')}</option>}
        {value !== '' && !known.includes(value) && <option value={value}>{value}</option>}
        {known.map((word) => (
          <option key={word} value={word}>
            {wordText(word)}
          </option>
        ))}
      </select>
      {note}
    </span>
  );
}, isSameField);

/** `isBare`: the column says what it is. */
export const SwitchField = memo(function SwitchField({
  path,
  label,
  isBare = false,
}: FieldProps & { readonly isBare?: boolean }): ReactNode {
  const { draft } = useEditing();
  const value = useValue(path);
  const { look, note, shown } = useMark(path);
  return (
    <span className="plan-field">
      <label className={`plan-switch ${look}`}>
        <input
          type="checkbox"
          checked={value === true}
          aria-label={label}
          data-rule={shown}
          onChange={(event) => draft.set(path, event.target.checked)}
        />
        {!isBare && label}
      </label>
      {note}
    </span>
  );
}, isSameField);

/** Paths are made anew at each drawing and say the same. */
function isSameField(one: FieldProps & object, other: FieldProps & object): boolean {
  const { path, ...rest } = one;
  const { path: otherPath, ...otherRest } = other;
  return path.join('.') === otherPath.join('.') && JSON.stringify(rest) === JSON.stringify(otherRest);
}
