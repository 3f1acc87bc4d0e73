import type { SimulatorClock } from '../clock.ts';
import { createDialog, type DialogParts } from './dialog.ts';
import type { Display } from './display.ts';
import { FieldFocus } from './field-focus.ts';
import { pressInField } from './field-keys.ts';
import { keyCodeOf, keyCodes } from './key-codes.ts';
import { Keyguard } from './keyguard.ts';
import { createLoadingPage } from './loading-page.ts';
import { createLockScreen } from './lock-screen.ts';
import { PageStack } from './page-stack.ts';
import { paintDarkness, paintScreen } from './painter.ts';
import type { Screen, ScreenNavigation } from './screen.ts';
import { createKeyboard, createNavigationBar, createScrim, createStatusBar } from './system-bars.ts';
import type { TextField } from './text-field.ts';
import { createNode, findScrollTarget, findTapTarget, findTextField, walkTree, type UiNode } from './ui-node.ts';
import {
  dumpView,
  ViewTree,
  type Dump,
  type ScreenFacts,
  type ScreenView,
  type ScreenWindow,
  type TreeMode,
} from './view-tree.ts';

export interface ScreenHostOptions {
  readonly clock: SimulatorClock;
  /** Asked at every dump and picture, so that a `wm size` override counts at once. */
  readonly display: () => Display;
  readonly batteryPercent: () => number;
  /** The home screen; it is never left by BACK. */
  readonly launcher: Screen;
  /** The package whose tree a blocked phone hides. */
  readonly messengerPackage: string;
  /** Whether the keyboard in use is one that is seen; left out, it is. */
  readonly hasVisibleKeyboard?: () => boolean;
}

/** What is on one phone's display: keyguard, app pages, dialogs; and everything that looks at it or touches it. */
export class ScreenHost {
  readonly keyguard = new Keyguard();
  /** Text that somebody copied. */
  clipboard = '';
  readonly #options: ScreenHostOptions;
  readonly #lockScreen: Screen;
  readonly #pages = new PageStack();
  readonly #navigation: ScreenNavigation;
  readonly #views: ViewTree;
  readonly #typing = new FieldFocus();
  readonly #loading = new Set<Screen>();
  readonly #starts = new Map<string, number>();
  #dialogs: readonly DialogParts[] = [];

  constructor(options: ScreenHostOptions) {
    this.#options = options;
    this.#views = new ViewTree(options.clock);
    this.#lockScreen = createLockScreen({
      now: () => options.clock.now(),
      asksPin: () => this.keyguard.isAskingPin,
    });
    this.#navigation = {
      open: (screen) => this.open(screen),
      back: () => this.#leave(() => this.#pages.pop()),
      close: (screen) => this.#leave(() => this.#pages.remove(screen)),
      toFirst: () => this.#leave(() => this.#pages.toFirst()),
      openDialog: (dialog) => this.openDialog(dialog),
    };
  }

  setTreeMode(mode: TreeMode): void {
    this.#views.mode = mode;
  }

  /** Puts a dialog over the front page and over any dialog that is there. */
  openDialog(dialog: DialogParts): void {
    this.#typing.isKeyboardOpen = false;
    this.#dialogs = [...this.#dialogs, dialog];
  }

  /** Takes a dialog away; nothing happens when it has gone already. */
  closeDialog(dialog: DialogParts): void {
    this.#dialogs = this.#dialogs.filter((other) => other !== dialog);
  }

  /** The dialog in front; null without one. */
  get dialog(): DialogParts | null {
    return this.#dialogs.at(-1) ?? null;
  }

  /** The page in front below the keyguard: what `mCurrentFocus` names while nothing lies over it. */
  get frontScreen(): Screen {
    return this.#pages.front ?? this.#options.launcher;
  }

  /** Package and activity that have the focus; the keyguard's own window while it shows. */
  get focus(): { readonly packageName: string; readonly activity: string } {
    const { packageName, activity } = this.keyguard.isShowing ? this.#lockScreen : this.frontScreen;
    return { packageName, activity };
  }

  /** Brings a page to the front of its app, above the pages that are open. */
  open(screen: Screen): void {
    this.#countStart(screen);
    this.#show(screen);
  }

  #show(screen: Screen): void {
    this.#views.keep(this.#facts(), screen.staleMs?.() ?? 0);
    this.#typing.isKeyboardOpen = false;
    this.#pages.push(screen);
    this.#load(screen);
    if (screen.firstField !== undefined) this.#typing.move(screen, screen.firstField);
    screen.onOpen?.();
  }

  /** Starts an app at its first page: its older pages are gone, as with a launcher tap on a singleTask activity. */
  start(screen: Screen): void {
    this.#countStart(screen);
    this.stop(screen.packageName);
    this.#show(screen);
  }

  /** How often an app began to run: each time it is another process. */
  startsOf(packageName: string): number {
    return this.#starts.get(packageName) ?? 0;
  }

  #countStart({ packageName }: Screen): void {
    if (!this.isRunning(packageName)) this.#starts.set(packageName, this.startsOf(packageName) + 1);
  }

  /** Whether an app has a page open anywhere in the stack. */
  isRunning(packageName: string): boolean {
    return this.#pages.has(packageName);
  }

  /** Brings a running app's newest page to the front, with its dialog if it has one; false when it has no page. */
  bringToFront(packageName: string): boolean {
    return this.#pages.bringToFront(packageName);
  }

  /** Ends an app: all its pages and its dialogs go. */
  stop(packageName: string): void {
    this.#pages.stop(packageName);
    this.#dialogs = this.#dialogs.filter((dialog) => dialog.packageName !== packageName);
    this.#typing.isKeyboardOpen = false;
  }

  /** HOME: the open pages wait behind the home screen. */
  goHome(): void {
    this.#typing.isKeyboardOpen = false;
    this.#pages.goHome();
  }

  /** BACK closes the keyboard before anything else, then a dialog, then a page. */
  goBack(): void {
    if (this.isKeyboardShown) this.#typing.isKeyboardOpen = false;
    else if (this.#dialogs.length > 0) this.#dialogs = this.#dialogs.slice(0, -1);
    else this.#leave(() => this.#pages.pop());
  }

  /** After a boot: nothing is open, and the keyguard lies over the launcher of a phone with a PIN. */
  reset(): void {
    this.#pages.clear();
    this.#dialogs = [];
    this.#views.forget();
    this.#typing.isKeyboardOpen = false;
    this.keyguard.wake();
    if (this.keyguard.isSecure) this.keyguard.lock();
  }

  /** `input tap`. Nothing happens on a dark display. */
  tap(x: number, y: number): void {
    if (!this.keyguard.isAwake) return;
    const front = this.#buildFront();
    const field = findTextField(front, x, y);
    if (field !== null) this.#typing.move(this.frontScreen, field);
    const target = findTapTarget(front, x, y);
    if (target?.isEnabled === true) target.onTap?.();
  }

  /** `input swipe`: opens the keyguard upwards, otherwise scrolls what lies under the start. */
  swipe(from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }): void {
    if (!this.keyguard.isAwake) return;
    const up = from.y - to.y;
    if (this.keyguard.isShowing) {
      if (up > this.#display().height / 6) this.keyguard.dismiss();
      return;
    }
    findScrollTarget(this.#buildFront(), from.x, from.y)?.onScroll?.(up);
  }

  /** The field that typing goes to; null when none on the page in front has the focus. */
  get focusedField(): TextField | null {
    const field = this.#fieldInFront();
    if (field === null) return null;
    const isThere = [...walkTree(this.#buildFront())].some((node) => node.field === field && node.isEnabled);
    return isThere ? field : null;
  }

  /** Whether a keyboard lies over the lower part of the screen. */
  get isKeyboardShown(): boolean {
    const isSeen = this.#options.hasVisibleKeyboard?.() ?? true;
    return isSeen && this.#typing.isKeyboardOpen && this.#fieldInFront() !== null;
  }

  /** What a keyboard commits, one that takes Chinese included. */
  typeText(text: string): void {
    if (this.keyguard.isShowing) this.keyguard.type(text);
    else this.focusedField?.insert(text);
  }

  /** `input keyevent`, by number or name; false for a name that Android does not know here. */
  pressKey(key: string): boolean {
    const code = keyCodeOf(key);
    if (code === null) return false;
    if (code === keyCodes.WAKEUP) this.keyguard.wake();
    else if (code === keyCodes.SLEEP) this.keyguard.sleep();
    else if (code === keyCodes.POWER) this.#togglePower();
    else if (this.keyguard.isShowing) this.#pressOnKeyguard(code);
    else if (code === keyCodes.HOME) this.goHome();
    else if (code === keyCodes.BACK) this.goBack();
    else if (code === keyCodes.ESCAPE) this.#typing.isKeyboardOpen = false;
    else pressInField(this.focusedField, code, this);
    return true;
  }

  /** The window that is really in front, whatever accessibility is told. */
  front(): ScreenWindow {
    return { node: this.#buildFront(), packageName: this.#frontWindow().packageName };
  }

  /** What accessibility sees now: right after a move still the page before, nothing of an app that hides its views. */
  look(): ScreenView {
    return this.#views.look(this.#facts());
  }

  /** What `uiautomator dump` finds. */
  dump(): Dump {
    return dumpView(this.look());
  }

  /** What `screencap -p` writes: a PNG of the display's size. */
  paint(): Promise<Uint8Array> {
    const display = this.#display();
    if (!this.keyguard.isAwake) return paintDarkness(display);
    const facts = { now: this.#options.clock.now(), batteryPercent: this.#options.batteryPercent() };
    const isCovered = this.dialog !== null && !this.keyguard.isShowing;
    const below = isCovered ? [this.#buildPage(), createScrim(display)] : [];
    const keyboard = this.isKeyboardShown ? [createKeyboard(display)] : [];
    const bars = [...keyboard, createNavigationBar(display), createStatusBar(display, facts)];
    const children = [...below, this.#buildFront(), ...bars];
    return paintScreen(createNode('android.widget.FrameLayout', display.bounds, { children }), display);
  }

  #display(): Display {
    return this.#options.display().withKeyboard(this.isKeyboardShown);
  }

  #frontWindow(): { readonly packageName: string } {
    if (this.keyguard.isShowing) return this.#lockScreen;
    return this.dialog ?? this.frontScreen;
  }

  #buildFront(): UiNode {
    if (this.keyguard.isShowing) return this.#lockScreen.build(this.#display(), this.#navigation);
    const { dialog } = this;
    if (dialog === null) return this.#buildPage();
    return createDialog(this.#display(), dialog, (button) => {
      this.closeDialog(dialog);
      dialog.onButton?.(button);
    });
  }

  #buildPage(): UiNode {
    const screen = this.frontScreen;
    const display = this.#display();
    return this.#loading.has(screen) ? createLoadingPage(display) : screen.build(display, this.#navigation);
  }

  #facts(): ScreenFacts {
    const isMessenger = this.#frontWindow().packageName === this.#options.messengerPackage;
    const isHidden = isMessenger && (this.#views.mode === 'blocked' || this.frontScreen.hidesTree === true);
    return { isAwake: this.keyguard.isAwake, front: () => this.front(), isHidden };
  }

  #fieldInFront(): TextField | null {
    const isCovered = this.keyguard.isShowing || this.#dialogs.length > 0;
    return isCovered ? null : this.#typing.on(this.frontScreen);
  }

  #leave(move: () => void): void {
    this.#views.keep(this.#facts(), this.frontScreen.staleMs?.() ?? 0);
    this.#typing.isKeyboardOpen = false;
    move();
  }

  #load(screen: Screen): void {
    const loadMs = screen.loadMs?.() ?? 0;
    if (loadMs <= 0) return;
    this.#loading.add(screen);
    this.#options.clock.after(loadMs, () => this.#loading.delete(screen));
  }

  #togglePower(): void {
    if (this.keyguard.isAwake) this.keyguard.sleep();
    else this.keyguard.wake();
  }

  #pressOnKeyguard(code: number): void {
    if (code === keyCodes.MENU) this.keyguard.dismiss();
    else if (code === keyCodes.ENTER) this.keyguard.enter();
  }
}
