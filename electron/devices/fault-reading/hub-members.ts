import type { Place } from '../desk-map/place.ts';
import { hubIdOf } from '../desk-map/place.ts';
import { hubsAbove, isBelow, isRootHub } from '../desk-map/usb-path.ts';
import type { DeskEvidence, Drop, PhoneEvidence } from './evidence.ts';
import { isMute } from './host-causes.ts';

/** A hub that can fail: one with a cable of its own. */
export interface HubPlace {
  readonly hostId: string;
  readonly hubId: string;
  readonly hubPath: string | null;
}

/** The hubs that a place hangs on, the nearest first; the computer's own ports are none. */
export function hubsOver(place: Place): HubPlace[] {
  const { hostId, hubId, portPath } = place;
  if (portPath === null) return [{ hostId, hubId, hubPath: null }];
  const paths = hubsAbove(portPath).filter((path) => !isRootHub(path));
  return paths.map((hubPath) => ({ hostId, hubId: hubIdOf(hostId, hubPath), hubPath }));
}

export function isOnHub(place: Place | null, hub: HubPlace): boolean {
  if (place === null || place.hostId !== hub.hostId) return false;
  if (hub.hubPath === null || place.portPath === null) return place.hubId === hub.hubId;
  return isBelow(place.portPath, hub.hubPath);
}

export function membersOf({ phones }: DeskEvidence, hub: HubPlace): PhoneEvidence[] {
  return phones.filter(({ place }) => isOnHub(place, hub));
}

/** Listed, and not known to be mute. */
export function isAlive({ isListed, reason }: PhoneEvidence): boolean {
  return isListed && !isMute(reason);
}

/** Listed, and not mute for so long that it must be a row that adb forgot to take away: while it comes up it is mute too. */
export function isThere({ isListed, reason, stateSinceAt }: PhoneEvidence, { now, timing }: DeskEvidence): boolean {
  return isListed && !(isMute(reason) && now - stateSinceAt > timing.silentMs);
}

/** Drops in groups: within a group each follows the one before within `togetherMs`. Oldest group first. */
export function together(drops: readonly Drop[], togetherMs: number): Drop[][] {
  const groups: Drop[][] = [];
  for (const drop of drops.toSorted((left, right) => left.at - right.at)) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group === undefined || first === undefined || drop.at - first.at > togetherMs) groups.push([drop]);
    else group.push(drop);
  }
  return groups;
}

export function countPhones(drops: readonly { readonly phoneId: string }[]): number {
  return new Set(drops.map(({ phoneId }) => phoneId)).size;
}

/** Hubs by id, each once. */
export function distinctHubs(hubs: readonly HubPlace[]): HubPlace[] {
  return [...new Map(hubs.map((hub) => [hub.hubId, hub])).values()];
}
