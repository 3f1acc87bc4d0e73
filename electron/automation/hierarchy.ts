import { fail, succeed } from '../contract/outcome.ts';
import type { Outcome } from '../contract/outcome.ts';
import { readElements } from './hierarchy-elements.ts';

/** Pixels of the screen; right and bottom are the first ones outside. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** One view as the phone's accessibility layer describes it. */
export interface UiNode {
  readonly className: string;
  readonly packageName: string;
  /** As printed, entities resolved; spaces and invisible marks are kept. */
  readonly text: string;
  readonly description: string;
  readonly resourceId: string;
  /** Null when the phone gave none, broken ones, or ones without an area: such a node is never tapped. */
  readonly bounds: Bounds | null;
  readonly isClickable: boolean;
  readonly isScrollable: boolean;
  readonly isEnabled: boolean;
  readonly isSelected: boolean;
  readonly isChecked: boolean;
  /** What is typed goes here. */
  readonly isFocused: boolean;
  readonly parent: UiNode | null;
  readonly children: readonly UiNode[];
}

export interface UiTree {
  /** The windows' top views, lowest window first. */
  readonly roots: readonly UiNode[];
  /** Every node in the order of the document: what is drawn later comes later. */
  readonly nodes: readonly UiNode[];
  /** Quarter turns from the phone's natural orientation; null when not printed. */
  readonly rotation: number | null;
}

/**
 * Reads what a phone prints for `uiautomator dump`, and the page source of a UiAutomator2 server: noise before the XML (MIUI prints a Java stack trace), the line
 * `UI hierchary dumped to` after it, several windows, broken bounds, unescaped `&`, `<` and quotes. Never throws.
 * Faults: `ui-not-idle` (the screen never came to rest), `ui-tree-empty` (no root, cut off, or nothing printed; a
 * retry may help), `ui-tree-blocked` (one view without an area: the app shows its views to nobody).
 */
export function parseHierarchy(output: string): Outcome<UiTree> {
  const start = output.indexOf('<hierarchy');
  const complaint = readComplaint(start < 0 ? output : output.slice(0, start));
  if (complaint !== null) return complaint;
  if (start < 0) return emptyTree('no-xml');
  const document = readElements(output, start);
  if (!document.isComplete) return emptyTree('cut-off');
  const tree = buildTree(document.elements);
  const [only] = tree.nodes;
  if (only === undefined) return emptyTree('no-root');
  if (tree.nodes.length === 1 && only.bounds === null) {
    return fail('ui-tree-blocked', 'the app shows no views', {
      reason: 'single-empty-view',
      package: only.packageName,
    });
  }
  return succeed(tree);
}

/** What `uiautomator` says instead of writing a tree (AOSP DumpCommand.java); its exit status is 0 all the same. */
function readComplaint(text: string): Outcome<UiTree> | null {
  if (/could not get idle state/.test(text)) return fail('ui-not-idle', 'the screen did not come to rest');
  if (/null root node returned/.test(text)) return emptyTree('no-root');
  if (/(?:^|\n)Killed\s*$/.test(text)) return emptyTree('killed');
  return null;
}

function emptyTree(reason: string): Outcome<UiTree> {
  return fail('ui-tree-empty', 'the phone gave no view tree', { reason });
}

interface GrowingNode extends UiNode {
  readonly children: GrowingNode[];
}

type Elements = ReturnType<typeof readElements>['elements'];

function buildTree(elements: Elements): UiTree {
  const roots: UiNode[] = [];
  const nodes: UiNode[] = [];
  const byDepth: (GrowingNode | null)[] = [];
  let rotation: number | null = null;
  for (const { depth, name, attributes } of elements) {
    byDepth.length = depth;
    const parent = byDepth[depth - 1] ?? null;
    const isWrapper = name === 'hierarchy' || attributes.get('bounds') === undefined;
    if (isWrapper) {
      rotation ??= readRotation(attributes.get('rotation'));
      byDepth[depth] = parent;
      continue;
    }
    const node = toNode(name, attributes, parent);
    byDepth[depth] = node;
    nodes.push(node);
    if (parent === null) roots.push(node);
    else parent.children.push(node);
  }
  return { roots, nodes, rotation };
}

function toNode(name: string, attributes: ReadonlyMap<string, string>, parent: UiNode | null): GrowingNode {
  const textOf = (key: string): string => attributes.get(key) ?? '';
  const isSet = (key: string): boolean => attributes.get(key) === 'true';
  return {
    className: attributes.get('class') ?? (name === 'node' ? '' : name),
    packageName: textOf('package'),
    text: textOf('text'),
    description: textOf('content-desc'),
    resourceId: textOf('resource-id'),
    bounds: parseBounds(textOf('bounds')),
    isClickable: isSet('clickable'),
    isScrollable: isSet('scrollable'),
    isEnabled: attributes.get('enabled') !== 'false',
    isSelected: isSet('selected'),
    isChecked: isSet('checked'),
    isFocused: isSet('focused'),
    parent,
    children: [],
  };
}

/** `[left,top][right,bottom]`; null when it is something else or spans no area. */
export function parseBounds(text: string): Bounds | null {
  const match = /^\[(-?\d{1,6}),(-?\d{1,6})\]\[(-?\d{1,6}),(-?\d{1,6})\]$/.exec(text.trim());
  if (match === null) return null;
  const [left = 0, top = 0, right = 0, bottom = 0] = match.slice(1).map(Number);
  return right > left && bottom > top ? { left, top, right, bottom } : null;
}

function readRotation(text: string | undefined): number | null {
  return text !== undefined && /^[0-3]$/.test(text) ? Number(text) : null;
}
