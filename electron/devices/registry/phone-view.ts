import type { CatalogueResult, Phone, Route } from '../../contract/phones.ts';
import type { RouteSighting } from '../routes/route-table.ts';
import type { PhoneSession } from '../sessions/phone-session.ts';
import type { BoundRoute, PhoneRecord } from './phone-record.ts';

/** When and how many groups of a phone's messenger were read last; kept by `electron/groups`. */
export interface GroupSummary {
  readonly readAt: number;
  readonly groupCount: number;
}

export interface PhoneViewInput {
  readonly record: PhoneRecord;
  readonly session: PhoneSession;
  readonly sighting: (routeId: string) => RouteSighting | null;
  readonly catalogue: CatalogueResult;
  readonly hasDuplicateSerial: boolean;
  readonly groups: GroupSummary | null;
}

/** The phone as the contract shows it. */
export function viewPhone(input: PhoneViewInput): Phone {
  const { record, session, groups } = input;
  return {
    phoneId: record.phoneId,
    number: record.number,
    label: record.label,
    tags: [...record.tags],
    note: record.note,
    isVirtual: record.isVirtual,
    isExpected: record.isExpected,
    state: session.state,
    stateSinceAt: session.stateSinceAt,
    reason: session.reason,
    facts: record.facts,
    catalogue: input.catalogue,
    routes: record.routes.map((route) => viewRoute(route, input.sighting(route.routeId), session.currentRouteId)),
    health: session.health,
    hasDuplicateSerial: input.hasDuplicateSerial,
    question: record.question,
    recovery: session.recovery,
    firstSeenAt: record.firstSeenAt,
    lastSeenAt: record.lastSeenAt,
    groupsReadAt: groups?.readAt ?? null,
    groupCount: groups?.groupCount ?? null,
  };
}

function viewRoute(route: BoundRoute, sighting: RouteSighting | null, currentRouteId: string | null): Route {
  return {
    routeId: route.routeId,
    hostId: route.hostId,
    serial: route.serial,
    transportId: sighting?.route.transportId ?? null,
    connection: route.connection,
    portPath: route.portPath,
    adbState: sighting?.route.adbState ?? null,
    isLive: sighting !== null,
    isCurrent: sighting !== null && route.routeId === currentRouteId,
    seenAt: route.seenAt,
  };
}
