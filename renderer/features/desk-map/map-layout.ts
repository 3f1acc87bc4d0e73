import type { DeskHub, DeskMap } from '@contract/desk-map.ts';
import type { Host } from '@contract/hosts.ts';

/** A port as it is drawn. */
export interface PortPlace {
  readonly port: number;
  /** Null: empty. */
  readonly phoneId: string | null;
  readonly isByHand: boolean;
}

export interface HubLayout {
  readonly hub: DeskHub;
  readonly ports: readonly PortPlace[];
}

export interface HostLayout {
  readonly host: Host;
  readonly hubs: readonly HubLayout[];
}

export interface MapLayout {
  readonly hosts: readonly HostLayout[];
  /** Phones that hang nowhere as far as anybody knows. */
  readonly unplacedIds: readonly string[];
}

/** Ports to draw where nobody knows how many a hub has. */
const fewestPorts = 4;
/** A computer has many ports of its own, most of them empty: only those in use are drawn. */
const isOwnPorts = ({ path }: DeskHub): boolean => path !== null && !path.includes('-');

/** The desk as sections, blocks and cells. A port that two phones claim (one of them away) shows twice. Pure. */
export function layOut(map: DeskMap, hosts: readonly Host[], phoneIds: readonly string[]): MapLayout {
  const placed = new Set(map.places.map(({ phoneId }) => phoneId));
  return {
    hosts: hosts
      .map((host) => ({
        host,
        hubs: map.hubs.filter(({ hostId }) => hostId === host.hostId).map((hub) => layOutHub(hub, map)),
      }))
      .filter(({ hubs, host }) => hubs.length > 0 || host.phoneCount > 0 || host.state !== 'up'),
    unplacedIds: phoneIds.filter((phoneId) => !placed.has(phoneId)),
  };
}

function layOutHub(hub: DeskHub, { places }: DeskMap): HubLayout {
  const taken = places.filter(({ hubId }) => hubId === hub.hubId);
  const highest = Math.max(0, ...taken.map(({ port }) => port));
  const count = Math.max(highest, hub.portCount ?? fewestPorts);
  const drawn = isOwnPorts(hub) ? [] : Array.from({ length: count }, (_, index) => index + 1);
  const empty = drawn.filter((port) => !taken.some((place) => place.port === port));
  const cells = [
    ...taken.map(({ port, phoneId, isByHand }) => ({ port, phoneId, isByHand })),
    ...empty.map((port) => ({ port, phoneId: null, isByHand: hub.path === null })),
  ];
  return { hub, ports: cells.toSorted((left, right) => left.port - right.port) };
}

/** The next free ports of a hub that was set up by hand, for phones in the order given. */
export function fillPorts(
  { hub, ports }: HubLayout,
  phoneIds: readonly string[],
): readonly {
  readonly phoneId: string;
  readonly place: { readonly hubId: string; readonly port: number };
}[] {
  const free = ports.filter(({ phoneId }) => phoneId === null).map(({ port }) => port);
  return phoneIds.slice(0, free.length).map((phoneId, index) => {
    return { phoneId, place: { hubId: hub.hubId, port: free[index] ?? 0 } };
  });
}
