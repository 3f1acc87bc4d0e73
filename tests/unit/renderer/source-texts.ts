import { parseSync } from 'vite';

/** What a source file says to people, and which texts it asks for. */
export interface SourceTexts {
  /** Every string in the code, and every template with `*` for what is put in. */
  readonly strings: ReadonlySet<string>;
  readonly templates: ReadonlySet<string>;
  /** Words that stand in the code instead of the text files, each as `line: words`. */
  readonly literals: readonly string[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [name: string]: unknown;
}

/** Attributes that a person reads or hears. */
const readAttributes = new Set([
  'title',
  'placeholder',
  'label',
  'alt',
  'aria-label',
  'okText',
  'cancelText',
  'description',
  'message',
]);

/** Reads a `.ts` or `.tsx` source. Throws where it does not parse. */
export function readSourceTexts(path: string, source: string): SourceTexts {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message ?? ''}`);
  const strings = new Set<string>();
  const templates = new Set<string>();
  const literals: string[] = [];
  const report = (node: Node, words: string): void => {
    const line = source.slice(0, node.start).split('\n').length;
    literals.push(`${path}:${line}: ${words.trim()}`);
  };
  for (const node of walk(program)) {
    if (isString(node)) strings.add(node.value);
    if (node.type === 'TemplateLiteral') templates.add(patternOf(node));
    const words = wordsOf(node);
    if (words !== null) report(node, words);
  }
  return { strings, templates, literals };
}

/** The words of a node that belongs into the text files, or null. */
function wordsOf(node: Node): string | null {
  if (node.type === 'JSXText') return hasLetters(String(node['value'])) ? String(node['value']) : null;
  if (isString(node)) return hasChinese(node.value) ? node.value : null;
  if (node.type === 'TemplateLiteral') return hasChinese(patternOf(node)) ? patternOf(node) : null;
  if (node.type !== 'JSXAttribute') return null;
  const { name, value } = node;
  if (!isNode(name) || !readAttributes.has(String(name['name'])) || !isNode(value) || !isString(value)) return null;
  return hasLetters(value.value) ? value.value : null;
}

function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text);
}

function hasChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

function isString(node: Node): node is Node & { readonly value: string } {
  return node.type === 'Literal' && typeof node['value'] === 'string';
}

function patternOf(node: Node): string {
  const quasis = Array.isArray(node['quasis']) ? node['quasis'] : [];
  return quasis.map((quasi: unknown) => cookedOf(quasi)).join('*');
}

function cookedOf(quasi: unknown): string {
  if (!isNode(quasi)) return '';
  const { value } = quasi;
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Every node below and with `root`. */
function* walk(root: unknown): Generator<Node> {
  if (Array.isArray(root)) {
    for (const entry of root) yield* walk(entry);
    return;
  }
  if (!isNode(root)) return;
  yield root;
  for (const child of Object.values(root)) if (typeof child === 'object') yield* walk(child);
}
