import type { HostConnection } from '../hosts/host-connection.ts';
import type { BoundRoute, PhoneRecord } from '../registry/phone-record.ts';
import type { RouteSighting } from '../routes/route-table.ts';
import type { RouteSituation } from '../state/phone-state.ts';
import type { RecoveryStanding } from '../recovery/recovery-policy.ts';
import type { HubLoss } from '../state/drop-pattern.ts';

/** What is looked up to know how a phone's routes stand. */
export interface RouteWorld {
  sighting(routeId: string): RouteSighting | null;
  /** The route's present answer has been tied to a phone. */
  isSettled(routeId: string): boolean;
  connection(hostId: string): HostConnection | null;
  /** The hub that took this route with it, if one did. */
  hubLoss(routeId: string): HubLoss | null;
}

/** How every remembered or live route of a phone stands now. */
export function situationsOf(record: PhoneRecord, world: RouteWorld): RouteSituation[] {
  return record.routes.map((route) => situationOf(route, world));
}

function situationOf(route: BoundRoute, world: RouteWorld): RouteSituation {
  const sighting = world.sighting(route.routeId);
  const host = world.connection(route.hostId);
  const trust = sighting?.trust ?? 'waiting';
  return {
    routeId: route.routeId,
    connection: route.connection,
    adbState: sighting?.route.adbState ?? null,
    trust: trust === 'answering' && !world.isSettled(route.routeId) ? 'identifying' : trust,
    stateText: sighting?.route.stateText ?? '',
    portPath: route.portPath,
    seenAt: route.seenAt,
    hostId: route.hostId,
    hostName: host?.record.name ?? '',
    hostKind: host?.record.kind ?? null,
    hostState: host?.state ?? 'removed',
  };
}

/** How the phone stands for its recovery: listed and mute can be helped, everything else cannot. */
export function standingOf(current: RouteSituation | null): RecoveryStanding {
  if (current === null) return 'waiting';
  switch (current.adbState) {
    case 'offline':
    case 'unknown':
    case 'host':
      return 'unreachable';
    case 'device':
      return current.trust === 'answering' ? 'reachable' : current.trust === 'silent' ? 'unreachable' : 'waiting';
    default:
      return 'waiting';
  }
}
