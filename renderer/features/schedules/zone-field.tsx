import { defaultTimeZone } from '@contract/schedules.ts';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';

interface ZoneFieldProps {
  readonly timeZone: string;
  readonly onChange: (timeZone: string) => void;
}

/** Where most desks stand first, then every other zone by its name. */
const zones: readonly string[] = [...new Set([defaultTimeZone, ...Intl.supportedValuesOf('timeZone')])];

/** By whose wall clock the times are meant. */
export function ZoneField({ timeZone, onChange }: ZoneFieldProps): ReactNode {
  const { text } = useTexts();
  const known = zones.includes(timeZone) ? zones : [timeZone, ...zones];
  const options = known.map((value) => ({
    value,
    label: value === defaultTimeZone ? text('schedules.zone-default', { timeZone: value }) : value,
  }));
  return (
    <div className="stacked job-field">
      <span>{text('schedules.field.zone')}</span>
      <Select
        showSearch
        value={timeZone}
        options={options}
        aria-label={text('schedules.field.zone')}
        data-field="zone"
        onChange={onChange}
      />
    </div>
  );
}
