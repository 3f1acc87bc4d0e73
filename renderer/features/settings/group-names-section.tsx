import { Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useFaultText } from '../../ui/use-fault-text.ts';
import { LimitLine } from './limit-line.tsx';
import { nameLimitNames } from './limit-rules.ts';
import { SettingLine } from './setting-line.tsx';
import { useSettings } from './use-settings.ts';

/** What a new name of a group may be. */
export function GroupNamesSection(): ReactNode {
  const { text } = useTexts();
  return (
    <section className="section-card" data-section="group-names">
      <h2>{text('settings.group-names')}</h2>
      <div className="setting-lines">
        {nameLimitNames.map((name) => (
          <LimitLine key={name} name={name} />
        ))}
        <ForbiddenWords />
      </div>
    </section>
  );
}

function ForbiddenWords(): ReactNode {
  const texts = useTexts();
  const readFault = useFaultText();
  const { text } = texts;
  const { settings, fault, save } = useSettings();
  const id = useId();
  return (
    <SettingLine
      label={text('settings.forbidden-words')}
      hint={text('settings.forbidden-words.hint')}
      fieldId={id}
      error={fault && readFault(fault).cause}
    >
      <Select
        id={id}
        mode="tags"
        className="forbidden-words"
        open={false}
        suffixIcon={null}
        value={settings.forbiddenWords}
        tokenSeparators={[',', '，', '、', ' ']}
        placeholder={text('settings.forbidden-words.none')}
        onChange={(words: string[]) => void save({ forbiddenWords: words })}
      />
    </SettingLine>
  );
}
