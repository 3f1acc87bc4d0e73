import { planForms, type PlanForm } from '@contract/plan-forms.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { Texts } from '../../../i18n/texts.ts';
import type { Path } from '../model/plan-path.ts';
import { asForm, readRule, writeRule, type SaidRule } from '../model/rule-words.ts';
import { useEditing, useWord } from '../use-draft.ts';
import { useMark } from './field-mark.tsx';

interface RuleInputProps {
  readonly form: PlanForm;
  readonly value: string;
  readonly label: string;
  readonly onChange: (value: string) => void;
  readonly isOptional?: boolean;
}

/** A rule in words: which one, and its numbers. Words that no form says are shown as they are, to be mended by hand. */
export function RuleInput({ form, value, label, onChange, isOptional = false }: RuleInputProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const forms: readonly string[] = planForms[form];
  const said = value === '' ? null : readRule(value, forms);
  if (said === null && value !== '')
    return (
      <input
        className="plan-text is-wrong"
        value={value}
        maxLength={500}
        aria-label={label}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  const choose = (chosen: string): void => onChange(chosen === '' ? '' : writeRule(asForm(chosen, said?.numbers)));
  return (
    <span className="plan-rule">
      {forms.length === 1 && said !== null && !isOptional ? (
        <span>{formText(texts, said.form)}</span>
      ) : (
        <select
          className="plan-choice"
          value={said?.form ?? ''}
          aria-label={label}
          onChange={(event) => choose(event.target.value)}
        >
          {(isOptional || said === null) && <option value="">{text('plans.no-value')}</option>}
          {forms.map((each) => (
            <option key={each} value={each}>
              {formText(texts, each)}
            </option>
          ))}
        </select>
      )}
      {said !== null && <RuleNumbers said={said} label={label} onChange={onChange} />}
    </span>
  );
}

/** A form in the language of the page. */
function formText({ lookUp }: Texts, form: string): string {
  return lookUp(`plans.form.${form.replaceAll('{n}', 'n')}`) ?? form;
}

interface RuleNumbersProps {
  readonly said: SaidRule;
  readonly label: string;
  readonly onChange: (value: string) => void;
}

function RuleNumbers({ said, label, onChange }: RuleNumbersProps): ReactNode {
  const { text } = useTexts();
  return said.numbers.map((number, at) => (
    <input
      // oxlint-disable-next-line react/no-array-index-key -- a number of a rule is known by its place only
      key={at}
      className="plan-number"
      inputMode="numeric"
      value={number}
      maxLength={6}
      aria-label={text('plans.number-of', { label, at: at + 1 })}
      onChange={(event) => {
        const numbers = said.numbers.with(at, event.target.value.replaceAll(/\s/g, ''));
        onChange(writeRule({ form: said.form, numbers }));
      }}
    />
  ));
}

interface RuleFieldProps {
  readonly path: Path;
  readonly form: PlanForm;
  readonly label: string;
  readonly isOptional?: boolean;
}

/** A field that holds one rule in words. */
export function RuleField({ path, form, label, isOptional = false }: RuleFieldProps): ReactNode {
  const { draft } = useEditing();
  const value = useWord(path);
  const { look, note, shown } = useMark(path);
  return (
    <span className={`plan-field ${look}`} data-rule={shown}>
      <RuleInput
        form={form}
        value={value}
        label={label}
        isOptional={isOptional}
        onChange={(next) => draft.set(path, next === '' ? undefined : next)}
      />
      {note}
    </span>
  );
}
