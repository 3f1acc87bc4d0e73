import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { ChoiceField, NumberField } from '../fields/plain-fields.tsx';
import { RuleListField } from '../fields/rule-list-field.tsx';
import type { Path } from '../model/plan-path.ts';
import { useValue } from '../use-draft.ts';
import { Line, Part } from './section-frame.tsx';

/** What sends an account back to an earlier stage, and for how long. */
export function RestartSection(): ReactNode {
  const { text } = useTexts();
  const value = useValue(['re_onboarding']);
  const rules: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <>
      <p className="text-second">{text('plans.restart-text')}</p>
      {rules.map((_rule, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- rules have no names
        <Restart key={at} at={at} path={['re_onboarding', at]} />
      ))}
    </>
  );
}

function Restart({ at, path }: { readonly at: number; readonly path: Path }): ReactNode {
  const { text } = useTexts();
  return (
    <Part title={text('plans.restart-rule', { at: at + 1 })}>
      <Line name={text('plans.field.events')}>
        <RuleListField path={[...path, 'event']} form="event" label={text('plans.field.events')} joint="/" />
      </Line>
      <Line name={text('plans.field.restart-at')}>
        <ChoiceField path={[...path, 'restart_at']} label={text('plans.field.restart-at')} words="stage" />
      </Line>
      <Line name={text('plans.field.min-days')}>
        <NumberField path={[...path, 'min_days']} label={text('plans.field.min-days')} />
        {text('plans.days.unit')}
      </Line>
      <Line name={text('plans.field.silent-days')}>
        <NumberField path={[...path, 'silent_days']} label={text('plans.field.silent-days')} isOptional />
        {text('plans.days.unit')}
      </Line>
    </Part>
  );
}
