import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { isSameRoute, type LiveRoute } from './live-route.ts';

/** STF's experience and adb's own flicker (offline, authorizing, offline, device within 5 ms). */
const settleMs = 100;

export interface RouteSettlingListener {
  /** A route that was not listed before, at once. */
  onAppeared(route: LiveRoute): void;
  /** A listed route whose state or transport stayed changed for 100 ms. */
  onChanged(route: LiveRoute, previous: LiveRoute): void;
  /** State or transport changed and came back within 100 ms. */
  onFlickered(route: LiveRoute): void;
  onVanished(route: LiveRoute): void;
}

interface SettlingEntry {
  settled: LiveRoute;
  /** What the list says now: null when the row is gone. */
  latest: LiveRoute | null;
  cancel: (() => void) | null;
}

/**
 * Turns the successive lists of one host into settled changes. New rows count at once; everything else must last
 * 100 ms, so that a flap is no event. adb itself never says what changed: comparing is ours.
 */
export class RouteSettling implements Disposable {
  readonly #clock: Clock;
  readonly #listener: RouteSettlingListener;
  readonly #entries = new Map<string, SettlingEntry>();

  constructor(clock: Clock, listener: RouteSettlingListener) {
    this.#clock = clock;
    this.#listener = listener;
  }

  /** Takes the host's whole list as it is now. */
  take(routes: readonly LiveRoute[]): void {
    const listed = new Map(routes.map((route) => [route.routeId, route]));
    for (const [routeId, entry] of this.#entries) this.#note(entry, listed.get(routeId) ?? null);
    for (const route of routes) {
      if (this.#entries.has(route.routeId)) continue;
      this.#entries.set(route.routeId, { settled: route, latest: route, cancel: null });
      this.#listener.onAppeared(route);
    }
  }

  /** The host itself went away: every route is gone at once. */
  clear(): void {
    const gone = [...this.#entries.values()];
    for (const entry of gone) entry.cancel?.();
    this.#entries.clear();
    for (const entry of gone) this.#listener.onVanished(entry.settled);
  }

  dispose(): void {
    for (const entry of this.#entries.values()) entry.cancel?.();
    this.#entries.clear();
  }

  #note(entry: SettlingEntry, latest: LiveRoute | null): void {
    const hadLatest = entry.latest;
    if (isSameSighting(hadLatest, latest)) return;
    entry.latest = latest;
    entry.cancel?.();
    entry.cancel = this.#clock.after(settleMs, () => this.#settle(entry));
  }

  #settle(entry: SettlingEntry): void {
    entry.cancel = null;
    const previous = entry.settled;
    const { latest } = entry;
    if (latest === null) {
      this.#entries.delete(previous.routeId);
      this.#listener.onVanished(previous);
    } else if (isSameRoute(previous, latest)) {
      this.#listener.onFlickered(latest);
    } else {
      entry.settled = latest;
      this.#listener.onChanged(latest, previous);
    }
  }
}

function isSameSighting(one: LiveRoute | null, other: LiveRoute | null): boolean {
  if (one === null || other === null) return one === other;
  return isSameRoute(one, other);
}
