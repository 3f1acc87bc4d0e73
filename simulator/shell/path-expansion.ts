import type { Field } from './field-splitting.ts';
import { fieldText } from './field-splitting.ts';
import { isRefusal } from './errno.ts';
import { joinPath } from './file-tree.ts';
import { isPattern, matchesPattern, quotePattern, unquotePattern } from './pattern.ts';
import type { PhoneFiles } from './phone-files.ts';

/** The paths that a field with unquoted `*`, `?` or `[…]` stands for, sorted; the field itself when nothing matches. */
export function expandPaths(field: Field, files: PhoneFiles, directory: string): readonly string[] {
  const pattern = field.map((piece) => (piece.isQuoted ? quotePattern(piece.text) : piece.text)).join('');
  if (!isPattern(pattern)) return [fieldText(field)];
  let found: readonly string[] = [pattern.startsWith('/') ? '/' : ''];
  const parts = pattern.split('/').filter((part) => part !== '');
  for (const part of parts) found = found.flatMap((prefix) => expandPart(prefix, part, files, directory));
  return found.length > 0 ? found.toSorted() : [fieldText(field)];
}

function expandPart(prefix: string, part: string, files: PhoneFiles, directory: string): readonly string[] {
  const extend = (name: string): string => (prefix === '' || prefix === '/' ? prefix + name : `${prefix}/${name}`);
  if (!isPattern(part)) {
    const path = extend(unquotePattern(part));
    return isRefusal(files.linkStat(joinPath(directory, path))) ? [] : [path];
  }
  const entries = files.list(joinPath(directory, prefix === '' ? '.' : prefix));
  if (isRefusal(entries)) return [];
  return entries
    .map(([name]) => name)
    .filter((name) => (part.startsWith('.') || !name.startsWith('.')) && matchesPattern(name, part))
    .map(extend);
}
