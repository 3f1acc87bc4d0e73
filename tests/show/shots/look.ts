import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import type { Language } from '../../support/console-pages/texts.ts';

/** A language and a theme. */
export interface Look {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
}

export const allLooks: readonly Look[] = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'zh-CN', theme: 'dark' },
  { language: 'en', theme: 'dark' },
  { language: 'en', theme: 'light' },
];

/** One of each language and of each theme: what the short form shows. */
export const quickLooks: readonly Look[] = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'en', theme: 'dark' },
];

/** Switches through the settings, as the buttons at the top do, without closing what is open on the page. */
export async function wear(console: ConsolePage, look: Look): Promise<void> {
  await console.call('settings.update', { patch: look });
  await untilWorn(console, look);
}

/** A console that could not start has no settings: the page then remembers how it looked last. */
export async function wearAfterReload(console: ConsolePage, look: Look): Promise<void> {
  await console.page.evaluate(
    `localStorage.setItem('jiqun.language', '${look.language}'); localStorage.setItem('jiqun.theme', '${look.theme}')`,
  );
  await console.page.reload();
  await untilWorn(console, look);
}

async function untilWorn(console: ConsolePage, { language, theme }: Look): Promise<void> {
  console.language = language;
  const isWorn = `document.documentElement.lang === '${language}' && document.documentElement.dataset.theme === '${theme}'`;
  await console.untilTrue(isWorn);
}
