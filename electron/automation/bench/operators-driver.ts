import type { Outcome } from '../../contract/outcome.ts';
import type { UiNode } from '../hierarchy.ts';
import type { KeyName } from '../screen-reader.ts';
import type { Point } from '../tap-target.ts';
import type { DriverKind, UiDriver } from '../ui-driver.ts';

/** Something that a person does to a phone through the console, in the words of the audit log. */
export interface Touch {
  readonly touch: 'tap' | 'swipe' | 'key' | 'text' | 'launch';
  readonly [detail: string]: string | number;
}

/**
 * A driver in the hand of an operator: every touch is noted before it is sent, and not sent when it cannot be noted. Calls
 * go one after the other, as a phone answers one reader at a time.
 */
export class OperatorsDriver implements UiDriver {
  readonly #driver: UiDriver;
  readonly #note: (touch: Touch) => Outcome<unknown>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(driver: UiDriver, note: (touch: Touch) => Outcome<unknown>) {
    this.#driver = driver;
    this.#note = note;
  }

  get kind(): DriverKind {
    return this.#driver.kind;
  }

  tree(): ReturnType<UiDriver['tree']> {
    return this.#inTurn(() => this.#driver.tree());
  }

  tap(point: Point): Promise<Outcome<null>> {
    return this.#touch({ touch: 'tap', ...placeOf(point) }, () => this.#driver.tap(point));
  }

  swipe(from: Point, to: Point, durationMs: number): Promise<Outcome<null>> {
    const { x: toX, y: toY } = placeOf(to);
    return this.#touch({ touch: 'swipe', ...placeOf(from), toX, toY }, () => this.#driver.swipe(from, to, durationMs));
  }

  press(key: KeyName): Promise<Outcome<null>> {
    return this.#touch({ touch: 'key', key }, () => this.#driver.press(key));
  }

  /** Of the text only its length is noted: it may be somebody's name. */
  setText(field: UiNode, text: string): Promise<Outcome<string>> {
    return this.#touch({ touch: 'text', length: text.length }, () => this.#driver.setText(field, text));
  }

  screenshot(): ReturnType<UiDriver['screenshot']> {
    return this.#inTurn(() => this.#driver.screenshot());
  }

  focus(): ReturnType<UiDriver['focus']> {
    return this.#inTurn(() => this.#driver.focus());
  }

  lock(): ReturnType<UiDriver['lock']> {
    return this.#inTurn(() => this.#driver.lock());
  }

  isInstalled(packageName: string): Promise<Outcome<boolean>> {
    return this.#inTurn(() => this.#driver.isInstalled(packageName));
  }

  launch(component: string): Promise<Outcome<null>> {
    return this.#touch({ touch: 'launch', component }, () => this.#driver.launch(component));
  }

  dispose(): Promise<void> {
    return this.#inTurn(() => this.#driver.dispose());
  }

  #touch<T>(touch: Touch, send: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.#inTurn(async () => {
      const noted = this.#note(touch);
      return noted.ok ? send() : noted;
    });
  }

  async #inTurn<T>(call: () => Promise<T>): Promise<T> {
    const before = this.#last;
    const turn = Promise.withResolvers<null>();
    this.#last = turn.promise;
    await before;
    try {
      return await call();
    } finally {
      turn.resolve(null);
    }
  }
}

function placeOf({ x, y }: Point): { readonly x: number; readonly y: number } {
  return { x: Math.round(x), y: Math.round(y) };
}
