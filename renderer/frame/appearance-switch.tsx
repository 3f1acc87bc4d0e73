import { BgColorsOutlined, TranslationOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import { useConsole, useLive } from '../stores/use-console.ts';

const themes = ['system', 'light', 'dark'] as const;

/** Language and theme, both kept in the settings. */
export function AppearanceSwitch(): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const language = useLive((state) => state.settings.language);
  const theme = useLive((state) => state.settings.theme);
  const other = language === 'zh-CN' ? 'en' : 'zh-CN';
  const items = themes.map((key) => ({ key, label: text(`theme.${key}`) }));
  const chooseTheme = (key: string): void => {
    const chosen = themes.find((candidate) => candidate === key);
    if (chosen !== undefined) void acts.perform('settings.update', { patch: { theme: chosen } });
  };
  return (
    <>
      <Button
        type="text"
        icon={<TranslationOutlined aria-hidden />}
        title={text('language.label')}
        data-language={language}
        onClick={() => void acts.perform('settings.update', { patch: { language: other } })}
      >
        {text(`language.${other}`)}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{ items, selectable: true, selectedKeys: [theme], onClick: ({ key }) => chooseTheme(key) }}
      >
        <Button
          type="text"
          icon={<BgColorsOutlined aria-hidden />}
          aria-label={text('theme.label')}
          title={text('theme.label')}
        />
      </Dropdown>
    </>
  );
}
