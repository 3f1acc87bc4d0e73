import type { AlertTextCode } from '../../contract/alert-kinds.ts';
import type { AlertSubject } from '../../contract/alerts.ts';
import type { FaultCause, FaultReading, FaultSubject } from '../../contract/faults.ts';
import type { AlertSource } from '../alerts/alert-source.ts';
import { keyOf, trouble, type Finding } from '../alerts/finding.ts';

/**
 * Readings that no other alert speaks of: a lost host, a lost hub, a missing or hot phone have alerts of their own, which
 * come whether or not anybody reads the desk.
 */
const spoken: Readonly<Partial<Record<FaultCause, AlertTextCode<'desk-fault'>>>> = {
  'adb-versions-fight': 'adb-versions-fight',
  'controller-limit': 'controller-limit',
  'usb-power': 'usb-power',
  'hub-unsteady': 'hub-unsteady',
  'phone-restarting': 'phone-restarting',
  'debugging-off': 'debugging-off',
  'port-unsteady': 'port-unsteady',
  'cable-loose': 'cable-loose',
  'wifi-unsteady': 'wifi-unsteady',
};

/** What the desk reads as, as alerts; guesses are left to the desk page. */
export function createFaultAlerts(readings: {
  current(): readonly FaultReading[];
  subscribe(listener: () => void): () => void;
}): AlertSource {
  return {
    kinds: ['desk-fault'],
    findings: () => distinct(readings.current().flatMap(findingOf)),
    subscribe: (listener) => readings.subscribe(listener),
  };
}

function findingOf({ cause, confidence, subject, phoneIds }: FaultReading): Finding[] {
  const code = spoken[cause];
  if (code === undefined || confidence === 'possible') return [];
  const params = { place: subject.place, count: phoneIds.length };
  return [{ kind: 'desk-fault', subject: alertSubjectOf(subject), verdict: trouble('warn', code, params) }];
}

function alertSubjectOf({ kind, hostId, place, phoneId }: FaultSubject): AlertSubject {
  if (phoneId !== null) return { type: 'phone', phoneId };
  return kind === 'hub' && place !== null ? { type: 'hub', hostId, hub: place } : { type: 'host', hostId };
}

/** One alert per subject: the readings come the most general first. */
function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.toReversed().map((finding) => [keyOf(finding), finding])).values()].toReversed();
}
