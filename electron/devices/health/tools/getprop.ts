import { endedLines } from './output-lines.ts';

/** The end of a property with the next one behind it, or the start of a line that is a property but for its brackets. */
const otherKey = /\].\[[^\]\n]+\]: |\n\[[^\]\n]+\]:/;

/**
 * Reads `getprop` without arguments (Android 7.1–14), whole or filtered by lines. Values may span lines (boot history
 * on ColorOS, radio version on MIUI) and go on until the next key. A value whose closing bracket is missing, one that
 * holds what looks like another key, and a key printed twice with different values are left out. So is a value that was
 * cut off, unless the cut follows an inner line that itself ends in a bracket; no property is known to have one.
 */
export function parseGetprop(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const contradicted = new Set<string>();
  const keep = (key: string, raw: string): void => {
    if (!raw.endsWith(']') || otherKey.test(raw)) return;
    const value = raw.slice(0, -1);
    if ((values.get(key) ?? value) !== value) contradicted.add(key);
    values.set(key, value);
  };
  let open: { readonly key: string; raw: string } | null = null;
  for (const line of endedLines(text)) {
    const [, key, start] = /^\[([^\]]+)\]: \[(.*)$/.exec(line) ?? [];
    if (key !== undefined && start !== undefined) {
      if (open !== null) keep(open.key, open.raw);
      open = { key, raw: start };
    } else if (open !== null) open.raw += `\n${line}`;
  }
  if (open !== null) keep(open.key, open.raw);
  for (const key of contradicted) values.delete(key);
  return values;
}

/** A property's value; null when it is missing or empty. */
export function propertyOf(properties: ReadonlyMap<string, string>, key: string): string | null {
  const value = properties.get(key)?.trim();
  return value === undefined || value === '' ? null : value;
}
