import type { Bounds, UiNode, UiTree } from '../hierarchy.ts';
import { subtreeOf } from '../subtree.ts';
import { clickableAncestorOf, screenOf } from '../tap-target.ts';
import { textOf } from './labels.ts';
import type { zones } from './query-schema.ts';

export type Predicate = (node: UiNode) => boolean;
export type Zone = (typeof zones)[number];

/** A tab bar holds its labels, a number or two beside them, and little else. */
const barHops = 5;
const barSpareWords = 4;
const topShare = 0.16;
const bottomShare = 0.8;
const leftShare = 0.4;
const rightShare = 0.6;

/** Whether the middle of a view lies in that part of the screen; never for a view without an area. */
export function inZone(tree: UiTree, zone: Zone): Predicate {
  const screen = screenOf(tree);
  return ({ bounds }) => {
    if (screen === null || bounds === null) return false;
    const x = (bounds.left + bounds.right) / 2 / screen.right;
    const y = (bounds.top + bounds.bottom) / 2 / screen.bottom;
    if (zone === 'bottom') return y > bottomShare;
    if (y > topShare) return false;
    return zone === 'top' || (zone === 'top-left' ? x < leftShare : x > rightShare);
  };
}

/** Inside any of the anchors; an anchor is not inside itself. */
export function isInside(anchors: readonly UiNode[]): Predicate {
  const inside = new Set<UiNode>();
  for (const anchor of anchors)
    for (const child of anchor.children) for (const node of subtreeOf(child)) inside.add(node);
  return (node) => inside.has(node);
}

/** Has one of the anchors below it in the tree. */
export function doesHold(anchors: readonly UiNode[]): Predicate {
  const holders = new Set<UiNode>();
  for (const anchor of anchors) for (let next = anchor.parent; next !== null; next = next.parent) holders.add(next);
  return (node) => holders.has(node);
}

/** Begins where an anchor ends or farther down the screen. */
export function isBelow(anchors: readonly UiNode[]): Predicate {
  const edge = Math.min(...boundsOf(anchors).map((bounds) => bounds.bottom));
  return ({ bounds }) => bounds !== null && bounds.top >= edge;
}

/** Ends where an anchor begins or farther up the screen. */
export function isAbove(anchors: readonly UiNode[]): Predicate {
  const edge = Math.max(...boundsOf(anchors).map((bounds) => bounds.top));
  return ({ bounds }) => bounds !== null && bounds.bottom <= edge;
}

function boundsOf(nodes: readonly UiNode[]): Bounds[] {
  return nodes.flatMap(({ bounds }) => (bounds === null ? [] : [bounds]));
}

/** In the row of an anchor: within the height of what answers a tap on it, but neither the anchor nor around it. */
export function isInRowOf(anchors: readonly UiNode[], tree: UiTree): Predicate {
  const screen = screenOf(tree);
  const rows = anchors.flatMap((anchor) => {
    const box = (screen === null ? null : clickableAncestorOf(anchor, screen))?.bounds ?? anchor.bounds;
    return box === null ? [] : [{ anchor, box, around: doesHold([anchor]) }];
  });
  return (node) =>
    rows.some(({ anchor, box, around }) => node !== anchor && !around(node) && isLevelWith(node.bounds, box));
}

/** In the row of an anchor, and answers no other tap than that row does. */
export function isValueOf(anchors: readonly UiNode[], tree: UiTree): Predicate {
  const screen = screenOf(tree);
  if (screen === null) return () => false;
  const rows = anchors.map((anchor) => ({
    isInRow: isInRowOf([anchor], tree),
    taker: clickableAncestorOf(anchor, screen),
  }));
  return (node) => {
    const taker = clickableAncestorOf(node, screen);
    return rows.some((row) => row.isInRow(node) && row.taker === taker);
  };
}

function isLevelWith(bounds: Bounds | null, row: Bounds): boolean {
  if (bounds === null) return false;
  const middle = (bounds.top + bounds.bottom) / 2;
  return middle >= row.top && middle < row.bottom && bounds.bottom - bounds.top <= (row.bottom - row.top) * 1.1;
}

/**
 * In a view that holds all labels and hardly any other words, and nothing in which holds them all: a tab bar, and no page
 * with little on it that has a tab bar.
 */
export function isAmong(tree: UiTree, labels: readonly string[]): Predicate {
  const bars = tree.nodes.filter((node) => textOf(node) === labels[0]).flatMap((node) => barAround(node, labels) ?? []);
  return isInside(bars);
}

function barAround(node: UiNode, labels: readonly string[]): UiNode | null {
  let bar = node.parent;
  for (let hops = 0; bar !== null && hops < barHops; hops++) {
    const words = [...subtreeOf(bar)].map(textOf).filter((text) => text !== '');
    if (words.length > labels.length * 2 + barSpareWords) return null;
    if (labels.every((label) => words.includes(label))) return isSmallest(bar, labels) ? bar : null;
    bar = bar.parent;
  }
  return null;
}

function isSmallest(bar: UiNode, labels: readonly string[]): boolean {
  return !bar.children.some((child) => {
    const words = new Set([...subtreeOf(child)].map(textOf));
    return labels.every((label) => words.has(label));
  });
}

/** A cell of a grid is narrower than this share of the screen, and not much lower than wide. */
const widestCellShare = 0.45;
const lowestCellRatio = 0.5;

/** See `cell` of a query. */
export function isInCell(tree: UiTree): Predicate {
  const screen = screenOf(tree);
  if (screen === null) return () => false;
  const widest = (screen.right - screen.left) * widestCellShare;
  return (node) => {
    const taker = clickableAncestorOf(node, screen);
    if (taker === null || taker === node || taker.bounds === null) return false;
    const { left, top, right, bottom } = taker.bounds;
    return right - left < widest && bottom - top >= (right - left) * lowestCellRatio;
  };
}

/** Whether the node, or a view around it up to `hops` steps, is marked as the chosen one. */
export function isChosen(node: UiNode, hops = 3): boolean {
  let next: UiNode | null = node;
  for (let step = 0; next !== null && step <= hops; step++) {
    if (next.isSelected) return true;
    next = next.parent;
  }
  return false;
}

/** See `section` of a query; texts evened out. */
export interface SectionPlace {
  readonly is: readonly string[] | undefined;
  readonly isNot: readonly string[] | undefined;
  readonly headings: readonly string[];
}

/**
 * Below which heading each node stands. A heading is a text of the list that nothing around it makes clickable: a
 * group may be called like one. One that is not known ends the section before it too, in lists whose rows are clickable.
 * It counts for its own list only: a search field may stand after the list in the tree.
 */
export function isInSection(tree: UiTree, { is, isNot, headings }: SectionPlace): Predicate {
  const screen = screenOf(tree);
  const known = new Set([...headings, ...(is ?? []), ...(isNot ?? [])]);
  const isTappable = (node: UiNode): boolean => screen !== null && clickableAncestorOf(node, screen) !== null;
  const lists = new Set(tree.nodes.filter((node) => textOf(node) !== '' && isTappable(node)).map(listAround));
  const sections = new Map<UiNode, string | null>();
  const current = new Map<UiNode | null, string>();
  for (const node of tree.nodes) {
    const text = textOf(node);
    const list = listAround(node);
    const isWords = text !== '' && !isTappable(node);
    const isHeading = isWords && (known.has(text) || (list !== null && lists.has(list)));
    if (isHeading) current.set(list, text);
    else sections.set(node, current.get(list) ?? null);
  }
  return (node) => {
    const heading = sections.get(node);
    if (heading === undefined) return false;
    if (is !== undefined && (heading === null || !is.includes(heading))) return false;
    return isNot === undefined || heading === null || !isNot.includes(heading);
  };
}

const listClass = /(?:ListView|RecyclerView|ScrollView)$/;

/** The list that a view stands in; where none is named so, what holds it beside others and is no row itself. */
function listAround(node: UiNode): UiNode | null {
  let around: UiNode | null = null;
  for (let next = node.parent; next !== null; next = next.parent) {
    if (listClass.test(next.className)) return next;
    if (!next.isClickable && next.children.length > 1) around ??= next;
  }
  return around;
}
