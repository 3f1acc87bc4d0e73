import { InputNumber } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useFaultText } from '../../ui/use-fault-text.ts';
import { flawOf, rangeOf, unitFactors, type LimitName } from './limit-rules.ts';
import { SettingLine } from './setting-line.tsx';
import { useSettings } from './use-settings.ts';

/** A setting that is one number: kept as soon as it is right. */
export function LimitLine({ name }: { readonly name: LimitName }): ReactNode {
  const texts = useTexts();
  const readFault = useFaultText();
  const { text } = texts;
  const { settings, fault, save } = useSettings();
  const [draft, setDraft] = useState<{ readonly value: number | null } | null>(null);
  const id = useId();
  const factor = unitFactors[name];
  const kept = settings[name] / factor;
  const typed = draft === null ? kept : draft.value;
  const flaw = flawOf(name, typed, settings);
  const { least, most } = rangeOf(name);
  const commit = async (): Promise<void> => {
    if (draft === null || draft.value === null || flaw !== null) return;
    if (draft.value === kept || (await save({ [name]: draft.value * factor }))) setDraft(null);
  };
  const error = flaw === null ? fault && readFault(fault).cause : text(`limit.flaw.${flaw}`, { least, most });
  return (
    <SettingLine
      label={text(`limit.${name}.name`)}
      hint={text(`limit.${name}.hint`, { least, most })}
      fieldId={id}
      error={error}
    >
      <InputNumber
        id={id}
        value={typed}
        status={flaw === null ? '' : 'error'}
        suffix={text(`limit.${name}.unit`)}
        onChange={(value) => setDraft({ value })}
        onBlur={() => void commit()}
        onPressEnter={() => void commit()}
      />
    </SettingLine>
  );
}
