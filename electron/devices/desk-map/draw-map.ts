import type { DeskHub, DeskMap, DeskPlace } from '../../contract/desk-map.ts';
import type { Phone } from '../../contract/phones.ts';
import type { StoredPlace } from './desk-map-store.ts';
import { cableOf, hubIdOf, placeOfPath, type Place } from './place.ts';

/** Everything that the map is drawn from. */
export interface MapGround {
  readonly phones: readonly Phone[];
  readonly hostIds: ReadonlySet<string>;
  /** Named by the operator, or set up by hand. */
  readonly storedHubs: readonly DeskHub[];
  readonly storedPlaces: readonly StoredPlace[];
  /** Ports of a hub as the operating system tells them; null: unknown. */
  readonly portCountOf: (hostId: string, hubPath: string) => number | null;
}

/** The place of a phone: its USB path says it, else the operator did; null: nobody knows. Pure. */
export function placeOf(phone: Phone, ground: Pick<MapGround, 'storedHubs' | 'storedPlaces'>): Place | null {
  const cable = cableOf(phone);
  const byPath = cable === null ? null : placeOfPath(cable.hostId, cable.portPath);
  if (byPath !== null) return byPath;
  const stored = ground.storedPlaces.find(({ phoneId }) => phoneId === phone.phoneId);
  const hub = ground.storedHubs.find(({ hubId }) => hubId === stored?.hubId);
  if (stored === undefined || hub === undefined) return null;
  return { hostId: hub.hostId, hubId: hub.hubId, hubPath: null, port: stored.port, portPath: null };
}

/** Hubs and places as they are drawn: hubs that a path makes known come by themselves, ordered by host and path. Pure. */
export function drawMap(ground: MapGround): DeskMap {
  const places: DeskPlace[] = [];
  const hubs = new Map<string, DeskHub>();
  for (const hub of ground.storedHubs) if (ground.hostIds.has(hub.hostId)) hubs.set(hub.hubId, hub);
  for (const phone of ground.phones) {
    const place = placeOf(phone, ground);
    if (place === null || !ground.hostIds.has(place.hostId)) continue;
    const { hubId, port, hubPath } = place;
    places.push({ phoneId: phone.phoneId, hubId, port, isByHand: hubPath === null });
    if (hubPath !== null && !hubs.has(hubId)) hubs.set(hubId, foundHub(place.hostId, hubPath));
  }
  const told = [...hubs.values()].map((hub) => ({ ...hub, portCount: portCountOf(hub, ground) }));
  return { hubs: told.toSorted(byHostAndPath), places: places.toSorted(byHubAndPort) };
}

function foundHub(hostId: string, path: string): DeskHub {
  return { hubId: hubIdOf(hostId, path), hostId, path, name: '', portCount: null };
}

function portCountOf(hub: DeskHub, ground: MapGround): number | null {
  return hub.portCount ?? (hub.path === null ? null : ground.portCountOf(hub.hostId, hub.path));
}

/** Numbers within a path count as numbers: `1-10` stands after `1-9`. */
const inOrder = new Intl.Collator('en', { numeric: true });

function byHostAndPath(left: DeskHub, right: DeskHub): number {
  const byHost = inOrder.compare(left.hostId, right.hostId);
  if (byHost !== 0) return byHost;
  if (left.path === null || right.path === null) return Number(left.path === null) - Number(right.path === null);
  return inOrder.compare(left.path, right.path);
}

function byHubAndPort(left: DeskPlace, right: DeskPlace): number {
  return inOrder.compare(left.hubId, right.hubId) || left.port - right.port;
}
