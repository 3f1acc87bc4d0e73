import type { BenchLook, BenchNode, BenchPoint } from '@contract/playbook-bench.ts';

/** `TextView` for `android.widget.TextView`. */
export function shortClass(className: string): string {
  return className.slice(className.lastIndexOf('.') + 1);
}

/** The name behind the slash of an id. */
export function shortId(resourceId: string): string {
  return resourceId.slice(resourceId.indexOf('/') + 1);
}

/** What a person would call the view; empty for one without words. */
export function wordsOf({ text, description }: BenchNode): string {
  return text || description;
}

/** Whether the view has these words anywhere that a person would look for them. */
export function isNamed(node: BenchNode, wanted: string): boolean {
  const { text, description, className, resourceId } = node;
  return [text, description, className, resourceId].some((value) => value.toLowerCase().includes(wanted));
}

/** A selector that means such a view, by what stays from release to release: words before classes, ids never alone. */
export function selectorFor({ text, description, className, resourceId }: BenchNode): string {
  if (text !== '') return `{ text: ${JSON.stringify(text)} }`;
  if (description !== '') return `{ desc: ${JSON.stringify(description)} }`;
  const id = resourceId === '' ? '' : `id: ${JSON.stringify(shortId(resourceId))}, `;
  return `{ ${id}class: ${shortClass(className)} }`;
}

/** The smallest view under a point; what is drawn later wins among equals. Null where there is none. */
export function nodeAt({ nodes }: Pick<BenchLook, 'nodes'>, { x, y }: BenchPoint): number | null {
  let found: number | null = null;
  let least = Infinity;
  for (const [place, { bounds }] of nodes.entries()) {
    if (bounds === null || x < bounds.left || x >= bounds.right || y < bounds.top || y >= bounds.bottom) continue;
    const size = (bounds.right - bounds.left) * (bounds.bottom - bounds.top);
    if (size > least) continue;
    least = size;
    found = place;
  }
  return found;
}
