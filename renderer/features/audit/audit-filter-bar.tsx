import { auditAreas, wholeLog, type AuditFilter } from '@contract/audit.ts';
import { Button, Input, Segmented, Select } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { phoneName } from '../devices/phone-names.ts';
import { auditSpans, startOf, type AuditSpan } from './audit-span.ts';

export interface ShownAudit {
  readonly filter: AuditFilter;
  readonly span: AuditSpan;
}

interface AuditFilterBarProps {
  readonly shown: ShownAudit;
  readonly onChange: (shown: ShownAudit) => void;
}

/** By who, what, which phone, a text such as a group's name, and since when. */
export function AuditFilterBar({ shown, onChange }: AuditFilterBarProps): ReactNode {
  const { text } = useTexts();
  const { clock } = useConsole();
  const { filter, span } = shown;
  const change = (changes: Partial<AuditFilter>): void => onChange({ ...shown, filter: { ...filter, ...changes } });
  const isFiltered = filter !== wholeLog || span !== 'every-day';
  return (
    <div className="alert-filters" role="search" aria-label={text('audit.filter.label')}>
      <OperatorChoice operatorId={filter.operatorId} onChoose={(operatorId) => change({ operatorId })} />
      <Select
        value={filter.area}
        options={[
          { value: null, label: text('audit.filter.area') },
          ...auditAreas.map((value) => ({ value, label: text(`audit.area.${value}`) })),
        ]}
        aria-label={text('audit.filter.area')}
        popupMatchSelectWidth={false}
        onChange={(area) => change({ area })}
      />
      <PhoneChoice phoneId={filter.about} onChoose={(about) => change({ about })} />
      <Input.Search
        allowClear
        className="audit-search"
        defaultValue={filter.text}
        maxLength={80}
        placeholder={text('audit.filter.text')}
        aria-label={text('audit.filter.text')}
        onSearch={(searched) => change({ text: searched.trim() })}
      />
      <Segmented<AuditSpan>
        value={span}
        options={auditSpans.map((value) => ({ value, label: text(`audit.filter.${value}`) }))}
        aria-label={text('audit.filter.days')}
        onChange={(chosen) =>
          onChange({ span: chosen, filter: { ...filter, fromAt: startOf(chosen, clock.read().now) } })
        }
      />
      {isFiltered && (
        <Button
          type="text"
          data-act="clear-audit-filter"
          onClick={() => onChange({ filter: wholeLog, span: 'every-day' })}
        >
          {text('audit.filter.clear')}
        </Button>
      )}
    </div>
  );
}

interface OperatorChoiceProps {
  readonly operatorId: string | null;
  readonly onChoose: (operatorId: string | null) => void;
}

function OperatorChoice({ operatorId, onChoose }: OperatorChoiceProps): ReactNode {
  const { text } = useTexts();
  const current = useLive((state) => state.operator?.operatorId ?? null);
  const input = useMemo(() => ({}), []);
  const { value } = useAnswer('operators.list', input, current);
  return (
    <Select
      value={operatorId}
      options={[
        { value: null, label: text('audit.filter.operator') },
        ...(value?.operators ?? []).map((operator) => ({ value: operator.operatorId, label: operator.name })),
        { value: '', label: text('audit.filter.nobody') },
      ]}
      aria-label={text('audit.filter.operator')}
      popupMatchSelectWidth={false}
      onChange={onChoose}
    />
  );
}

interface PhoneChoiceProps {
  readonly phoneId: string | null;
  readonly onChoose: (phoneId: string | null) => void;
}

function PhoneChoice({ phoneId, onChoose }: PhoneChoiceProps): ReactNode {
  const texts = useTexts();
  const phones = useLive(useShallow((state) => [...state.phones.values()]));
  const byNumber = phones.toSorted((left, right) => (left.number ?? Infinity) - (right.number ?? Infinity));
  return (
    <Select
      value={phoneId}
      options={[
        { value: null, label: texts.text('audit.filter.phone') },
        ...byNumber.map((phone) => ({ value: phone.phoneId, label: phoneName(phone, texts) })),
      ]}
      aria-label={texts.text('audit.filter.phone')}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      onChange={onChoose}
    />
  );
}
