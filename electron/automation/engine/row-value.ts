import type { UiNode, UiTree } from '../hierarchy.ts';
import { textOf } from '../selectors/labels.ts';
import { isInRowOf } from '../selectors/relations.ts';

/** What stands beside a label in its row, as printed; null when nothing does. What comes after the label comes first. */
export function rowValueOf(label: UiNode, page: UiTree): string | null {
  const isBeside = isInRowOf([label], page);
  const place = page.nodes.indexOf(label);
  const texts = page.nodes
    .map((node, index) => ({ node, isAfter: index > place }))
    .filter(({ node }) => textOf(node) !== '' && isBeside(node));
  return (texts.find(({ isAfter }) => isAfter) ?? texts[0])?.node.text ?? null;
}

/** A name that the app itself cut is no identity. */
export function isCut(text: string): boolean {
  return /(?:…|\.{3})$/.test(text);
}
