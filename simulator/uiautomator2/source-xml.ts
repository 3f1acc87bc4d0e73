import type { Display } from '../screens/display.ts';
import { attributesOf } from './node-attributes.ts';
import type { Snapshot, ViewNode } from './snapshot.ts';

export interface SourceFacts {
  readonly sdk: number;
  readonly major: number;
  readonly display: Display;
}

const head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>";
const viewClass = 'android.view.View';

/** The page source: one element a view, named after its class, indented with CRLF as Android's serializer does it. */
export function formatSource({ roots }: Snapshot, facts: SourceFacts): string {
  const { width, height, navigationBarHeight } = facts.display;
  const top = `<hierarchy index="0" class="hierarchy" rotation="0" width="${width}" height="${height - navigationBarHeight}"`;
  if (roots.length === 0) return `${head}\r\n${top} />`;
  return `${head}\r\n${top}>${roots.map((root) => formatView(root, facts, 1)).join('')}\r\n</hierarchy>`;
}

function formatView(view: ViewNode, facts: SourceFacts, depth: number): string {
  const indent = `\r\n${'  '.repeat(depth)}`;
  const name = elementName(view.node.className);
  const attributes = attributesOf(view, facts.sdk, facts.major)
    .map(([key, value]) => ` ${key}="${escapeValue(value)}"`)
    .join('');
  if (view.children.length === 0) return `${indent}<${name}${attributes} />`;
  const children = view.children.map((child) => formatView(child, facts, depth + 1)).join('');
  return `${indent}<${name}${attributes}>${children}${indent}</${name}>`;
}

/** The class as the name of an element: inner classes have a dot for their `$`, a view without a class is a View. */
export function elementName(className: string): string {
  const name = className
    .replaceAll(/[$@#&]/gu, '.')
    .replaceAll(/\.+/gu, '.')
    .replaceAll(/^\.|\.$/gu, '');
  return name === '' ? viewClass : name;
}

/** What XML does not allow becomes a question mark; characters beyond the BMP become references. */
function escapeValue(value: string): string {
  return value
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;')
    .replaceAll(/[\u{10000}-\u{10FFFF}]/gu, (character) => `&#${String(character.codePointAt(0))};`);
}
