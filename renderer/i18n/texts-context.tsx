import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { textsOf, type Language, type Texts } from './texts.ts';
import type { i18n as Translator } from 'i18next';

const TextsContext = createContext<Texts | null>(null);

interface TextsProviderProps {
  readonly translator: Translator;
  readonly language: Language;
  readonly children: ReactNode;
}

/** One subscription to the translator for the whole page: a hundred rows read it from context. */
export function TextsProvider({ translator, language, children }: TextsProviderProps): ReactNode {
  return (
    <I18nextProvider i18n={translator}>
      <LanguageTexts language={language}>{children}</LanguageTexts>
    </I18nextProvider>
  );
}

function LanguageTexts({ language, children }: Omit<TextsProviderProps, 'translator'>): ReactNode {
  const { i18n } = useTranslation();
  const texts = useMemo(() => textsOf(i18n, language), [i18n, language]);
  return <TextsContext.Provider value={texts}>{children}</TextsContext.Provider>;
}

export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (texts === null) throw new Error('useTexts is called outside TextsProvider');
  return texts;
}
