import { actionIds } from '@contract/plan-ids.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { ChoiceField, NumberField, TextField } from '../fields/plain-fields.tsx';
import { RuleField } from '../fields/rule-field.tsx';
import { isBranch } from '../model/plan-path.ts';
import { useValue } from '../use-draft.ts';
import { Line, Part } from './section-frame.tsx';

/** What the plan is called, who does what, and how acts are counted. */
export function BasicsSection(): ReactNode {
  const { text } = useTexts();
  return (
    <>
      <Part title={text('plans.part.name')}>
        <Line name={text('plans.field.id')}>
          <TextField path={['id']} label={text('plans.field.id')} isShort />
        </Line>
        <Line name={text('plans.field.version')}>
          <NumberField path={['version']} label={text('plans.field.version')} />
        </Line>
        <Line name={text('plans.field.title-zh')}>
          <TextField path={['title', 'zh']} label={text('plans.field.title-zh')} />
        </Line>
        <Line name={text('plans.field.title-en')}>
          <TextField path={['title', 'en']} label={text('plans.field.title-en')} />
        </Line>
      </Part>
      <Part title={text('plans.part.execution')}>
        <div className="plan-columns">
          {actionIds.map((action) => (
            <Line key={action} name={text(`growth.action.${action}`)}>
              <ChoiceField
                path={['actions', action, 'execution']}
                label={text(`growth.action.${action}`)}
                words="execution"
              />
            </Line>
          ))}
        </div>
      </Part>
      <Part title={text('plans.part.counting')}>
        <Line name={text('plans.field.windows')}>
          <RuleField path={['counting_rules', 'window']} form="windows" label={text('plans.field.windows')} />
        </Line>
        <Line name={text('plans.field.override')}>
          <RuleField path={['counting_rules', 'override']} form="override" label={text('plans.field.override')} />
        </Line>
        <p className="text-second">{text('plans.counting-fixed')}</p>
      </Part>
      <Part title={text('plans.part.per-group')}>
        <p className="text-second">{text('plans.per-group-text')}</p>
        <PerGroup />
      </Part>
    </>
  );
}

function PerGroup(): ReactNode {
  const { text } = useTexts();
  const limits = useValue(['counting_rules', 'per_group']);
  const table = isBranch(limits) ? limits : {};
  return actionIds
    .filter((action) => table[action] !== undefined)
    .map((action) => {
      const limit = table[action];
      const path = ['counting_rules', 'per_group', action];
      const name = text(`growth.action.${action}`);
      const isShare = isBranch(limit) && limit['max_percent_of_group_per_24h'] !== undefined;
      return (
        <Line key={action} name={name}>
          {isShare ? (
            <>
              {text('plans.per-group.share')}
              <NumberField path={[...path, 'max_percent_of_group_per_24h']} label={name} />%
            </>
          ) : (
            <>
              <NumberField path={[...path, 'days']} label={text('plans.per-group.days-of', { name })} />
              {text('plans.per-group.days')}
              <NumberField path={[...path, 'max']} label={text('plans.per-group.max-of', { name })} />
              {text('plans.per-group.times')}
            </>
          )}
        </Line>
      );
    });
}
