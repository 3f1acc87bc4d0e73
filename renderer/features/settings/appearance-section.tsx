import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { SettingLine } from './setting-line.tsx';
import { useSettings } from './use-settings.ts';

const languages = ['zh-CN', 'en'] as const;
const themes = ['system', 'light', 'dark'] as const;

export function AppearanceSection(): ReactNode {
  const { text } = useTexts();
  const { settings, save } = useSettings();
  return (
    <section className="section-card">
      <h2>{text('settings.appearance')}</h2>
      <div className="setting-lines">
        <SettingLine label={text('language.label')}>
          <Segmented
            options={languages.map((value) => ({ value, label: text(`language.${value}`) }))}
            value={settings.language}
            aria-label={text('language.label')}
            onChange={(language) => void save({ language })}
          />
        </SettingLine>
        <SettingLine label={text('theme.label')}>
          <Segmented
            options={themes.map((value) => ({ value, label: text(`theme.${value}`) }))}
            value={settings.theme}
            aria-label={text('theme.label')}
            onChange={(theme) => void save({ theme })}
          />
        </SettingLine>
      </div>
    </section>
  );
}
