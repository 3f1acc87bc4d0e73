import type { PhoneFacts } from '../../../electron/contract/phones.ts';
import type { IdentityReading } from '../../../electron/devices/identity/identity-reading.ts';
import { unknownFacts } from '../../../electron/devices/registry/phone-record.ts';
import type { LiveRoute } from '../../../electron/devices/routes/live-route.ts';
import type { RouteSituation } from '../../../electron/devices/state/phone-state.ts';

export const bootA = 'aaaaaaaa-0000-4000-8000-000000000001';
export const bootB = 'bbbbbbbb-0000-4000-8000-000000000002';

export function facts(changes: Partial<PhoneFacts> = {}): PhoneFacts {
  return { ...unknownFacts, hardwareSerial: 'R58M0001', model: 'Redmi 7', sdk: 28, ...changes };
}

export function reading(changes: Partial<IdentityReading> = {}): IdentityReading {
  return {
    facts: facts(),
    bootId: bootA,
    uptimeMs: 1_000_000,
    wlanAddress: '02:00:00:00:00:01',
    isVirtual: false,
    readAt: 1_700_000_000_000,
    ...changes,
  };
}

export function liveRoute(changes: Partial<LiveRoute> = {}): LiveRoute {
  return {
    routeId: 'local|R58M0001|1-2',
    hostId: 'local',
    serial: 'R58M0001',
    transportId: 1,
    connection: 'usb',
    portPath: '1-2',
    adbState: 'device',
    stateText: 'device',
    listedModel: 'Redmi_7',
    ...changes,
  };
}

export function situation(changes: Partial<RouteSituation> = {}): RouteSituation {
  return {
    routeId: 'local|R58M0001|1-2',
    hostId: 'local',
    hostName: '',
    hostKind: 'local',
    hostState: 'up',
    connection: 'usb',
    adbState: 'device',
    trust: 'answering',
    portPath: '1-2',
    stateText: 'device',
    seenAt: 1_700_000_000_000,
    ...changes,
  };
}
