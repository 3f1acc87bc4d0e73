import type { ShownPlaybook } from '@contract/playbook-bench.ts';
import type { Texts } from '../../i18n/texts.ts';

/** A playbook's own title, in the language of the page. */
export function actTitle({ title }: Pick<ShownPlaybook, 'title'>, { language }: Texts): string {
  return language === 'zh-CN' ? title.zh : title.en;
}

export function appTitle({ appName }: Pick<ShownPlaybook, 'appName'>, { language }: Texts): string {
  return language === 'zh-CN' ? appName.zh : appName.en;
}
