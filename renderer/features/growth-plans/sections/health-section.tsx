import { conditions, signalIds } from '@contract/plan-ids.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { ChoiceField, NumberField } from '../fields/plain-fields.tsx';
import { RuleField } from '../fields/rule-field.tsx';
import { RuleListField } from '../fields/rule-list-field.tsx';
import { EffectField, WordsField } from '../fields/words-field.tsx';
import { isBranch, type Path } from '../model/plan-path.ts';
import { useValue } from '../use-draft.ts';
import { Line, Part } from './section-frame.tsx';

/** What each condition of an account closes, which signals bring it there, and what ends it. */
export function HealthSection(): ReactNode {
  const { text } = useTexts();
  const value = useValue(['health', 'signals']);
  const signals: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <>
      <Part title={text('plans.part.conditions')}>
        {conditions.map((condition, at) => (
          <Line key={condition} name={text(`growth.condition.${condition}`)}>
            {condition === 'normal' ? (
              <span>{text('plans.normal-effect')}</span>
            ) : (
              <EffectField path={['health', 'states', at, 'effect']} label={text(`growth.condition.${condition}`)} />
            )}
          </Line>
        ))}
        <Line name={text('plans.field.recovery')}>
          <RuleField path={['health', 'recovery']} form="recovery" label={text('plans.field.recovery')} />
        </Line>
      </Part>
      {signals.map((signal, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- signals stand in an order
        <Signal key={at} signal={signal} path={['health', 'signals', at]} />
      ))}
    </>
  );
}

function Signal({ signal, path }: { readonly signal: unknown; readonly path: Path }): ReactNode {
  const { text } = useTexts();
  const fields = isBranch(signal) ? signal : {};
  const id = signalIds.find((known) => known === fields['id']);
  return (
    <Part title={id === undefined ? text('plans.no-value') : text(`growth.signal.${id}`)}>
      {fields['when'] !== undefined && (
        <Line name={text('plans.field.when')}>
          <RuleField path={[...path, 'when']} form="trigger" label={text('plans.field.when')} />
        </Line>
      )}
      <Line name={text('plans.field.to')}>
        <ChoiceField path={[...path, 'to']} label={text('plans.field.to')} words="signalTo" />
        {text('plans.field.hours-for')}
        <NumberField path={[...path, 'hours']} label={text('plans.field.hours')} isOptional />
        {text('plans.hours')}
      </Line>
      <Line name={text('plans.field.scope')}>
        <WordsField path={[...path, 'scope']} label={text('plans.field.scope')} words="scope" alone={aloneScopes} />
      </Line>
      {fields['repeat'] !== undefined && <Repeat path={[...path, 'repeat']} />}
      {fields['third'] !== undefined && (
        <Line name={text('plans.field.third')}>
          <RuleField path={[...path, 'third']} form="third" label={text('plans.field.third')} isOptional />
        </Line>
      )}
      <Line name={text('plans.field.recover')}>
        <RuleListField path={[...path, 'recover']} form="recover" label={text('plans.field.recover')} joint="+" />
      </Line>
    </Part>
  );
}

/** The same signal again within so many days. */
function Repeat({ path }: { readonly path: Path }): ReactNode {
  const { text } = useTexts();
  return (
    <Line name={text('plans.field.repeat')}>
      <NumberField path={[...path, 'within_days']} label={text('plans.repeat.days')} />
      {text('plans.repeat.within')}
      <NumberField path={[...path, 'count']} label={text('plans.repeat.count')} isOptional whenAbsent="2" />
      {text('plans.repeat.times')}
      <ChoiceField path={[...path, 'to']} label={text('plans.field.to')} words="repeatTo" isOptional />
      <NumberField path={[...path, 'hours']} label={text('plans.field.hours')} />
      {text('plans.hours')}
    </Line>
  );
}

const aloneScopes = ['all', 'group_*', 'that tool', 'queue of the phone'];
