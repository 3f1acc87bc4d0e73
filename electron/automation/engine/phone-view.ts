import type { Outcome } from '../../contract/outcome.ts';
import { pause, type Clock } from '../../runtime/clock.ts';
import type { UiNode } from '../hierarchy.ts';
import type { KeyName } from '../screen-reader.ts';
import type { Point } from '../tap-target.ts';
import type { UiDriver } from '../ui-driver.ts';
import { budgets } from './budgets.ts';
import { recognise, type Look, type PreparedApp } from './recognition.ts';

export interface PhoneViewDeps {
  readonly driver: UiDriver;
  readonly app: PreparedApp;
  /** Real time. */
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * The phone as a run sees it: one look is kept until something is done, so that no tree is read twice for nothing; and
 * what time went into the phone and into waiting is counted.
 */
export class PhoneView {
  readonly #deps: PhoneViewDeps;
  #last: Look | null = null;
  #driverMs = 0;
  #waitedMs = 0;
  #lookCount = 0;
  #wentBack = false;

  constructor(deps: PhoneViewDeps) {
    this.#deps = deps;
  }

  get signal(): AbortSignal {
    return this.#deps.signal;
  }

  /** Spent so far in calls to the phone and in waiting, milliseconds; and how many trees were read. */
  get spent(): { readonly driverMs: number; readonly waitedMs: number; readonly lookCount: number } {
    return { driverMs: this.#driverMs, waitedMs: this.#waitedMs, lookCount: this.#lookCount };
  }

  /** The last thing that was done is a step back. */
  get wentBack(): boolean {
    return this.#wentBack;
  }

  now(): number {
    return this.#deps.clock.monotonic();
  }

  /** The screen as it is since the last act; the same look until something is done or `lookAgain` is called. */
  async look(): Promise<Look> {
    return this.#last ?? this.lookAgain();
  }

  async lookAgain(): Promise<Look> {
    this.#lookCount += 1;
    const tree = await this.#timed(() => this.#deps.driver.tree());
    this.#last = tree.ok
      ? recognise(this.#deps.app, tree.value)
      : { kind: 'dark', fault: tree.error, isLoading: false };
    return this.#last;
  }

  /**
   * Looks until `isThere`, or until the time is over; longer while the page says that it loads. An interruption ends the
   * wait, as somebody has to deal with it first.
   */
  async waitFor(isThere: (look: Look) => boolean, withinMs: number): Promise<Look> {
    const startedAt = this.now();
    for (let look = await this.look(); ; look = await this.lookAgain()) {
      const limitMs = withinMs + (look.isLoading ? budgets.loadingMs : 0);
      const isOver = this.now() - startedAt >= limitMs || this.#deps.signal.aborted;
      if (isThere(look) || look.kind === 'interrupted' || isOver) return look;
      await this.pause(budgets.pollMs);
    }
  }

  /** Waits; what was seen before counts no more. */
  async pause(delayMs: number): Promise<void> {
    const startedAt = this.now();
    await pause(this.#deps.clock, delayMs, this.#deps.signal);
    this.#waitedMs += this.now() - startedAt;
    this.#last = null;
  }

  tap(point: Point): Promise<Outcome<null>> {
    return this.#act((driver) => driver.tap(point));
  }

  swipe(from: Point, to: Point, durationMs: number): Promise<Outcome<null>> {
    return this.#act((driver) => driver.swipe(from, to, durationMs));
  }

  press(key: KeyName): Promise<Outcome<null>> {
    return this.#act((driver) => driver.press(key), key === 'BACK');
  }

  setText(field: UiNode, text: string): Promise<Outcome<string>> {
    return this.#act((driver) => driver.setText(field, text));
  }

  launch(component: string): Promise<Outcome<null>> {
    return this.#act((driver) => driver.launch(component));
  }

  /** Calls that change nothing on the screen: lock, focus, screenshot. */
  ask<T>(question: (driver: UiDriver) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.#timed(() => question(this.#deps.driver));
  }

  #act<T>(act: (driver: UiDriver) => Promise<Outcome<T>>, isBack = false): Promise<Outcome<T>> {
    this.#last = null;
    this.#wentBack = isBack;
    return this.#timed(() => act(this.#deps.driver));
  }

  async #timed<T>(call: () => Promise<T>): Promise<T> {
    const startedAt = this.now();
    try {
      return await call();
    } finally {
      this.#driverMs += this.now() - startedAt;
    }
  }
}
