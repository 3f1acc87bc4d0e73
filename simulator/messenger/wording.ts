const graphemes = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

/** Fills `{key}` in a template of a variant. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/gu, (whole, key: string) => String(values[key] ?? whole));
}

/** The messenger itself cuts a long name with `…`, so the text in the tree is no identity. Null cuts nothing. */
export function cutName(name: string, longest: number | null): string {
  if (longest === null || name.length <= longest) return name;
  const characters = Array.from(graphemes.segment(name), ({ segment }) => segment);
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : name;
}
