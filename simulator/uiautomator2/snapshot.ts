import { clipBounds, type Bounds, type UiNode } from '../screens/ui-node.ts';
import type { ScreenWindow } from '../screens/view-tree.ts';
import type { AutomatedPhone } from './automated-phone.ts';
import { WebDriverError } from './web-driver-error.ts';

/** One view with its place in the tree. */
export interface ViewNode {
  readonly node: UiNode;
  readonly packageName: string;
  /** Place among its parent's children. */
  readonly index: number;
  readonly parent: ViewNode | null;
  readonly children: readonly ViewNode[];
  /** What of it is on the display. */
  readonly bounds: Bounds;
  /** The indexes from the window down to it: `0/2/1`. */
  readonly path: string;
}

export interface Snapshot {
  readonly roots: readonly ViewNode[];
  /** Every view, parents before their children. */
  readonly nodes: readonly ViewNode[];
}

/** How long the server looks for a window that has a root (AXWindowHelpers of the server). */
const rootTimeoutMs = 10_000;
const nothing: Bounds = { left: 0, top: 0, right: 0, bottom: 0 };

/**
 * What accessibility shows now. A restless screen is waited for as long as the settings say and then taken as it is;
 * without any window the server gives up after ten seconds.
 */
export async function takeSnapshot(phone: AutomatedPhone, idleTimeoutMs: number): Promise<Snapshot> {
  if (!phone.screens.look().isIdle) await pause(phone, idleTimeoutMs);
  if (phone.screens.look().windows.length === 0) await pause(phone, rootTimeoutMs);
  const { windows } = phone.screens.look();
  if (windows.length === 0) {
    throw new WebDriverError(
      'unknown error',
      `Timed out after ${rootTimeoutMs}ms waiting for the root AccessibilityNodeInfo in the active window. Make sure the active window is not constantly hogging the main UI thread`,
    );
  }
  return indexWindows(windows, phone.display().bounds);
}

/** The views of some windows with their places. @param screen what lies outside it is cut off */
export function indexWindows(windows: readonly ScreenWindow[], screen: Bounds): Snapshot {
  const nodes: ViewNode[] = [];
  const roots = windows.map(({ node, packageName }, index) =>
    indexNode({ node, packageName, screen, nodes }, { index, parent: null, path: String(index) }),
  );
  return { roots, nodes };
}

interface Source {
  readonly node: UiNode;
  readonly packageName: string;
  readonly screen: Bounds;
  /** Grows by every view in the order of the document. */
  readonly nodes: ViewNode[];
}

function indexNode(source: Source, place: Pick<ViewNode, 'index' | 'parent' | 'path'>): ViewNode {
  const { node, packageName, screen, nodes } = source;
  const children: ViewNode[] = [];
  const view: ViewNode = { ...place, node, packageName, children, bounds: clipBounds(node.bounds, screen) ?? nothing };
  nodes.push(view);
  for (const [index, child] of node.children.entries()) {
    children.push(indexNode({ ...source, node: child }, { index, parent: view, path: `${place.path}/${index}` }));
  }
  return view;
}

/** The view and everything below it, in the order of the document. */
export function* subtreeOf(view: ViewNode): Generator<ViewNode> {
  yield view;
  for (const child of view.children) yield* subtreeOf(child);
}

function pause(phone: AutomatedPhone, delayMs: number): Promise<void> {
  return new Promise((resolve) => phone.clock.after(delayMs, resolve));
}
