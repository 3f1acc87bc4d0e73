import { alertKinds } from '@contract/alert-kinds.ts';
import { alertSeverities, type AlertSeverity } from '@contract/alerts.ts';
import { Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { phoneName } from '../devices/phone-names.ts';
import type { AlertFilter } from './alert-filter.ts';

interface AlertFilterBarProps {
  readonly filter: AlertFilter;
  readonly onChange: (filter: AlertFilter) => void;
}

/** By kind, by phone, by severity. */
export function AlertFilterBar({ filter, onChange }: AlertFilterBarProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const phones = useLive(useShallow((state) => [...state.phones.values()]));
  const byNumber = phones.toSorted((left, right) => (left.number ?? Infinity) - (right.number ?? Infinity));
  return (
    <div className="alert-filters">
      <Select
        value={filter.kind}
        options={[
          { value: null, label: text('alerts.every-kind') },
          ...alertKinds.map((value) => ({ value, label: text(`alert.${value}.name`) })),
        ]}
        aria-label={text('alerts.every-kind')}
        popupMatchSelectWidth={false}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <Select
        value={filter.phoneId}
        options={[
          { value: null, label: text('alerts.every-phone') },
          ...byNumber.map((phone) => ({ value: phone.phoneId, label: phoneName(phone, texts) })),
        ]}
        aria-label={text('alerts.every-phone')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        onChange={(phoneId) => onChange({ ...filter, phoneId })}
      />
      <Segmented<AlertSeverity | 'every'>
        value={filter.severity ?? 'every'}
        options={[
          { value: 'every', label: text('alerts.every-severity') },
          ...alertSeverities.map((value) => ({ value, label: text(`alerts.severity.${value}`) })),
        ]}
        aria-label={text('alerts.severity')}
        onChange={(chosen) => onChange({ ...filter, severity: chosen === 'every' ? null : chosen })}
      />
    </div>
  );
}
