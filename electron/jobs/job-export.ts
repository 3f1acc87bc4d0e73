import enWords from '../contract/job-texts/en.json' with { type: 'json' };
import zhWords from '../contract/job-texts/zh-CN.json' with { type: 'json' };
import type { Settings } from '../contract/settings.ts';
import type { WrittenTable } from '../tables/write-table.ts';
import type { ItemRecord } from './store/item-store.ts';

const words = { 'zh-CN': zhWords, en: enWords } as const;

const headings = {
  'zh-CN': ['序号', '手机', '账号', '对象', '原来', '目标', '读回', '状态', '原因', '核实方式', '时间', '尝试次数'],
  en: [
    'Row',
    'Phone',
    'Account',
    'Subject',
    'Before',
    'Target',
    'Read back',
    'State',
    'Reason',
    'Verified by',
    'Time',
    'Attempts',
  ],
} as const;

export interface JobSheet {
  readonly items: readonly ItemRecord[];
  /** The phone's number and label, as the operator knows it. */
  readonly nameOf: (phoneId: string) => string;
  readonly language: Settings['language'];
}

/** All rows of a job as a table; times in ISO form. */
export function tableOfJob({ items, nameOf, language }: JobSheet): WrittenTable {
  const { [language]: texts } = words;
  const rows = items.map((item) => [
    String(item.position + 1),
    nameOf(item.phoneId),
    item.accountId,
    item.name,
    item.before ?? '',
    item.after ?? '',
    item.reads ?? '',
    texts[`job.item.${item.state}`],
    item.code === null ? '' : texts[`job.code.${item.code}.short`],
    item.verifiedBy === null ? '' : texts[`job.verified.${item.verifiedBy}`],
    new Date(item.changedAt).toISOString(),
    String(item.attemptCount),
  ]);
  return { headings: headings[language], rows };
}
