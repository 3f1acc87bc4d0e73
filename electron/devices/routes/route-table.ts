import type { DeviceRow } from '../../adb/device-row.ts';
import type { ShellResult } from '../../adb/shell-reader.ts';
import type { Fault, Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { IdentityReading } from '../identity/identity-reading.ts';
import { routesOfRows, type LiveRoute } from './live-route.ts';
import type { RouteTrust } from './route-choice.ts';
import { RouteMonitor } from './route-monitor.ts';
import { RouteSettling, type RouteSettlingListener } from './route-settling.ts';

export interface RouteTableListener {
  onAppeared(route: LiveRoute): void;
  onChanged(route: LiveRoute, previous: LiveRoute): void;
  onVanished(route: LiveRoute): void;
  onTrustChanged(routeId: string): void;
  onIdentified(routeId: string, reading: IdentityReading): void;
}

export interface RouteTableDeps {
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly shell: (
    route: LiveRoute,
    command: string,
    options: { timeoutMs: number; signal: AbortSignal },
  ) => Promise<Outcome<ShellResult>>;
  readonly listener: RouteTableListener;
}

/** What is known of one listed route. */
export interface RouteSighting {
  readonly route: LiveRoute;
  readonly trust: RouteTrust;
  readonly reading: IdentityReading | null;
  readonly fault: Fault | null;
}

/** Every route that any host lists now, each with its monitor. */
export class RouteTable implements Disposable {
  readonly #deps: RouteTableDeps;
  readonly #settlings = new Map<string, RouteSettling>();
  readonly #monitors = new Map<string, RouteMonitor>();

  constructor(deps: RouteTableDeps) {
    this.#deps = deps;
  }

  /** The whole list of one host, as it is now. */
  takeRows(hostId: string, rows: readonly DeviceRow[]): void {
    const settling =
      this.#settlings.get(hostId) ?? new RouteSettling(this.#deps.machineClock, this.#settlingListener());
    this.#settlings.set(hostId, settling);
    settling.take(routesOfRows(hostId, rows));
  }

  /** The host is down or gone: all its routes are, at once. */
  loseHost(hostId: string): void {
    this.#settlings.get(hostId)?.clear();
    this.#settlings.delete(hostId);
  }

  sighting(routeId: string): RouteSighting | null {
    return this.#monitors.get(routeId) ?? null;
  }

  sightings(): IterableIterator<RouteSighting> {
    return this.#monitors.values();
  }

  /** See `RouteMonitor.refresh`; unknown ids are ignored. */
  refresh(routeId: string): void {
    this.#monitors.get(routeId)?.refresh();
  }

  /** A command on this route was answered, or was not. */
  noteAnswer(routeId: string, isAnswered: boolean): void {
    const monitor = this.#monitors.get(routeId);
    if (isAnswered) monitor?.noteAlive();
    else monitor?.noteDoubt();
  }

  dispose(): void {
    for (const settling of this.#settlings.values()) settling.dispose();
    for (const monitor of this.#monitors.values()) monitor.dispose();
    this.#settlings.clear();
    this.#monitors.clear();
  }

  #settlingListener(): RouteSettlingListener {
    return {
      onAppeared: (route) => this.#appear(route),
      onChanged: (route, previous) => {
        this.#monitors.get(route.routeId)?.update(route);
        this.#deps.listener.onChanged(route, previous);
      },
      onFlickered: (route) => this.#monitors.get(route.routeId)?.refresh(),
      onVanished: (route) => {
        this.#monitors.get(route.routeId)?.dispose();
        this.#monitors.delete(route.routeId);
        this.#deps.listener.onVanished(route);
      },
    };
  }

  #appear(route: LiveRoute): void {
    const { clock, machineClock, shell, listener } = this.#deps;
    const monitor = new RouteMonitor(
      {
        clock,
        machineClock,
        shell,
        onTrustChanged: (routeId) => listener.onTrustChanged(routeId),
        onIdentified: (routeId, reading) => listener.onIdentified(routeId, reading),
      },
      route,
    );
    this.#monitors.set(route.routeId, monitor);
    listener.onAppeared(route);
    monitor.start();
  }
}
