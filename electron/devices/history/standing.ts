import type { Phone, PhoneState } from '../../contract/phones.ts';
import { hubOf } from '../state/drop-pattern.ts';

/**
 * `excused`: the operator laid the phone aside, or the desk does not expect it. That time is not watched: it speaks
 * neither for nor against the phone.
 */
export type Standing = 'available' | 'unavailable' | 'excused';

export function standingOf({ state, isExpected }: Pick<Phone, 'state' | 'isExpected'>): Standing {
  if (state === 'set-aside' || !isExpected) return 'excused';
  return isUsable(state) ? 'available' : 'unavailable';
}

function isUsable(state: PhoneState): boolean {
  return state === 'ready' || state === 'busy';
}

/** States in which a phone that was usable is lost; the others are steps on the way to or from it. */
const lostStates: ReadonlySet<PhoneState> = new Set<PhoneState>([
  'absent',
  'offline',
  'unauthorized',
  'no-permission',
  'not-android',
  'needs-hand',
]);

/** Whether a phone that was usable is lost by this; a reboot that was asked for is none. */
export function isLoss({ state, reason }: Pick<Phone, 'state' | 'reason'>): boolean {
  return lostStates.has(state) && reason.code !== 'rebooting';
}

export function isUp({ state }: Pick<Phone, 'state'>): boolean {
  return isUsable(state);
}

/** Where a phone hangs, or hung last. Empty strings where nothing is known. */
export interface Place {
  readonly hostId: string;
  readonly hub: string;
}

/** The place of the route in use, or of the one that was seen last: an absence counts where the phone was. */
export function placeOf({ routes }: Pick<Phone, 'routes'>): Place {
  const current = routes.find(({ isCurrent }) => isCurrent);
  const last = current ?? routes.toSorted((left, right) => (right.seenAt ?? 0) - (left.seenAt ?? 0))[0];
  if (last === undefined) return { hostId: '', hub: '' };
  return { hostId: last.hostId, hub: hubOf(last.portPath) ?? '' };
}
