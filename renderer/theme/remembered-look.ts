import { defaultSettings, settingsSchema, type Settings } from '@contract/settings.ts';

export type RememberedLook = Pick<Settings, 'language' | 'theme'>;

const languageKey = 'jiqun.language';
const themeKey = 'jiqun.theme';

/** How the console looked last, so that it does not start in another language or colour for a moment. */
export function recallLook(): RememberedLook {
  const language = settingsSchema.shape.language.safeParse(window.localStorage.getItem(languageKey));
  const theme = settingsSchema.shape.theme.safeParse(window.localStorage.getItem(themeKey));
  return {
    language: language.success ? language.data : defaultSettings.language,
    theme: theme.success ? theme.data : defaultSettings.theme,
  };
}

export function rememberLook({ language, theme }: RememberedLook): void {
  window.localStorage.setItem(languageKey, language);
  window.localStorage.setItem(themeKey, theme);
}
