import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { i18n as Translator } from 'i18next';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { AppFrame } from './frame/app-frame.tsx';
import { TextsProvider } from './i18n/texts-context.tsx';
import type { ConsoleStores } from './stores/console-stores.ts';
import { ConsoleContext } from './stores/use-console.ts';
import { consoleTheme } from './theme/console-theme.ts';
import { rememberLook, type RememberedLook } from './theme/remembered-look.ts';
import { useAppearance } from './theme/use-appearance.ts';

/** Ant Design would write 取 消 for 取消. */
const spacing = { autoInsertSpace: false };

interface DressedProps {
  readonly look: RememberedLook;
  readonly translator: Translator;
  readonly children: ReactNode;
}

/** Language and colours around whatever is shown. */
export function Dressed({ look: { language, theme }, translator, children }: DressedProps): ReactNode {
  const { isDark, palette } = useAppearance(theme);
  const antTheme = useMemo(() => consoleTheme(palette, isDark), [palette, isDark]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <TextsProvider translator={translator} language={language}>
      <ConfigProvider locale={language === 'zh-CN' ? zhCN : enUS} theme={antTheme} button={spacing}>
        <AntApp className="app">{children}</AntApp>
      </ConfigProvider>
    </TextsProvider>
  );
}

interface ConsoleAppProps {
  readonly stores: ConsoleStores;
  readonly translator: Translator;
  /** How the console looked last time, until the settings arrive. */
  readonly firstLook: RememberedLook;
}

export function ConsoleApp({ stores, translator, firstLook }: ConsoleAppProps): ReactNode {
  const hasSettings = useStore(stores.live, (state) => state.version >= 0);
  const settings = useStore(stores.live, (state) => state.settings);
  const { language, theme } = hasSettings ? settings : firstLook;
  const look = useMemo(() => ({ language, theme }), [language, theme]);
  useEffect(() => {
    if (hasSettings) rememberLook(look);
  }, [hasSettings, look]);
  return (
    <ConsoleContext.Provider value={stores}>
      <Dressed look={look} translator={translator}>
        <AppFrame />
      </Dressed>
    </ConsoleContext.Provider>
  );
}
