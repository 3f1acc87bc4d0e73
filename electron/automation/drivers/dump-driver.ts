import type { Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { UiNode, UiTree } from '../hierarchy.ts';
import { ScreenReader, type KeyName } from '../screen-reader.ts';
import type { Point } from '../tap-target.ts';
import type { UiDriver } from '../ui-driver.ts';
import type { KeyboardApk } from './apks.ts';
import type { DriverLink } from './driver-link.ts';
import { typeIntoField } from './field-typing.ts';
import { HelperKeyboard } from './helper-keyboard.ts';
import { takePicture } from './picture.ts';

export interface DumpDriverDeps {
  readonly link: DriverLink;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly sdk: number;
  readonly keyboard: KeyboardApk | null;
}

/** The driver that needs nothing on the phone: `uiautomator dump` and `input`; only text other than ASCII needs the helper app. */
export class DumpDriver implements UiDriver {
  readonly kind = 'dump';
  readonly #deps: DumpDriverDeps;
  readonly #screen: ScreenReader;
  readonly #keyboard: HelperKeyboard;

  constructor(deps: DumpDriverDeps) {
    const { link, sdk, keyboard: apk, signal } = deps;
    this.#deps = deps;
    this.#screen = new ScreenReader(deps);
    this.#keyboard = new HelperKeyboard({ link, sdk, apk, signal });
  }

  tree(): Promise<Outcome<UiTree>> {
    return this.#screen.dump();
  }

  tap(point: Point): Promise<Outcome<null>> {
    return this.#screen.tap(point);
  }

  swipe(from: Point, to: Point, durationMs: number): Promise<Outcome<null>> {
    return this.#screen.swipe(from, to, durationMs);
  }

  press(key: KeyName): Promise<Outcome<null>> {
    return this.#screen.press(key);
  }

  setText(field: UiNode, text: string): Promise<Outcome<string>> {
    const deps = { screen: this.#screen, keyboard: this.#keyboard, readTree: () => this.#screen.dump() };
    return typeIntoField(deps, field, text);
  }

  screenshot(): Promise<Outcome<Uint8Array>> {
    return takePicture(this.#deps.link, this.#deps.signal);
  }

  focus(): ReturnType<UiDriver['focus']> {
    return this.#screen.focus();
  }

  lock(): ReturnType<UiDriver['lock']> {
    return this.#screen.lock();
  }

  isInstalled(packageName: string): Promise<Outcome<boolean>> {
    return this.#screen.isInstalled(packageName);
  }

  launch(component: string): Promise<Outcome<null>> {
    return this.#screen.launch(component);
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}
