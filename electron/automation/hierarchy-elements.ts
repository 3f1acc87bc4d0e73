/** One start tag. */
export interface HierarchyElement {
  readonly depth: number;
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const tagName = /[A-Za-z][\w.$:-]*/y;
const attributeName = /[A-Za-z_][\w:.-]*(?==")/y;
/** What may stand behind the quote that ends a value: another attribute or the end of the tag. */
const valueEnd = /\s+[A-Za-z_][\w:.-]*="|\s*\/?>/y;

/**
 * Cuts a view tree into its start tags with their depth. Forgiving where a real XML parser gives up: a quote inside a
 * value only ends it when an attribute or the end of the tag follows, `&` and `<` may stand unescaped, unknown
 * characters between attributes are passed over. Linear in the length of the text; no recursion.
 * @returns `isComplete`: every tag that was opened was closed again
 */
export function readElements(text: string, start: number): { elements: HierarchyElement[]; isComplete: boolean } {
  const elements: HierarchyElement[] = [];
  let depth = 0;
  let at = start;
  for (;;) {
    // Between two documents (one per window) may stand anything.
    at = text.indexOf(depth === 0 ? '<hierarchy' : '<', at);
    if (at < 0) return { elements, isComplete: depth === 0 };
    if (text.startsWith('</', at)) {
      depth -= 1;
      at += 2;
      continue;
    }
    const name = matchAt(tagName, text, at + 1);
    const tag = name === null ? null : readTag(text, at + 1 + name.length);
    if (name !== null && tag === null) return { elements, isComplete: false };
    if (name !== null && tag !== null) elements.push({ depth, name, attributes: tag.attributes });
    if (tag !== null && !tag.isSelfClosed) depth += 1;
    at = tag === null ? at + 1 : tag.end;
  }
}

interface Tag {
  readonly attributes: ReadonlyMap<string, string>;
  readonly isSelfClosed: boolean;
  /** Where the text goes on behind the tag. */
  readonly end: number;
}

function readTag(text: string, start: number): Tag | null {
  const attributes = new Map<string, string>();
  let at = start;
  while (at < text.length) {
    const character = text[at];
    if (character === '>') return { attributes, isSelfClosed: false, end: at + 1 };
    if (character === '/' && text[at + 1] === '>') return { attributes, isSelfClosed: true, end: at + 2 };
    const name = matchAt(attributeName, text, at);
    if (name === null) {
      at += 1;
      continue;
    }
    const valueStart = at + name.length + 2;
    const end = findValueEnd(text, valueStart);
    if (end < 0) return null;
    if (!attributes.has(name)) attributes.set(name, resolveEntities(text.slice(valueStart, end)));
    at = end + 1;
  }
  return null;
}

function findValueEnd(text: string, start: number): number {
  for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at + 1)) {
    if (matchAt(valueEnd, text, at + 1) !== null) return at;
  }
  return -1;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Android writes an emoji as two references, one for each half (`&#55357;&#56832;`): halves are joined again. */
function resolveEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, ...groups: unknown[]) => {
    const [decimal, hexadecimal, name] = groups;
    if (typeof name === 'string') return namedEntities[name] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
    if (code > 0x10ffff) return whole;
    return code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
  });
}
