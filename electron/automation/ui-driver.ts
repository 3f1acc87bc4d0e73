import type { Outcome } from '../contract/outcome.ts';
import type { WindowFocus } from '../devices/health/tools/window-focus.ts';
import type { UiNode, UiTree } from './hierarchy.ts';
import type { KeyName, LockReading } from './screen-reader.ts';
import type { Point } from './tap-target.ts';

export type DriverKind = 'uiautomator2' | 'dump';

/**
 * One phone's screen as automation reads and touches it. Every call ends within its timeout, obeys the signal that the
 * driver was opened with, and answers expected failure as data: the phone's own link faults, `ui-tree-empty`,
 * `ui-tree-blocked`, `ui-not-idle`, `input-not-permitted`, `command-failed`.
 */
export interface UiDriver {
  readonly kind: DriverKind;
  /** The view tree of the current screen; two calls never share one reading. */
  tree(): Promise<Outcome<UiTree>>;
  tap(point: Point): Promise<Outcome<null>>;
  swipe(from: Point, to: Point, durationMs: number): Promise<Outcome<null>>;
  press(key: KeyName): Promise<Outcome<null>>;
  /**
   * Replaces what `field` holds, Chinese and emoji included, and reads the field back.
   * @returns what the field holds now, as the phone prints it; the keyboard is as it was, also after a failure
   */
  setText(field: UiNode, text: string): Promise<Outcome<string>>;
  /** A PNG of the whole display. */
  screenshot(): Promise<Outcome<Uint8Array>>;
  /** Which window has the focus; null when the phone names none. */
  focus(): Promise<Outcome<WindowFocus | null>>;
  lock(): Promise<Outcome<LockReading>>;
  isInstalled(packageName: string): Promise<Outcome<boolean>>;
  /** Opens an app's start page as its launcher icon does; `component` is `package/activity`. */
  launch(component: string): Promise<Outcome<null>>;
  /** Ends what was started on the phone. No other call may follow. */
  dispose(): Promise<void>;
}
