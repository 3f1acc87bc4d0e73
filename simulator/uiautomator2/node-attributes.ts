import type { ViewNode } from './snapshot.ts';

type Value = string | number | boolean | null;
type Reader = (view: ViewNode, sdk: number) => Value;

const since = (level: number, read: (view: ViewNode) => Value): Reader => {
  return (view, sdk) => (sdk >= level ? read(view) : null);
};

/** The attributes of a view by name, in the order of the server's page source; null is left out. */
const shortTable: readonly (readonly [string, Reader])[] = [
  ['index', ({ index }) => index],
  ['package', ({ packageName }) => packageName],
  ['class', ({ node }) => (node.className === '' ? null : node.className)],
  ['text', ({ node }) => node.text],
  ['content-desc', ({ node }) => (node.description === '' ? null : node.description)],
  ['resource-id', ({ node }) => (node.resourceId === '' ? null : node.resourceId)],
  ['checkable', () => false],
  ['checked', () => false],
  ['clickable', ({ node }) => node.isClickable],
  ['enabled', ({ node }) => node.isEnabled],
  ['focusable', ({ node }) => node.field !== null],
  ['focused', ({ node }) => node.field?.isFocused === true],
  ['long-clickable', () => false],
  ['password', ({ node }) => node.isPassword],
  ['scrollable', ({ node }) => node.isScrollable],
  ['selected', ({ node }) => node.isSelected],
  ['bounds', ({ bounds: { left, top, right, bottom } }) => `[${left},${top}][${right},${bottom}]`],
  ['displayed', () => true],
];

/** What the newer servers add. */
const moreTable: readonly (readonly [string, Reader])[] = [
  ['hint', since(26, ({ node }) => (node.field === null || node.field.hint === '' ? null : node.field.hint))],
  ['a11y-important', since(24, () => true)],
  ['screen-reader-focusable', since(28, () => false)],
  ['drawing-order', since(24, ({ index }) => index)],
  ['showing-hint', since(26, ({ node }) => node.field !== null && node.field.text === '' && node.field.hint !== '')],
  ['text-entry-key', since(29, () => false)],
  ['dismissable', () => false],
  ['a11y-focused', () => false],
  ['heading', since(28, () => false)],
  ['live-region', () => 0],
  ['context-clickable', () => false],
  ['content-invalid', () => false],
];

/** Other spellings that clients may ask an attribute by. */
const aliases: Readonly<Record<string, string>> = {
  className: 'class',
  contentDescription: 'content-desc',
  longClickable: 'long-clickable',
  resourceId: 'resource-id',
  showingHintText: 'showing-hint',
};

/** The attributes that a page source writes. @param major the server's major version: 10 tells more than 8 */
export function attributesOf(view: ViewNode, sdk: number, major: number): readonly (readonly [string, string])[] {
  const table = major >= 9 ? [...shortTable, ...moreTable] : shortTable;
  return table.flatMap(([name, read]) => {
    const value = read(view, sdk);
    return value === null ? [] : [[name, String(value)] as const];
  });
}

/** One attribute as text; null for one that is not set, undefined for one that no view has. */
export function attributeOf(view: ViewNode, asked: string, sdk: number): string | null | undefined {
  if (asked === 'name') return view.node.description === '' ? view.node.text : view.node.description;
  const name = aliases[asked] ?? asked;
  const entry = [...shortTable, ...moreTable].find(([known]) => known.toLowerCase() === name.toLowerCase());
  if (entry === undefined) return undefined;
  const value = entry[1](view, sdk);
  return value === null ? null : String(value);
}
