import { actionIds } from '@contract/plan-ids.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { NumberField, SwitchField } from '../fields/plain-fields.tsx';
import { isBranch } from '../model/plan-path.ts';
import { useValue } from '../use-draft.ts';
import { Line, Part } from './section-frame.tsx';

/** How far apart acts are, how long an account goes on at a time, and how long it rests then. */
export function GapsSection(): ReactNode {
  const { text } = useTexts();
  return (
    <>
      <Part title={text('plans.part.gaps')}>
        <p className="text-second">{text('plans.gaps-text')}</p>
        <div className="plan-columns">
          {actionIds.map((action) => (
            <Line key={action} name={text(`growth.action.${action}`)}>
              <NumberField
                path={['intervals', 'min_seconds', action]}
                label={text('growth.rule.gap', { action: text(`growth.action.${action}`) })}
                isOptional
              />
              {text('plans.seconds')}
            </Line>
          ))}
        </div>
        <PerGroupGaps />
      </Part>
      <Part title={text('plans.part.batches')}>
        <Line name={text('plans.field.batch')}>
          <NumberField path={['intervals', 'max_continuous_batch_minutes']} label={text('plans.field.batch')} />
          {text('plans.minutes')}
        </Line>
        <Line name={text('plans.field.pause')}>
          <NumberField path={['intervals', 'pause_between_batches_minutes']} label={text('plans.field.pause')} />
          {text('plans.minutes')}
        </Line>
        <Line name={text('plans.field.one-task')}>
          <SwitchField path={['intervals', 'one_write_task_per_account']} label={text('plans.yes')} />
        </Line>
      </Part>
    </>
  );
}

/** Inside one act, from one group to the next. */
function PerGroupGaps(): ReactNode {
  const { text } = useTexts();
  const gaps = useValue(['intervals', 'min_seconds']);
  const keys = Object.keys(isBranch(gaps) ? gaps : {});
  return actionIds
    .filter((action) => keys.includes(`${action}_per_group`))
    .map((action) => {
      const name = text('plans.gap-in-act', { action: text(`growth.action.${action}`) });
      return (
        <Line key={action} name={name}>
          <NumberField path={['intervals', 'min_seconds', `${action}_per_group`]} label={name} isOptional />
          {text('plans.seconds')}
        </Line>
      );
    });
}
