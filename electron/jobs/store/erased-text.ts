/** What stands where a person's name stood. */
export const erasedMark = '•••';

/** One text as it is, and as it is once a name was taken out of it; null where the whole of it goes. */
export interface TextChange {
  readonly before: string;
  readonly after: string | null;
}

/** Values below such a key are the console's own words: a name that happens to be spelt like one is not the person's. */
const ownWordKey = /^(?:kind|code|role|mode)$|Ids?$/u;

export function blankText(text: string, name: string): string {
  return text.replaceAll(name, erasedMark);
}

/**
 * JSON with the name taken out of its texts, one by one: keys, ids and the console's own words stay as they are, so that what was
 * read from it can be read again. `changes` is empty, and `json` the same, where the name stands in none of them.
 */
export function blankJson(
  json: string,
  name: string,
): { readonly json: string; readonly changes: readonly TextChange[] } {
  const changes: TextChange[] = [];
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      const after = ownWordKey.test(key) ? value : blankText(value, name);
      if (after !== value) changes.push({ before: value, after });
      return after;
    }
    if (Array.isArray(value)) return value.map((each) => walk(each, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([inner, each]) => [inner, walk(each, inner)]));
  };
  const blanked = walk(JSON.parse(json), '');
  return changes.length === 0 ? { json, changes } : { json: JSON.stringify(blanked), changes };
}
