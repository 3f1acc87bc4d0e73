import type { SimulatorClock } from '../clock.ts';
import { createDialog, type DialogParts } from './dialog.ts';
import type { Display } from './display.ts';
import { formatHierarchy } from './hierarchy-xml.ts';
import { Keyguard } from './keyguard.ts';
import { createLockScreen } from './lock-screen.ts';
import { paintDarkness, paintScreen } from './painter.ts';
import type { Screen, ScreenNavigation } from './screen.ts';
import { createNavigationBar, createStatusBar } from './system-bars.ts';
import { createNode, findScrollTarget, findTapTarget, type UiNode } from './ui-node.ts';

/** How the phone answers a request for its view tree. */
export type TreeMode = 'normal' | 'empty' | 'blocked' | 'no-idle';

export type Dump =
  | { readonly kind: 'tree'; readonly xml: string }
  | { readonly kind: 'no-idle' }
  | { readonly kind: 'null-root' };

export interface ScreenHostOptions {
  readonly clock: SimulatorClock;
  /** Asked at every dump and picture, so that a `wm size` override counts at once. */
  readonly display: () => Display;
  readonly batteryPercent: () => number;
  /** The home screen; it is never left by BACK. */
  readonly launcher: Screen;
  /** The package whose tree a blocked phone hides. */
  readonly messengerPackage: string;
}

/** Key events that do something on a virtual phone, by AOSP `KeyEvent` code. */
const keyCodes: Readonly<Record<string, number>> = {
  KEYCODE_HOME: 3,
  KEYCODE_BACK: 4,
  KEYCODE_POWER: 26,
  KEYCODE_ENTER: 66,
  KEYCODE_MENU: 82,
  KEYCODE_SLEEP: 223,
  KEYCODE_WAKEUP: 224,
};

/** What is on one phone's display: keyguard, app pages, a dialog; and everything that looks at it or touches it. */
export class ScreenHost {
  readonly keyguard = new Keyguard();
  readonly #options: ScreenHostOptions;
  readonly #lockScreen: Screen;
  readonly #stack: Screen[] = [];
  readonly #navigation: ScreenNavigation;
  #dialog: DialogParts | null = null;
  #treeMode: TreeMode = 'normal';

  constructor(options: ScreenHostOptions) {
    this.#options = options;
    this.#lockScreen = createLockScreen({
      now: () => options.clock.now(),
      asksPin: () => this.keyguard.isAskingPin,
    });
    this.#navigation = { open: (screen) => this.open(screen), back: () => this.goBack() };
  }

  setTreeMode(mode: TreeMode): void {
    this.#treeMode = mode;
  }

  /** Puts a dialog over the front page, or takes it away with null. */
  setDialog(dialog: DialogParts | null): void {
    this.#dialog = dialog;
  }

  /** The dialog over the front page; null without one. */
  get dialog(): DialogParts | null {
    return this.#dialog;
  }

  /** The page in front below the keyguard: what `mCurrentFocus` names while nothing lies over it. */
  get frontScreen(): Screen {
    return this.#stack.at(-1) ?? this.#options.launcher;
  }

  /** Package and activity that have the focus; the keyguard's own window while it shows. */
  get focus(): { readonly packageName: string; readonly activity: string } {
    const { packageName, activity } = this.keyguard.isShowing ? this.#lockScreen : this.frontScreen;
    return { packageName, activity };
  }

  /** Brings a page to the front of its app, above the pages that are open. */
  open(screen: Screen): void {
    this.#stack.push(screen);
    screen.onOpen?.();
  }

  /** Starts an app at its first page: its older pages are gone, as with a launcher tap on a singleTask activity. */
  start(screen: Screen): void {
    this.stop(screen.packageName);
    this.open(screen);
  }

  /** Whether an app has a page open anywhere in the stack. */
  isRunning(packageName: string): boolean {
    return this.#stack.some((screen) => screen.packageName === packageName);
  }

  /** Brings a running app's newest page to the front, with its dialog if it has one; false when it has no page. */
  bringToFront(packageName: string): boolean {
    const screen = this.#stack.findLast((candidate) => candidate.packageName === packageName);
    if (screen === undefined) return false;
    const own = this.#stack.filter((candidate) => candidate.packageName === packageName);
    const others = this.#stack.filter((candidate) => candidate.packageName !== packageName);
    this.#stack.splice(0, this.#stack.length, ...others, ...own);
    return true;
  }

  /** Ends an app: all its pages and its dialog go. */
  stop(packageName: string): void {
    const others = this.#stack.filter((screen) => screen.packageName !== packageName);
    this.#stack.splice(0, this.#stack.length, ...others);
    if (this.#dialog?.packageName === packageName) this.#dialog = null;
  }

  goHome(): void {
    this.#stack.length = 0;
  }

  goBack(): void {
    if (this.#dialog !== null) this.#dialog = null;
    else this.#stack.pop();
  }

  /** After a boot: nothing is open, and the keyguard lies over the launcher of a phone with a PIN. */
  reset(): void {
    this.#stack.length = 0;
    this.#dialog = null;
    this.keyguard.wake();
    if (this.keyguard.isSecure) this.keyguard.lock();
  }

  /** `input tap`. Nothing happens on a dark display. */
  tap(x: number, y: number): void {
    if (!this.keyguard.isAwake) return;
    findTapTarget(this.#buildFront(), x, y)?.onTap?.();
  }

  /** `input swipe`: opens the keyguard upwards, otherwise scrolls what lies under the start. */
  swipe(from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }): void {
    if (!this.keyguard.isAwake) return;
    const up = from.y - to.y;
    if (this.keyguard.isShowing) {
      if (up > this.#options.display().height / 6) this.keyguard.dismiss();
      return;
    }
    findScrollTarget(this.#buildFront(), from.x, from.y)?.onScroll?.(up);
  }

  /** `input text`. */
  typeText(text: string): void {
    if (this.keyguard.isShowing) this.keyguard.type(text);
    else this.frontScreen.onText?.(text);
  }

  /** `input keyevent`, by number or name; false for a name that Android does not know here. */
  pressKey(key: string): boolean {
    const code = /^\d+$/u.test(key) ? Number(key) : (keyCodes[key] ?? keyCodes[`KEYCODE_${key}`]);
    if (code === undefined) return false;
    if (code === keyCodes['KEYCODE_WAKEUP']) this.keyguard.wake();
    else if (code === keyCodes['KEYCODE_SLEEP']) this.keyguard.sleep();
    else if (code === keyCodes['KEYCODE_POWER']) this.#togglePower();
    else if (this.keyguard.isShowing) this.#pressOnKeyguard(code);
    else if (code === keyCodes['KEYCODE_HOME']) this.goHome();
    else if (code === keyCodes['KEYCODE_BACK']) this.goBack();
    return true;
  }

  /** What `uiautomator dump` finds. */
  dump(): Dump {
    if (this.#treeMode === 'no-idle') return { kind: 'no-idle' };
    if (!this.keyguard.isAwake) return { kind: 'null-root' };
    if (this.#treeMode === 'empty') return { kind: 'tree', xml: formatHierarchy([]) };
    const { packageName } = this.#frontWindow();
    if (this.#treeMode === 'blocked' && packageName === this.#options.messengerPackage) {
      const nothing = createNode('', { left: 0, top: 0, right: 0, bottom: 0 });
      return { kind: 'tree', xml: formatHierarchy([{ node: nothing, packageName }]) };
    }
    return { kind: 'tree', xml: formatHierarchy([{ node: this.#buildFront(), packageName }]) };
  }

  /** What `screencap -p` writes: a PNG of the display's size. */
  paint(): Promise<Uint8Array> {
    const display = this.#options.display();
    if (!this.keyguard.isAwake) return paintDarkness(display);
    const facts = { now: this.#options.clock.now(), batteryPercent: this.#options.batteryPercent() };
    const below = this.#dialog === null ? [] : [this.frontScreen.build(display, this.#navigation)];
    const children = [...below, this.#buildFront(), createNavigationBar(display), createStatusBar(display, facts)];
    return paintScreen(createNode('android.widget.FrameLayout', display.bounds, { children }), display);
  }

  #frontWindow(): { readonly packageName: string } {
    if (this.keyguard.isShowing) return this.#lockScreen;
    return this.#dialog ?? this.frontScreen;
  }

  #buildFront(): UiNode {
    const display = this.#options.display();
    if (this.keyguard.isShowing) return this.#lockScreen.build(display, this.#navigation);
    if (this.#dialog === null) return this.frontScreen.build(display, this.#navigation);
    return createDialog(display, this.#dialog, () => this.setDialog(null));
  }

  #togglePower(): void {
    if (this.keyguard.isAwake) this.keyguard.sleep();
    else this.keyguard.wake();
  }

  #pressOnKeyguard(code: number): void {
    if (code === keyCodes['KEYCODE_MENU']) this.keyguard.dismiss();
    else if (code === keyCodes['KEYCODE_ENTER']) this.keyguard.enter();
  }
}
