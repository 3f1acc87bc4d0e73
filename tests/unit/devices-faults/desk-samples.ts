import { placeOfPath } from '../../../electron/devices/desk-map/place.ts';
import type {
  Arrival,
  DeskEvidence,
  Drop,
  HostEvidence,
  PhoneEvidence,
  ServerLoss,
} from '../../../electron/devices/fault-reading/evidence.ts';
import { readDesk } from '../../../electron/devices/fault-reading/read-desk.ts';
import { defaultTiming } from '../../../electron/devices/fault-reading/timing.ts';
import type { KernelLine } from '../../../electron/devices/usb/kernel-line.ts';
import type { SeenDevice, UsbSight } from '../../../electron/devices/usb/usb-watch.ts';

/** The moment at which the desk is read. */
export const now = 1_700_000_000_000;
export const second = 1_000;
export const minute = 60_000;

export function host(change: Partial<HostEvidence> = {}): HostEvidence {
  return {
    hostId: 'local',
    kind: 'local',
    state: 'up',
    stateSinceAt: now - 60 * minute,
    lossCode: null,
    lossCause: null,
    wasUp: true,
    isRead: true,
    isCountedOn: true,
    serverVersion: 41,
    programVersion: null,
    losses: [],
    ...change,
  };
}

/** A phone that is well on a port (`1-2.3`), whose id is the port. */
export function phoneOn(port: string, change: Partial<PhoneEvidence> = {}): PhoneEvidence {
  return {
    phoneId: port,
    hostId: 'local',
    place: placeOfPath('local', port),
    usbSerial: `S${port}`,
    isListed: true,
    isExpected: true,
    state: 'ready',
    reason: 'none',
    stateSinceAt: now - 60 * minute,
    temperatures: [],
    levels: [],
    rebootsAt: [],
    rebootAskedAt: null,
    update: null,
    ...change,
  };
}

/** The same phone, away. */
export function awayFrom(port: string, change: Partial<PhoneEvidence> = {}): PhoneEvidence {
  return phoneOn(port, { isListed: false, state: 'absent', reason: 'unplugged', ...change });
}

/** A phone left its port so long ago, and is back since (or not, with null). */
export function drop(port: string, agoMs: number, change: Partial<Drop> = {}): Drop {
  return {
    phoneId: port,
    routeId: `local|S${port}|${port}`,
    hostId: 'local',
    serial: `S${port}`,
    connection: 'usb',
    place: placeOfPath('local', port),
    at: now - agoMs,
    adbState: 'device',
    backAt: null,
    hasRebooted: null,
    ...change,
  };
}

/** A drop that was over after half a second, without a restart. */
export function flap(port: string, agoMs: number, change: Partial<Drop> = {}): Drop {
  return drop(port, agoMs, { backAt: now - agoMs + 500, hasRebooted: false, ...change });
}

export function arrival(port: string, agoMs: number, change: Partial<Arrival> = {}): Arrival {
  return { phoneId: port, hostId: 'local', place: placeOfPath('local', port), at: now - agoMs, ...change };
}

/** What a system tells of USB that tells something. */
export function sight(change: Partial<UsbSight>): UsbSight {
  return { readAt: now, devices: null, refusals: [], kernelLines: null, ...change };
}

export function serverLoss(agoMs: number, before: number | null, after: number | null): ServerLoss {
  const at = now - agoMs;
  return { at, versionBefore: before, backAt: at + 2_000, versionAfter: after, isByOperator: false };
}

export function kernelLine(kind: KernelLine['kind'], portPath: string | null, agoMs = 2_000): KernelLine {
  return { at: now - agoMs, kind, portPath, text: `usb ${portPath ?? ''}: ${kind}` };
}

export function usbDevice(portPath: string, change: Partial<SeenDevice> = {}): SeenDevice {
  return {
    portPath,
    serial: `S${portPath}`,
    product: 'Redmi 7',
    isHub: false,
    portCount: null,
    isConfigured: true,
    isAuthorized: true,
    hasAdb: true,
    hasFiles: true,
    isBootloader: false,
    sinceAt: now - 5 * minute,
    ...change,
  };
}

export function usbHub(portPath: string): SeenDevice {
  return usbDevice(portPath, { serial: null, product: 'USB2.0 Hub', isHub: true, portCount: 7, hasAdb: false });
}

export function evidence(change: Partial<DeskEvidence> = {}): DeskEvidence {
  return {
    now,
    startedAt: now - 24 * 60 * minute,
    timing: defaultTiming,
    batteryWarnCelsius: 45,
    batteryBadCelsius: 50,
    hosts: [host()],
    leftHostIds: new Set(),
    phones: [],
    drops: [],
    arrivals: [],
    usb: { readAt: 0, devices: null, refusals: [], kernelLines: null },
    ...change,
  };
}

/** `cause confidence subject` of everything that is read. */
export function readingsOf(change: Partial<DeskEvidence>): string[] {
  return readDesk(evidence(change)).map(({ cause, confidence, subject }) => {
    const { kind, hubId, place, phoneId, hostId } = subject;
    const what = { host: hostId, controller: place ?? '-', hub: hubId, port: `${place}/${phoneId}`, phone: phoneId }[
      kind
    ];
    return `${cause} ${confidence} ${what}`;
  });
}
