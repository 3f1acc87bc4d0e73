import type { Fault, Outcome } from '../../contract/outcome.ts';
import type { UiNode, UiTree } from '../hierarchy.ts';
import type { KeyName } from '../screen-reader.ts';
import type { Point } from '../tap-target.ts';
import type { DriverKind, UiDriver } from '../ui-driver.ts';

/** What happened to a phone's driver that somebody should know. */
export type DriverEvent =
  | { readonly kind: 'opened'; readonly driver: DriverKind }
  /** The better driver could not be had, or died: why. The other one serves from here on. */
  | { readonly kind: 'fell-back'; readonly from: DriverKind; readonly to: DriverKind; readonly fault: Fault }
  /** The phone was found with the helper's keyboard and has its own again. */
  | { readonly kind: 'keyboard-repaired' };

export interface FallbackDeps {
  readonly first: UiDriver;
  /** Made when the first one dies; once. */
  readonly makeSecond: () => UiDriver;
  readonly onEvent: (event: DriverEvent) => void;
}

/**
 * One driver that becomes another when it dies mid-way, once. A read, and an act that certainly never left, are done again
 * on the second one; an act that may have reached the phone is answered with the fault `automation-gone`, since
 * nobody but a look at the screen can tell whether it happened.
 */
export class FallbackDriver implements UiDriver {
  readonly #deps: FallbackDeps;
  #current: UiDriver;
  #hasFallen = false;

  constructor(deps: FallbackDeps) {
    this.#deps = deps;
    this.#current = deps.first;
  }

  get kind(): DriverKind {
    return this.#current.kind;
  }

  tree(): Promise<Outcome<UiTree>> {
    return this.#read((driver) => driver.tree());
  }

  tap(point: Point): Promise<Outcome<null>> {
    return this.#act((driver) => driver.tap(point));
  }

  swipe(from: Point, to: Point, durationMs: number): Promise<Outcome<null>> {
    return this.#act((driver) => driver.swipe(from, to, durationMs));
  }

  press(key: KeyName): Promise<Outcome<null>> {
    return this.#act((driver) => driver.press(key));
  }

  /** Replacing a text twice leaves the same text. */
  setText(field: UiNode, text: string): Promise<Outcome<string>> {
    return this.#read((driver) => driver.setText(field, text));
  }

  screenshot(): Promise<Outcome<Uint8Array>> {
    return this.#read((driver) => driver.screenshot());
  }

  focus(): ReturnType<UiDriver['focus']> {
    return this.#read((driver) => driver.focus());
  }

  lock(): ReturnType<UiDriver['lock']> {
    return this.#read((driver) => driver.lock());
  }

  isInstalled(packageName: string): Promise<Outcome<boolean>> {
    return this.#read((driver) => driver.isInstalled(packageName));
  }

  launch(component: string): Promise<Outcome<null>> {
    return this.#read((driver) => driver.launch(component));
  }

  dispose(): Promise<void> {
    return this.#current.dispose();
  }

  async #read<T>(ask: (driver: UiDriver) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const answer = await ask(this.#current);
    return this.#isDeath(answer) ? ask(await this.#fallBack(answer.error)) : answer;
  }

  async #act<T>(ask: (driver: UiDriver) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const answer = await ask(this.#current);
    if (!this.#isDeath(answer)) return answer;
    const second = await this.#fallBack(answer.error);
    return answer.error.detail?.['isSent'] === false ? ask(second) : answer;
  }

  #isDeath<T>(answer: Outcome<T>): answer is { readonly ok: false; readonly error: Fault } {
    return !answer.ok && answer.error.code === 'automation-gone' && !this.#hasFallen;
  }

  async #fallBack(fault: Fault): Promise<UiDriver> {
    const first = this.#current;
    this.#hasFallen = true;
    // What is left of it would keep the phone's UiAutomation.
    await first.dispose();
    this.#current = this.#deps.makeSecond();
    this.#deps.onEvent({ kind: 'fell-back', from: first.kind, to: this.#current.kind, fault });
    return this.#current;
  }
}
