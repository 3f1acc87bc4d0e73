import type { AdbDeviceState, Route } from '../../contract/phones.ts';

/** How far the console trusts a route: `waiting` until adb says `device`, then asked, then answering or not. */
export type RouteTrust = 'waiting' | 'identifying' | 'answering' | 'silent';

/** What choosing between the routes of one phone needs to know of each. */
export interface RouteStanding {
  readonly routeId: string;
  readonly connection: Route['connection'];
  /** Null: remembered, but not in its host's list now. */
  readonly adbState: AdbDeviceState | null;
  readonly trust: RouteTrust;
}

const connectionRanks: Readonly<Record<Route['connection'], number>> = { usb: 2, unknown: 1, tcp: 0 };

/** Lower is worse. What can be used now beats what needs the operator, which beats what is gone. */
const stateRanks: Readonly<Record<AdbDeviceState, number>> = {
  device: 90,
  authorizing: 60,
  connecting: 50,
  unauthorized: 45,
  'no-permissions': 40,
  recovery: 30,
  sideload: 30,
  rescue: 30,
  bootloader: 30,
  offline: 20,
  host: 10,
  unknown: 10,
};

const trustRanks: Readonly<Record<RouteTrust, number>> = { answering: 9, identifying: 0, waiting: 0, silent: -65 };

/**
 * The route that stands for the phone: one that answers, USB before network; then the one nearest to answering.
 * Null when none is listed. Of equals the one in use stays, so that commands do not jump between routes.
 */
export function chooseRoute<T extends RouteStanding>(routes: readonly T[], currentRouteId: string | null): T | null {
  let best: T | null = null;
  let bestRank = Number.NEGATIVE_INFINITY;
  for (const route of routes) {
    if (route.adbState === null) continue;
    const isCurrent = route.routeId === currentRouteId;
    const rank = rankOf(route, route.adbState) + (isCurrent ? 0.5 : 0);
    if (rank > bestRank) {
      best = route;
      bestRank = rank;
    }
  }
  return best;
}

function rankOf(route: RouteStanding, adbState: AdbDeviceState): number {
  const trust = adbState === 'device' ? trustRanks[route.trust] : 0;
  return (stateRanks[adbState] + trust) * 10 + connectionRanks[route.connection];
}
