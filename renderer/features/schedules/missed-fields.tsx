import type { MissedPolicy } from '@contract/schedules.ts';
import { InputNumber, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { ProblemLine } from './problem-line.tsx';
import type { DraftFieldsProps } from './time-fields.tsx';

const policies: readonly MissedPolicy['policy'][] = ['run-once', 'ask', 'skip'];

/** What becomes of a run whose time went by while the computer was off or asleep. */
export function MissedFields({ draft, problems, onChange }: DraftFieldsProps): ReactNode {
  const { text } = useTexts();
  return (
    <div className="stacked job-field">
      <span>{text('schedules.field.missed')}</span>
      <Radio.Group
        value={draft.policy}
        options={policies.map((value) => ({ value, label: text(`schedules.missed.${value}`) }))}
        onChange={(event) => {
          const policy = policies.find((known) => known === event.target.value);
          if (policy !== undefined) onChange({ policy });
        }}
      />
      {draft.policy === 'run-once' && (
        <label className="schedule-minutes">
          <span>{text('schedules.field.within')}</span>
          <InputNumber
            min={1}
            value={draft.withinMinutes}
            data-field="within"
            onChange={(withinMinutes) => onChange({ withinMinutes })}
          />
          <span>{text('schedules.field.minutes')}</span>
        </label>
      )}
      <ProblemLine problems={problems} among={['minutes-range']} />
      <span className="text-second">{text(`schedules.missed-text.${draft.policy}`)}</span>
    </div>
  );
}
