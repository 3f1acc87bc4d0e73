import type { Phone, Route } from '../../contract/phones.ts';
import { portOfPath } from './usb-path.ts';

/** Where a phone hangs. */
export interface Place {
  readonly hostId: string;
  readonly hubId: string;
  /** The hub's USB path; null for a hub that was set up by hand. */
  readonly hubPath: string | null;
  readonly port: number;
  /** `1-2.3`; null on a hub that was set up by hand. */
  readonly portPath: string | null;
}

/** The id of a hub that its path makes known. */
export function hubIdOf(hostId: string, hubPath: string): string {
  return `${hostId}|${hubPath}`;
}

/** Where a path says that a phone is; null when it says nothing. */
export function placeOfPath(hostId: string, portPath: string | null): Place | null {
  const at = portOfPath(portPath);
  return at === null ? null : { hostId, hubId: hubIdOf(hostId, at.hubPath), ...at, portPath };
}

/** The cable of a phone: the one in use, else the one that was seen last. */
export function cableOf(phone: Phone): Route | null {
  const cables = phone.routes.filter((route) => placeOfPath(route.hostId, route.portPath) !== null);
  const live = cables.find(({ isCurrent }) => isCurrent) ?? cables.find(({ isLive }) => isLive);
  return live ?? cables.toSorted((left, right) => (right.seenAt ?? 0) - (left.seenAt ?? 0))[0] ?? null;
}
