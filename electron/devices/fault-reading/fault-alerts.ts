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

/** What speaks of faults, as `createFaultReading` makes it. */
export interface FaultReadings {
  current(): readonly FaultReading[];
  subscribe(listener: () => void): () => void;
  /** The desk's time, by which alerts are dated. */
  now(): number;
}

/**
 * What the desk reads as, as alerts; guesses are left to the desk page. While nobody can say whether a reading still holds,
 * as after a restart of the console, its alert is neither raised nor ended.
 */
export function createFaultAlerts(readings: FaultReadings): AlertSource {
  return {
    kinds: ['desk-fault'],
    findings: () => distinct(readings.current().flatMap((reading) => findingsOf(reading, readings.now()))),
    subscribe: (listener) => readings.subscribe(listener),
  };
}

function findingsOf({ cause, confidence, subject, phoneIds, unknownSinceAt }: FaultReading, now: number): Finding[] {
  const code = spoken[cause];
  if (code === undefined || confidence === 'possible') return [];
  const params = { place: subject.place, count: phoneIds.length };
  const verdict = unknownSinceAt === null ? trouble('warn', code, params) : ({ is: 'unknown', sinceAt: now } as const);
  return [{ kind: 'desk-fault', subject: alertSubjectOf(subject), verdict }];
}

function alertSubjectOf({ kind, hostId, place, phoneId }: FaultSubject): AlertSubject {
  if (phoneId !== null) return { type: 'phone', phoneId };
  return kind === 'hub' && place !== null ? { type: 'hub', hostId, hub: place } : { type: 'host', hostId };
}

/** One alert per subject: the readings come the most general first, and what is known speaks before what is not. */
function distinct(findings: readonly Finding[]): Finding[] {
  const known = findings.filter(({ verdict }) => verdict.is !== 'unknown');
  const unknown = findings.filter(({ verdict }) => verdict.is === 'unknown');
  const inOrder = [...known, ...unknown];
  return [...new Map(inOrder.toReversed().map((finding) => [keyOf(finding), finding])).values()].toReversed();
}
