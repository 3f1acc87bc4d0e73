import type { UiNode, UiTree } from './hierarchy.ts';

/** What a node must be; every given part must fit. Texts are compared with invisible marks and odd spaces evened out. */
export interface Selector {
  readonly text?: string | RegExp;
  readonly description?: string | RegExp;
  readonly className?: string | RegExp;
  /** Whole (`android:id/text1`) or the name behind the slash. Ids change with every release: a hint, never alone. */
  readonly resourceId?: string;
  readonly packageName?: string;
}

const invisibleMarks = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** For comparing only: no invisible or bidirectional marks, every kind of space one plain space, ends trimmed. */
export function evenOut(text: string): string {
  return text.replaceAll(invisibleMarks, '').replaceAll(/\s+/g, ' ').trim();
}

export function findAll(tree: UiTree, selector: Selector): UiNode[] {
  return tree.nodes.filter((node) => matches(node, selector));
}

/** The first match in document order, or null. */
export function findFirst(tree: UiTree, selector: Selector): UiNode | null {
  return tree.nodes.find((node) => matches(node, selector)) ?? null;
}

export function matches(node: UiNode, selector: Selector): boolean {
  const { text, description, className, resourceId, packageName } = selector;
  return (
    (text === undefined || fits(evenOut(node.text), text)) &&
    (description === undefined || fits(evenOut(node.description), description)) &&
    (className === undefined || fits(node.className, className)) &&
    (resourceId === undefined || node.resourceId === resourceId || node.resourceId.endsWith(`/${resourceId}`)) &&
    (packageName === undefined || node.packageName === packageName)
  );
}

function fits(value: string, wanted: string | RegExp): boolean {
  if (typeof wanted === 'string') return value === wanted;
  wanted.lastIndex = 0;
  return wanted.test(value);
}

/** The node and everything below it, in document order. */
export function* subtreeOf(node: UiNode): Generator<UiNode> {
  const pending: UiNode[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    pending.push(...next.children.toReversed());
  }
}

export function isWithin(node: UiNode, ancestor: UiNode): boolean {
  for (let next: UiNode | null = node; next !== null; next = next.parent) if (next === ancestor) return true;
  return false;
}
