import type { Host } from '../../contract/hosts.ts';
import type { PhoneState, StateReason, stateReasonCodes, TextParams } from '../../contract/phones.ts';
import type { RouteStanding } from '../routes/route-choice.ts';
import type { HubLoss } from './drop-pattern.ts';

/** Who works on the phone now. */
export type HolderKind = 'job' | 'mirror' | 'hand';

/** A route with what its host is doing; `removed`: the operator took that host off the console. */
export interface RouteSituation extends RouteStanding {
  readonly hostId: string;
  readonly hostName: string;
  readonly hostKind: Host['kind'] | null;
  readonly hostState: Host['state'] | 'removed';
  readonly stateText: string;
  readonly portPath: string | null;
  /** When the phone was last reached this way, epoch ms. */
  readonly seenAt: number;
}

/** Everything that a phone's state follows from. */
export interface PhoneSituation {
  /** Live and remembered routes. */
  readonly routes: readonly RouteSituation[];
  /** The route that stands for the phone, as `chooseRoute` chose it. */
  readonly current: RouteSituation | null;
  readonly holder: HolderKind | null;
  readonly isSetAside: boolean;
  readonly isRebooting: boolean;
  readonly recoveryAttempts: number;
  readonly isRecoveryExhausted: boolean;
  /** Reached since the console started. */
  readonly wasSeen: boolean;
  /** The hub that this phone went with, if it was one. */
  readonly hubLoss: HubLoss | null;
  /** Another phone answered where this one was last seen. */
  readonly wasReplaced: boolean;
}

export interface StateVerdict {
  readonly state: PhoneState;
  readonly reason: StateReason;
}

type ReasonCode = (typeof stateReasonCodes)[number];

/** The state of a phone and the reason for it. Pure: the same situation always gives the same answer. */
export function judgeState(situation: PhoneSituation): StateVerdict {
  const found = judgeReach(situation);
  if (!situation.isSetAside) return found;
  // Laid aside is the operator's word; where the phone really is stays to be seen beside it.
  return verdict('set-aside', 'set-aside-by-operator', { actual: found.state, actualReason: found.reason.code });
}

function judgeReach(situation: PhoneSituation): StateVerdict {
  const { current } = situation;
  if (current === null || current.adbState === null) return judgeAbsence(situation);
  switch (current.adbState) {
    case 'device':
      return judgeListedDevice(situation, current);
    case 'offline':
    case 'host':
    case 'unknown':
      return judgeUnreachable(situation, 'adb-says-offline');
    case 'connecting':
      return verdict('connecting', 'none');
    case 'authorizing':
      return verdict('authorizing', 'authorization-in-progress');
    case 'unauthorized':
      return verdict('unauthorized', 'waiting-for-authorization');
    case 'no-permissions':
      return verdict('no-permission', 'usb-permission-missing', { text: current.stateText });
    case 'recovery':
      return verdict('not-android', 'in-recovery');
    case 'sideload':
      return verdict('not-android', 'in-sideload');
    case 'bootloader':
      return verdict('not-android', 'in-bootloader');
    case 'rescue':
      return verdict('not-android', 'in-rescue');
  }
}

/** adb says `device`, which proves nothing: a dead hub port keeps such a row for minutes. */
function judgeListedDevice(situation: PhoneSituation, current: RouteSituation): StateVerdict {
  switch (current.trust) {
    case 'waiting':
    case 'identifying':
      return verdict('preparing', 'identifying');
    case 'silent':
      return judgeUnreachable(situation, 'probe-failed');
    case 'answering':
      return situation.holder === null ? verdict('ready', 'none') : verdict('busy', holderReasons[situation.holder]);
  }
}

const holderReasons = { job: 'held-by-job', mirror: 'held-by-mirror', hand: 'held-by-hand' } as const;

function judgeUnreachable(situation: PhoneSituation, cause: 'adb-says-offline' | 'probe-failed'): StateVerdict {
  if (situation.isRebooting) return verdict('offline', 'rebooting');
  if (!situation.isRecoveryExhausted) return verdict('offline', cause);
  return verdict('needs-hand', 'recovery-exhausted', { attempts: situation.recoveryAttempts, cause });
}

/**
 * Not listed anywhere. A host that is gone explains more than a cable does, so it is named first; only the host where the
 * phone was last: another one that it left earlier has nothing to do with it.
 */
function judgeAbsence(situation: PhoneSituation): StateVerdict {
  const { routes } = situation;
  const last = lastSeen(routes);
  if (last?.hostState === 'down') return verdict('absent', 'host-server-down', hostParams(last));
  if (last?.hostState === 'unreachable' || last?.hostState === 'connecting') {
    return verdict('absent', 'host-unreachable', hostParams(last));
  }
  if (situation.isRebooting) return verdict('absent', 'rebooting');
  if (situation.wasReplaced) return verdict('absent', 'replaced-by-other-phone');
  if (routes.length > 0 && routes.every((route) => route.hostState === 'removed')) {
    return verdict('absent', 'host-removed');
  }
  if (!situation.wasSeen) return verdict('absent', 'never-seen-this-session');
  if (routes.some((route) => route.connection === 'tcp') && routes.every((route) => route.connection !== 'usb')) {
    return verdict('absent', 'tcp-route-forgotten');
  }
  const { hubLoss } = situation;
  return hubLoss === null
    ? verdict('absent', 'unplugged')
    : verdict('absent', 'hub-lost', { hub: hubLoss.hub, count: hubLoss.count });
}

function lastSeen(routes: readonly RouteSituation[]): RouteSituation | null {
  const known = routes.filter(({ hostState }) => hostState !== 'removed');
  return known.toSorted((left, right) => right.seenAt - left.seenAt)[0] ?? null;
}

function hostParams(route: RouteSituation): TextParams {
  return { hostId: route.hostId, hostName: route.hostName, hostKind: route.hostKind };
}

function verdict(state: PhoneState, code: ReasonCode, params: TextParams = {}): StateVerdict {
  return { state, reason: { code, params } };
}
