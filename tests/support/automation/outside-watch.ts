import type { UiTree } from '../../../electron/automation/hierarchy.ts';
import type { UiDriver } from '../../../electron/automation/ui-driver.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';

/** From one monotonic moment to another, milliseconds. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** A wait that the engine made by itself. `cause`: whether the page changed meanwhile without being touched. */
export interface WatchedPause extends Span {
  readonly askedMs: number;
  readonly cause: 'phone' | 'engine';
}

/** Something that was done on the phone; what it shows afterwards is another page. */
export interface WatchedDeed {
  readonly atMs: number;
  readonly isSwipe: boolean;
}

type OpenPause = Omit<WatchedPause, 'cause'>;

/** How much of a span none of the others covers. */
export function uncoveredMs({ startMs, endMs }: Span, covers: readonly Span[]): number {
  let reached = startMs;
  let bareMs = 0;
  for (const cover of covers.toSorted((one, other) => one.startMs - other.startMs)) {
    if (cover.endMs <= reached) continue;
    if (cover.startMs >= endMs) break;
    bareMs += Math.max(0, cover.startMs - reached);
    reached = Math.min(endMs, cover.endMs);
  }
  return bareMs + Math.max(0, endMs - reached);
}

/**
 * An engine's phone and clock, watched from outside: when calls to the phone were under way, and which waits there were. A wait is
 * the phone's where the page, untouched, reads otherwise after it; of waits in a row all are the phone's once it does. Every other
 * one brought nothing and is the engine's own.
 */
export class OutsideWatch {
  readonly calls: Span[] = [];
  readonly pauses: WatchedPause[] = [];
  /** When trees were asked for. */
  readonly treeReads: number[] = [];
  readonly deeds: WatchedDeed[] = [];
  readonly driver: UiDriver;
  readonly clock: Clock;
  readonly #open: OpenPause[] = [];
  #lastPage: string | null = null;

  constructor(driver: UiDriver, clock: Clock) {
    this.driver = this.#watchDriver(driver);
    this.clock = this.#watchClock(clock);
  }

  /** Nothing more comes: waits that led to nothing are the engine's. */
  end(): void {
    this.#settle('engine');
  }

  #watchDriver(driver: UiDriver): UiDriver {
    const ask = <T>(call: () => Promise<T>): Promise<T> => this.#timed(call);
    const act = <T>(call: () => Promise<T>, isSwipe = false): Promise<T> => {
      this.deeds.push({ atMs: performance.now(), isSwipe });
      this.#settle('engine');
      this.#lastPage = null;
      return this.#timed(call);
    };
    return {
      kind: driver.kind,
      // The comparison is this watch's own work, and not the engine's.
      tree: () => {
        this.treeReads.push(performance.now());
        return ask(async () => this.#see(await driver.tree()));
      },
      tap: (point) => act(() => driver.tap(point)),
      swipe: (from, to, durationMs) => act(() => driver.swipe(from, to, durationMs), true),
      press: (key) => act(() => driver.press(key)),
      setText: (field, text) => act(() => driver.setText(field, text)),
      launch: (component) => act(() => driver.launch(component)),
      screenshot: () => ask(() => driver.screenshot()),
      focus: () => ask(() => driver.focus()),
      lock: () => ask(() => driver.lock()),
      isInstalled: (packageName) => ask(() => driver.isInstalled(packageName)),
      dispose: () => driver.dispose(),
    };
  }

  /** A timer that fires is a wait; one that is called off was a limit. */
  #watchClock(clock: Clock): Clock {
    return {
      now: () => clock.now(),
      monotonic: () => clock.monotonic(),
      after: (askedMs, task) => {
        const startMs = performance.now();
        return clock.after(askedMs, () => {
          this.#open.push({ startMs, endMs: performance.now(), askedMs });
          task();
        });
      },
    };
  }

  #see(tree: Outcome<UiTree>): Outcome<UiTree> {
    const page = tree.ok ? signPage(tree.value) : '';
    if (this.#lastPage !== null && page !== this.#lastPage) this.#settle('phone');
    this.#lastPage = page;
    return tree;
  }

  #settle(cause: WatchedPause['cause']): void {
    for (const pause of this.#open.splice(0)) this.pauses.push({ ...pause, cause });
  }

  async #timed<T>(call: () => Promise<T>): Promise<T> {
    const startMs = performance.now();
    try {
      return await call();
    } finally {
      this.calls.push({ startMs, endMs: performance.now() });
    }
  }
}

function signPage({ nodes }: UiTree): string {
  return JSON.stringify(nodes.map(({ bounds, text, description }) => [bounds, text, description]));
}
