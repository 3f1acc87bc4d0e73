import { planForms, type PlanForm } from '@contract/plan-forms.ts';
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { isList, type Path } from '../model/plan-path.ts';
import { asForm, splitRules, writeRule } from '../model/rule-words.ts';
import { useEditing, useValue } from '../use-draft.ts';
import { useMark } from './field-mark.tsx';
import { RuleInput } from './rule-field.tsx';

interface RuleListFieldProps {
  readonly path: Path;
  readonly form: PlanForm;
  readonly label: string;
  /** How a text joins its rules; without it the rules stand in a list. */
  readonly joint?: string;
  /** The word that stands where there is no rule; without it the field goes. */
  readonly wordForNone?: string;
}

/** Several rules in words: one below the other, each to be changed or taken away, and one more. */
export function RuleListField({ path, form, label, joint, wordForNone }: RuleListFieldProps): ReactNode {
  const { text } = useTexts();
  const { draft } = useEditing();
  const value = useValue(path);
  const { look, note, shown } = useMark(path);
  const rules = rulesIn(value, joint, wordForNone);
  const write = (next: readonly string[]): void => {
    const spaced = joint === '/' ? ' / ' : ` ${joint ?? ''} `;
    if (joint === undefined) draft.set(path, [...next]);
    else draft.set(path, next.length === 0 ? wordForNone : next.join(spaced));
  };
  return (
    <div className={`plan-rules ${look}`} data-rule={shown}>
      {rules.map((rule, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- rules have no names
        <OneRule key={at} path={[...path, at]} isListed={joint === undefined}>
          <RuleInput
            form={form}
            value={rule}
            label={label}
            onChange={(next) => write(next === '' ? rules.toSpliced(at, 1) : rules.with(at, next))}
          />
          <button
            type="button"
            className="plan-icon"
            title={text('plans.take-away')}
            aria-label={text('plans.take-away')}
            onClick={() => write(rules.toSpliced(at, 1))}
          >
            <CloseOutlined aria-hidden />
          </button>
        </OneRule>
      ))}
      <button
        type="button"
        className="link-button tone-info"
        onClick={() =>
          write([
            ...rules,
            writeRule(asForm(planForms[form].find((each) => !rules.includes(each)) ?? planForms[form][0])),
          ])
        }
      >
        <PlusOutlined aria-hidden /> {text('plans.add-rule')}
      </button>
      {note}
    </div>
  );
}

/** A rule of a list has a path of its own, and is marked by it. */
function OneRule({
  path,
  isListed,
  children,
}: {
  readonly path: Path;
  readonly isListed: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const { look, note } = useMark(path);
  return (
    <span className={`plan-rule-line ${isListed ? look : ''}`}>
      {children}
      {isListed && note}
    </span>
  );
}

function rulesIn(value: unknown, joint: string | undefined, wordForNone: string | undefined): readonly string[] {
  if (isList(value)) return value.map(String);
  if (typeof value !== 'string' || value === wordForNone) return [];
  return joint === undefined ? [value] : splitRules(value, joint);
}
