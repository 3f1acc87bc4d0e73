import type { Settings } from '../../contract/settings.ts';

type Language = Settings['language'];

/** Columns of a label file. `model` only helps a person to recognise the phone and is not read back. */
export const columnKeys = ['phoneId', 'serial', 'number', 'label', 'tags', 'note', 'model'] as const;
export type ColumnKey = (typeof columnKeys)[number];

/** Headings are part of the file format, so a file of either language is read whatever the console speaks. */
const headings: Readonly<Record<ColumnKey, Readonly<Record<Language, string>>>> = {
  phoneId: { 'zh-CN': '手机ID', en: 'Phone ID' },
  serial: { 'zh-CN': '序列号', en: 'Serial' },
  number: { 'zh-CN': '编号', en: 'Number' },
  label: { 'zh-CN': '名称', en: 'Label' },
  tags: { 'zh-CN': '标签', en: 'Tags' },
  note: { 'zh-CN': '备注', en: 'Note' },
  model: { 'zh-CN': '型号（不导入）', en: 'Model (not imported)' },
};

export function headingOf(key: ColumnKey, language: Language): string {
  return headings[key][language];
}

/** The column that a heading names, whatever its spacing, case and width; null for a column that is not ours. */
export function columnOf(heading: string): ColumnKey | null {
  const wanted = normalise(heading);
  const matches = (key: ColumnKey): boolean =>
    normalise(key) === wanted || Object.values(headings[key]).some((name) => normalise(name) === wanted);
  return columnKeys.find(matches) ?? null;
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
}

export const tagSeparator = ';';

/** Tags of one cell: separated by semicolons of either width or the enumeration comma. */
export function splitTags(cell: string): string[] {
  const tags = cell.split(/[;；、|]/).map((tag) => tag.trim());
  return [...new Set(tags)].filter((tag) => tag !== '');
}
