import type { UiNode } from '../hierarchy.ts';
import { evenOut } from './even-text.ts';

const texts = new WeakMap<UiNode, string>();
const descriptions = new WeakMap<UiNode, string>();

/** A node's text, evened out for comparing; worked out once per node, since many queries look at the same tree. */
export function textOf(node: UiNode): string {
  return node.text === '' ? '' : remember(texts, node, node.text);
}

/** A node's content description, evened out for comparing. */
export function descriptionOf(node: UiNode): string {
  return node.description === '' ? '' : remember(descriptions, node, node.description);
}

function remember(memory: WeakMap<UiNode, string>, node: UiNode, text: string): string {
  const known = memory.get(node);
  if (known !== undefined) return known;
  const even = evenOut(text);
  memory.set(node, even);
  return even;
}
