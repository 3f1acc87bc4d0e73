import type { Host } from '../../contract/hosts.ts';
import type { ErrorCode } from '../../contract/outcome.ts';
import type { AdbDeviceState, PhoneState, Route, StateReason } from '../../contract/phones.ts';
import type { Place } from '../desk-map/place.ts';
import type { UsbSight } from '../usb/usb-watch.ts';
import type { FaultTiming } from './timing.ts';

/** A route that vanished from a host that goes on working. */
export interface Drop {
  readonly phoneId: string;
  readonly routeId: string;
  readonly hostId: string;
  readonly serial: string;
  readonly connection: Route['connection'];
  readonly place: Place | null;
  readonly at: number;
  readonly adbState: AdbDeviceState;
  /** When the same phone was listed again, anywhere; null: not yet. */
  readonly backAt: number | null;
  /** After the return: did it restart meanwhile? Null until it has said who it is. */
  readonly hasRebooted: boolean | null;
}

/** A route that was listed. */
export interface Arrival {
  readonly phoneId: string;
  readonly hostId: string;
  readonly place: Place | null;
  readonly at: number;
}

export interface Reading {
  readonly at: number;
  readonly value: number;
}

/** What is known of a phone beyond its drops. */
export interface PhoneEvidence {
  readonly phoneId: string;
  readonly hostId: string | null;
  readonly place: Place | null;
  /** The serial on its cable, which USB shows as well. */
  readonly usbSerial: string | null;
  readonly isListed: boolean;
  /** It belongs on the desk: an operator asks for it when it is away. */
  readonly isExpected: boolean;
  readonly state: PhoneState;
  readonly reason: StateReason['code'];
  readonly stateSinceAt: number;
  readonly temperatures: readonly Reading[];
  readonly levels: readonly Reading[];
  /** When it was found to run another boot that nobody had asked for. */
  readonly rebootsAt: readonly number[];
  /** When a restart was last asked for, or begun. */
  readonly rebootAskedAt: number | null;
  /** When it last told another build than before, and both. */
  readonly update: { readonly at: number; readonly from: string; readonly to: string } | null;
}

/** The server of a host went away, and perhaps came back. */
export interface ServerLoss {
  readonly at: number;
  readonly versionBefore: number | null;
  readonly backAt: number | null;
  readonly versionAfter: number | null;
  /** The console's own start button brought it back. */
  readonly isByOperator: boolean;
}

export interface HostEvidence {
  readonly hostId: string;
  readonly kind: Host['kind'];
  readonly state: Host['state'];
  readonly stateSinceAt: number;
  /** What the last try at it failed with; null while it is up. */
  readonly lossCode: ErrorCode | null;
  /** How it failed (`connection-lost`, `no-answer`, `ECONNREFUSED` …); null while it is up, and where nobody told. */
  readonly lossCause: string | null;
  /** It was up in this run. */
  readonly wasUp: boolean;
  /** Its list tells which of its phones are there: false while it is gone, and for a moment after it came back. */
  readonly isRead: boolean;
  /** It was up in this run, or phones are remembered on it: somebody counts on it. */
  readonly isCountedOn: boolean;
  readonly serverVersion: number | null;
  /** Version of this machine's own adb program where it differs from the server's. */
  readonly programVersion: number | null;
  readonly losses: readonly ServerLoss[];
}

/** Everything that the desk is read from. Times are epoch ms. */
export interface DeskEvidence {
  readonly now: number;
  /** When this run began to watch. */
  readonly startedAt: number;
  readonly timing: FaultTiming;
  readonly batteryWarnCelsius: number;
  readonly batteryBadCelsius: number;
  readonly hosts: readonly HostEvidence[];
  /** Hosts that were taken off the console in this run. */
  readonly leftHostIds: ReadonlySet<string>;
  readonly phones: readonly PhoneEvidence[];
  /** Oldest first, bounded. */
  readonly drops: readonly Drop[];
  readonly arrivals: readonly Arrival[];
  /** Of this machine's USB. */
  readonly usb: UsbSight;
}
