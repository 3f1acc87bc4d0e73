import type { TextField } from './text-field.ts';

/** Pixels on the phone: left, top, right, bottom. Right and bottom lie just outside. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How a node is painted; nodes without a look are only structure. */
export interface Look {
  readonly background?: string;
  readonly color?: string;
  /** Font height in dp. */
  readonly textDp?: number;
  readonly align?: 'start' | 'center' | 'end';
  readonly isBold?: boolean;
  /** Text that does not fit goes on in the next line instead of ending in `…`. */
  readonly wraps?: boolean;
  /** Between the edge and the text, in dp. */
  readonly insetDp?: number;
  /** Corner radius in dp. */
  readonly radiusDp?: number;
  /** A thin line along the bottom, as between rows. */
  readonly isRuled?: boolean;
  /** A sign that is drawn but is no text of the tree, as an icon is. */
  readonly glyph?: string;
  readonly mark?: Mark;
  /** A drawn picture: the same for the same number, another for every other. */
  readonly avatar?: number;
}

/** Signs that are drawn by hand. */
export type Mark = 'search' | 'switch-on' | 'switch-off' | 'wheel';

/** One view of the tree: what `uiautomator dump` prints, the painter draws and a tap finds are the same object. */
export interface UiNode {
  readonly className: string;
  readonly bounds: Bounds;
  readonly text: string;
  readonly description: string;
  /** `com.example:id/name`, or empty. */
  readonly resourceId: string;
  readonly isClickable: boolean;
  readonly isScrollable: boolean;
  readonly isSelected: boolean;
  readonly isPassword: boolean;
  readonly isEnabled: boolean;
  readonly isCheckable: boolean;
  readonly isChecked: boolean;
  /** What is typed into; null for a view that takes no text. */
  readonly field: TextField | null;
  readonly look: Look;
  readonly children: readonly UiNode[];
  readonly onTap: (() => void) | null;
  /** Moves the content by so many pixels; positive brings what lies below into view. */
  readonly onScroll: ((deltaPx: number) => void) | null;
}

export type NodeParts = Partial<Omit<UiNode, 'className' | 'bounds'>>;

/** A view with everything unset that `parts` does not set. It is clickable exactly when a tap does something. */
export function createNode(className: string, bounds: Bounds, parts: NodeParts = {}): UiNode {
  return {
    className,
    bounds,
    text: '',
    description: '',
    resourceId: '',
    isClickable: parts.onTap !== undefined && parts.onTap !== null,
    isScrollable: parts.onScroll !== undefined && parts.onScroll !== null,
    isSelected: false,
    isPassword: false,
    isEnabled: true,
    isCheckable: false,
    isChecked: false,
    field: null,
    look: {},
    children: [],
    onTap: null,
    onScroll: null,
    ...parts,
  };
}

export function createBounds(left: number, top: number, width: number, height: number): Bounds {
  return {
    left: Math.round(left),
    top: Math.round(top),
    right: Math.round(left + width),
    bottom: Math.round(top + height),
  };
}

/** The part of `inner` that lies inside `outer`; null when they do not touch. */
export function clipBounds(inner: Bounds, outer: Bounds): Bounds | null {
  const clipped = {
    left: Math.max(inner.left, outer.left),
    top: Math.max(inner.top, outer.top),
    right: Math.min(inner.right, outer.right),
    bottom: Math.min(inner.bottom, outer.bottom),
  };
  return clipped.left < clipped.right && clipped.top < clipped.bottom ? clipped : null;
}

function holds({ left, top, right, bottom }: Bounds, x: number, y: number): boolean {
  return x >= left && x < right && y >= top && y < bottom;
}

/**
 * The node that takes a tap at this point: of the topmost view there, the nearest ancestor that does something. Later
 * siblings lie over earlier ones, so an opaque bar swallows the tap meant for the list below it.
 */
export function findTapTarget(node: UiNode, x: number, y: number): UiNode | null {
  return findPath(node, x, y, isSolid).findLast((candidate) => candidate.onTap !== null) ?? null;
}

/** The text field under this point, unless something lies over it. */
export function findTextField(node: UiNode, x: number, y: number): TextField | null {
  return findPath(node, x, y, isSolid).at(-1)?.field ?? null;
}

/** Every view of the tree, parents before their children. */
export function* walkTree(node: UiNode): Generator<UiNode> {
  yield node;
  for (const child of node.children) yield* walkTree(child);
}

/** The innermost scrolling view around the topmost view under this point. */
export function findScrollTarget(node: UiNode, x: number, y: number): UiNode | null {
  return findPath(node, x, y, isSolid).findLast((candidate) => candidate.onScroll !== null) ?? null;
}

function isSolid(node: UiNode): boolean {
  return node.onTap !== null || node.text !== '' || node.look.background !== undefined;
}

/** From the root down to the topmost matching view under the point; empty when there is none. */
function findPath(node: UiNode, x: number, y: number, isWanted: (node: UiNode) => boolean): UiNode[] {
  if (!holds(node.bounds, x, y)) return [];
  for (const child of node.children.toReversed()) {
    const path = findPath(child, x, y, isWanted);
    if (path.length > 0) return [node, ...path];
  }
  return isWanted(node) ? [node] : [];
}
