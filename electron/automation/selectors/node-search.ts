import type { UiNode, UiTree } from '../hierarchy.ts';
import { evenOut } from './even-text.ts';
import { clickableAncestorOf, screenOf } from '../tap-target.ts';
import { descriptionOf, textOf } from './labels.ts';
import type { NodeQuery } from './query-schema.ts';
import {
  doesHold,
  inZone,
  isAbove,
  isAmong,
  isBelow,
  isChosen,
  isInCell,
  isInRowOf,
  isInSection,
  isInside,
  isValueOf,
  type Predicate,
} from './relations.ts';

/** What a search came to. `many` only for a query that asks for the one. */
export type Found =
  | { readonly kind: 'one'; readonly node: UiNode }
  | { readonly kind: 'none' }
  | { readonly kind: 'many'; readonly count: number };

/** A query made ready to be asked of any number of trees. */
export interface NodeSearch {
  /** All matches in the order of the document, `nth` and `unique` not counted. */
  all(tree: UiTree): UiNode[];
  /** The one that the query means. */
  find(tree: UiTree): Found;
}

/** Fills the places `${name}` of a text; `isPattern` when it goes into a regular expression. */
export type Fill = (text: string, isPattern: boolean) => string;

type Condition = (tree: UiTree) => Predicate;

/**
 * Makes a query ready. `fill` puts a run's variables in.
 * @throws SyntaxError for a broken regular expression: playbooks are checked for those when they are loaded
 */
export function prepareSearch(query: NodeQuery, fill: Fill): NodeSearch {
  const own = ownConditions(query, fill);
  const relations = relationConditions(query, fill);
  const all = (tree: UiTree): UiNode[] => {
    const plain = own.map((condition) => condition(tree));
    const candidates = tree.nodes.filter((node) => plain.every((isFit) => isFit(node)));
    // Relations look at the whole tree: asked only for what is left.
    if (candidates.length === 0) return candidates;
    const related = relations.map((condition) => condition(tree));
    return candidates.filter((node) => related.every((isFit) => isFit(node)));
  };
  return { all, find: (tree) => choose(all(tree), query, tree) };
}

/** Two views of one row answer the same tap, and are one match. */
function choose(nodes: readonly UiNode[], { nth, unique }: NodeQuery, tree: UiTree): Found {
  const node = nodes.at(nth ?? 0);
  if (node === undefined) return { kind: 'none' };
  if (unique !== true || nodes.length === 1) return { kind: 'one', node };
  const screen = screenOf(tree);
  const rows = new Set(nodes.map((each) => (screen === null ? null : clickableAncestorOf(each, screen)) ?? each));
  return rows.size > 1 ? { kind: 'many', count: rows.size } : { kind: 'one', node };
}

function ownConditions(query: NodeQuery, fill: Fill): Condition[] {
  const { text, textMatches, desc, descMatches, class: className, id, package: packages } = query;
  const conditions: Condition[] = [];
  const add = (isFit: Predicate): void => void conditions.push(() => isFit);
  if (className !== undefined) add((node) => className.some((name) => isOfClass(node.className, name)));
  if (text !== undefined) add(oneOf(text, fill, textOf, query.orCut));
  if (desc !== undefined) add(oneOf(desc, fill, descriptionOf));
  if (textMatches !== undefined) add(matching(textMatches, fill, textOf));
  if (descMatches !== undefined) add(matching(descMatches, fill, descriptionOf));
  if (id !== undefined) add((node) => node.resourceId === id || node.resourceId.endsWith(`/${id}`));
  if (packages !== undefined) add((node) => packages.includes(node.packageName));
  for (const isFit of flagConditions(query)) add(isFit);
  return conditions;
}

function* flagConditions(query: NodeQuery): Generator<Predicate> {
  const { clickable, enabled, checked, scrollable, selected } = query;
  if (clickable !== undefined) yield (node) => node.isClickable === clickable;
  if (enabled !== undefined) yield (node) => node.isEnabled === enabled;
  if (checked !== undefined) yield (node) => node.isChecked === checked;
  if (scrollable !== undefined) yield (node) => node.isScrollable === scrollable;
  if (selected !== undefined) yield (node) => isChosen(node) === selected;
}

function relationConditions(query: NodeQuery, fill: Fill): Condition[] {
  const { zone, cell, among, section, inside, outside, holds, below, above, rowOf, offRow } = query;
  const conditions: Condition[] = [];
  const relate = (anchor: NodeQuery | undefined, by: (anchors: UiNode[], tree: UiTree) => Predicate): void => {
    if (anchor === undefined) return;
    const search = prepareSearch(anchor, fill);
    conditions.push((tree) => by(anchorsOf(search, anchor, tree), tree));
  };
  if (zone !== undefined) conditions.push((tree) => inZone(tree, zone));
  if (cell !== undefined) {
    conditions.push((tree) => {
      const isFit = isInCell(tree);
      return (node) => isFit(node) === cell;
    });
  }
  if (among !== undefined) {
    const labels = among.map(evenOut);
    conditions.push((tree) => isAmong(tree, labels));
  }
  if (section !== undefined) {
    const place = {
      is: section.is?.map(evenOut),
      isNot: section.isNot?.map(evenOut),
      headings: section.headings.map(evenOut),
    };
    conditions.push((tree) => isInSection(tree, place));
  }
  relate(inside, isInside);
  relate(outside, (anchors) => not(isInside(anchors)));
  relate(holds, doesHold);
  relate(below, isBelow);
  relate(above, isAbove);
  relate(rowOf, isInRowOf);
  relate(offRow, (anchors, tree) => not(isValueOf(anchors, tree)));
  return conditions;
}

function not(isFit: Predicate): Predicate {
  return (node) => !isFit(node);
}

/** An anchor that asks for one of several stands for that one alone. */
function anchorsOf(search: NodeSearch, query: NodeQuery, tree: UiTree): UiNode[] {
  const nodes = search.all(tree);
  if (query.nth === undefined && query.unique !== true) return nodes;
  const found = choose(nodes, query, tree);
  return found.kind === 'one' ? [found.node] : [];
}

function oneOf(values: readonly string[], fill: Fill, read: (node: UiNode) => string, orCut = false): Predicate {
  const wanted = new Set(values.map((value) => evenOut(fill(value, false))));
  return (node) => {
    const text = read(node);
    if (text === '') return false;
    return wanted.has(text) || (orCut && [...wanted].some((whole) => isCutOf(text, whole)));
  };
}

/** Some beginning of the whole, and the mark that the app puts where it cut it. */
function isCutOf(text: string, whole: string): boolean {
  const stem = /^(.+?)\s?(?:…|\.{3})$/u.exec(text)?.[1];
  return stem !== undefined && stem !== whole && whole.startsWith(stem);
}

function matching(pattern: string, fill: Fill, read: (node: UiNode) => string): Predicate {
  const expression = new RegExp(fill(pattern, true), 'u');
  return (node) => {
    const text = read(node);
    return text !== '' && expression.test(text);
  };
}

/** `ListView` fits `android.widget.ListView`, and nothing that only ends alike. */
export function isOfClass(className: string, wanted: string): boolean {
  return className === wanted || className.endsWith(`.${wanted}`) || className.endsWith(`$${wanted}`);
}
