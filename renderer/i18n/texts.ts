import { createInstance, type i18n as Translator } from 'i18next';
import type { Settings } from '@contract/settings.ts';
import { enTexts } from './en-texts.ts';
import { zhTexts } from './zh-texts.ts';

export type Language = Settings['language'];

/** Every text of the page; zh-CN is the source. A key that is built from a closed union is checked by the compiler. */
export type TextKey = keyof typeof zhTexts;

export type TextParams = Readonly<Record<string, string | number | boolean | null>>;

export interface Texts {
  readonly language: Language;
  readonly text: (key: TextKey, params?: TextParams) => string;
  /** For keys whose last part comes from main as free text; null when there is no such text. */
  readonly lookUp: (key: string, params?: TextParams) => string | null;
}

/** Texts in the files are whole sentences: dots in a key are part of its name. */
export async function createTranslator(language: Language): Promise<Translator> {
  const translator = createInstance();
  await translator.init({
    lng: language,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    // A value that main did not send must not show as a placeholder.
    missingInterpolationHandler: () => '—',
    resources: { 'zh-CN': { translation: zhTexts }, en: { translation: enTexts } },
    initAsync: false,
  });
  return translator;
}

export function textsOf(translator: Translator, language: Language): Texts {
  const text = (key: string, params: TextParams | undefined): string => translator.t(key, { lng: language, ...params });
  return {
    language,
    text,
    lookUp: (key, params) => (translator.exists(key, { lng: language, ...params }) ? text(key, params) : null),
  };
}
