import type { AlertKind } from '../../../contract/alert-kinds.ts';
import type { Phone } from '../../../contract/phones.ts';
import type { Settings } from '../../../contract/settings.ts';
import { fine, trouble, within, type Verdict } from '../finding.ts';

/** The kinds that a phone's state speaks for. */
export type StateAlertKind = 'phone-missing' | 'needs-hand' | 'phone-unauthorized';

export interface PhoneSurroundings {
  readonly settings: Pick<Settings, 'alertMissingMinutes' | 'alertKindsOff'>;
  /** An alert about a hub that the phone hangs on is active. */
  readonly isHubLost: boolean;
}

type StateRule<K extends AlertKind> = (phone: Phone, surroundings: PhoneSurroundings) => Verdict<K>;

/** When each kind is raised and when it is over; how long a state must last stands in `timing.ts`. */
export const stateRules: { readonly [K in StateAlertKind]: StateRule<K> } = {
  /**
   * An expected phone that nobody could work with. Where another alert already says why (its host, its hub, its missing
   * authorisation), there is none of its own: sixty phones of a dead server are one incident.
   */
  'phone-missing': (phone, surroundings) => {
    if (!phone.isExpected) return { is: 'unwatched', ending: 'not-expected' };
    if (isUsable(phone)) return fine;
    const cover = coverOf(phone, surroundings.isHubLost);
    if (cover !== null && !surroundings.settings.alertKindsOff.includes(cover)) {
      return cover === 'host-down' || cover === 'hub-lost' ? within : fine;
    }
    return trouble('warn', missingCode(phone), { minutes: surroundings.settings.alertMissingMinutes });
  },
  /** A phone that the console has given up on, or that stands where only a hand gets it out. */
  'needs-hand': (phone) => {
    switch (phone.state) {
      case 'needs-hand':
        return trouble('bad', 'recovery-exhausted', { attempts: phone.reason.params['attempts'] ?? null });
      case 'not-android':
        return trouble('bad', 'not-android');
      case 'no-permission':
        return trouble('bad', 'no-permission');
      case 'ready':
      case 'busy':
      case 'unauthorized':
        return fine;
      case 'absent':
        return afterLeaving(phone);
      case 'connecting':
      case 'offline':
      case 'authorizing':
      case 'preparing':
      case 'set-aside':
        return within;
    }
  },
  'phone-unauthorized': (phone) => {
    switch (phone.state) {
      case 'unauthorized':
        return trouble('warn', 'waiting');
      case 'ready':
      case 'busy':
      case 'needs-hand':
      case 'not-android':
        return fine;
      case 'absent':
        return afterLeaving(phone);
      case 'connecting':
      case 'offline':
      case 'authorizing':
      case 'no-permission':
      case 'preparing':
      case 'set-aside':
        return within;
    }
  },
};

function isUsable({ state }: Phone): boolean {
  return state === 'ready' || state === 'busy';
}

/** The kind of alert that already explains why the phone cannot be used. */
function coverOf({ state, reason }: Phone, isHubLost: boolean): AlertKind | null {
  if (state === 'unauthorized') return 'phone-unauthorized';
  if (state === 'needs-hand' || state === 'not-android' || state === 'no-permission') return 'needs-hand';
  if (state !== 'absent') return null;
  if (isHostGone(reason.code)) return 'host-down';
  return reason.code === 'hub-lost' || isHubLost ? 'hub-lost' : null;
}

function isHostGone(code: Phone['reason']['code']): boolean {
  return code === 'host-server-down' || code === 'host-unreachable';
}

function missingCode({ state }: Phone): 'absent' | 'offline' | 'not-ready' {
  if (state === 'absent' || state === 'offline') return state;
  return 'not-ready';
}

/** A phone that was unplugged is not in that state any more; of one whose host is gone nothing is known. */
function afterLeaving({ reason, stateSinceAt }: Phone): Verdict<never> {
  return isHostGone(reason.code) ? { is: 'unknown', sinceAt: stateSinceAt } : fine;
}
