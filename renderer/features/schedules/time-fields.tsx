import type { ScheduleRule } from '@contract/schedules.ts';
import { Checkbox, Input, InputNumber, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { opensWindows, type DraftProblem, type EditorDraft } from './editor-draft.ts';
import { ProblemLine } from './problem-line.tsx';
import { weekdayNumbers } from './schedule-words.ts';

export interface DraftFieldsProps {
  readonly draft: EditorDraft;
  readonly problems: readonly DraftProblem[];
  readonly onChange: (part: Partial<EditorDraft>) => void;
}

/** On which days, at what time, and in which part of the day it may begin. */
export function TimeFields({ draft, problems, onChange }: DraftFieldsProps): ReactNode {
  const { text } = useTexts();
  const isOpener = opensWindows(draft);
  const rules: readonly ScheduleRule['every'][] = isOpener ? ['day', 'weekdays'] : ['day', 'weekdays', 'hours'];
  return (
    <>
      <div className="stacked job-field">
        <span>{text('schedules.field.every')}</span>
        <Segmented<ScheduleRule['every']>
          value={draft.every}
          options={rules.map((value) => ({ value, label: text(`schedules.every.${value}`) }))}
          aria-label={text('schedules.field.every')}
          onChange={(every) => onChange({ every })}
        />
      </div>
      {draft.every === 'weekdays' && <Weekdays draft={draft} problems={problems} onChange={onChange} />}
      {draft.every === 'hours' && <Hours draft={draft} problems={problems} onChange={onChange} />}
      {draft.every !== 'hours' && !isOpener && (
        <TimeInput label={text('schedules.field.at')} value={draft.at} field="at" onChange={(at) => onChange({ at })} />
      )}
      <ProblemLine problems={problems} among={['time-missing', 'at-outside-window']} />
      <WindowFields draft={draft} problems={problems} onChange={onChange} />
    </>
  );
}

function Weekdays({ draft, problems, onChange }: DraftFieldsProps): ReactNode {
  const { text } = useTexts();
  const options = weekdayNumbers.map((value) => ({ value, label: text(`schedules.day.${value}`) }));
  return (
    <div className="stacked job-field">
      <span>{text('schedules.field.days')}</span>
      <Checkbox.Group<number> value={[...draft.days]} options={options} onChange={(days) => onChange({ days })} />
      <ProblemLine problems={problems} among={['days-missing']} />
    </div>
  );
}

function Hours({ draft, problems, onChange }: DraftFieldsProps): ReactNode {
  const { text } = useTexts();
  return (
    <label className="stacked job-field">
      <span>{text('schedules.field.hours')}</span>
      <InputNumber min={1} max={12} value={draft.hours} data-field="hours" onChange={(hours) => onChange({ hours })} />
      <ProblemLine problems={problems} among={['hours-range']} />
    </label>
  );
}

function WindowFields({ draft, problems, onChange }: DraftFieldsProps): ReactNode {
  const { text } = useTexts();
  const isOpener = opensWindows(draft);
  return (
    <div className="stacked job-field">
      {!isOpener && (
        <Checkbox
          checked={draft.hasWindow}
          data-field="has-window"
          onChange={(event) => onChange({ hasWindow: event.target.checked })}
        >
          {text('schedules.field.has-window')}
        </Checkbox>
      )}
      {(isOpener || draft.hasWindow) && (
        <div className="form-line">
          <TimeInput
            label={text(isOpener ? 'schedules.field.opens' : 'schedules.field.from')}
            value={draft.from}
            field="from"
            onChange={(from) => onChange({ from })}
          />
          <TimeInput
            label={text(isOpener ? 'schedules.field.closes' : 'schedules.field.to')}
            value={draft.to}
            field="to"
            onChange={(to) => onChange({ to })}
          />
        </div>
      )}
      <ProblemLine problems={problems} among={['window-missing', 'window-empty']} />
    </div>
  );
}

interface TimeInputProps {
  readonly label: string;
  readonly value: string;
  readonly field: string;
  readonly onChange: (time: string) => void;
}

function TimeInput({ label, value, field, onChange }: TimeInputProps): ReactNode {
  return (
    <label className="stacked job-field schedule-time">
      <span>{label}</span>
      <Input
        type="time"
        value={value}
        data-field={field}
        onChange={(event) => onChange(event.target.value.slice(0, 5))}
      />
    </label>
  );
}
