import type { TextParams, Texts } from '../../i18n/texts.ts';

/** The parameters of a line as words: `名称：前台 · 编号：12`. A parameter without a word of its own keeps its name. */
export function auditDetails(params: TextParams, { text, lookUp }: Texts): string {
  return Object.entries(params)
    .map(([name, value]) => text('audit.detail', { name: lookUp(`audit.param.${name}`) ?? name, value }))
    .join(' · ');
}
